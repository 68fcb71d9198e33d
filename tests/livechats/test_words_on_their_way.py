"""Words that are heard after their time: none is lost, and each stands where it was said."""

from datetime import timedelta

import pytest
from hall import START

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Missed, Posted, Retold

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)  # the second question is open
    return planned


@pytest.fixture
async def ana(hall):
    return hall.member("Ana Ruiz", "slack")


async def test_a_word_said_before_the_end_and_heard_after_it_is_kept_and_not_late(hall, chat, ana):
    await hall.until(START + 60 * MINUTE + SECOND)
    await ana.says("A6: just in time", at=START + 60 * MINUTE - SECOND)
    await ana.says("A6: too late")
    lines = await hall.lines(chat, said=True)
    assert [(line.text, line.late) for line in lines] == [("just in time", False)]


async def test_a_reaction_after_the_end_counts_no_more(hall, chat, ana):
    ref = await ana.says("A2: liked?")
    ben = hall.member("Ben Okafor", "playground")
    await hall.until(START + 60 * MINUTE + SECOND)
    await ben.reacts(ref)
    assert await hall.units.read(lambda work: work.chats.reactions("c1", chat.id)) == {}


async def test_what_a_history_tells_goes_under_the_question_that_was_open_then(hall, chat, ana):
    thread, then = hall.thread("slack"), hall.clock.now()
    posts = tuple(
        Posted(who=ana.who, ref=MessageRef(thread, f"77{n}"), text=text, at=at)
        for n, (text, at) in enumerate(
            [("introduced", START + MINUTE), ("second", then), ("A1: labelled", then + MINUTE)]
        )
    )
    await hall.until(START + 50 * MINUTE)
    await ana.says("heard now")
    await hall.bot.retell(Retold(thread=thread, since=START, until=START + 49 * MINUTE, posts=posts))
    found = {line.text: line.question for line in await hall.lines(chat, said=True)}
    assert found == {"introduced": 0, "second": 2, "labelled": 1, "heard now": 6}


async def test_a_gap_that_lasts_over_the_end_is_marked_up_to_the_end(hall, chat, ana):
    await ana.says("A2: last word")
    heard = hall.clock.now()
    await hall.until(START + 70 * MINUTE)
    before = await hall.chat(chat)
    told = Missed(thread=hall.thread("slack"), since=START, until=hall.clock.now(), why="no history")
    await hall.bot.miss(told)
    gaps = await hall.units.read(lambda work: work.chats.gaps("c1", chat.id))
    assert [(gap.since, gap.until) for gap in gaps] == [(heard, before.ended)]
    assert (await hall.chat(chat)).revision > before.revision  # the archive page is drawn anew


async def test_a_gap_after_the_end_is_none(hall, chat, ana):
    await hall.until(START + 70 * MINUTE)
    since = START + 65 * MINUTE
    told = Missed(thread=hall.thread("slack"), since=since, until=hall.clock.now(), why="no history")
    await hall.bot.miss(told)
    assert await hall.units.read(lambda work: work.chats.gaps("c1", chat.id)) == []
