"""What people say is kept once, under the question it belongs to, also when it was missed at first."""

from datetime import timedelta

import pytest
from hall import START, away, back, opened, room, space

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Missed, Posted, Retold

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def hall(database_url):
    """The hall on each database."""
    made = await opened(database_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)  # the second question is open
    return planned


@pytest.fixture
async def ana(hall):
    return hall.member("Ana Ruiz", "slack")


@pytest.mark.parametrize(
    ("said", "question"),
    [("A1: early", 1), ("A2 now", 2), ("no label", 2), ("A6: not asked yet", 2), ("A99: never", 2)],
)
async def test_words_go_under_the_question_they_name_if_it_was_asked_else_the_open_one(
    hall, chat, ana, said, question
):
    await ana.says(said)
    assert [line.question for line in await hall.lines(chat, said=True)] == [question]


async def test_a_reply_goes_under_what_it_answers_also_across_platforms(hall, hana, chat, ana):
    await ana.says("A1: We blog together.")
    await hall.later(seconds=2)
    copy = hall.platforms["discord"].visible()[-1].ref
    await hana.says("Where?", reply_to=copy)
    lines = await hall.lines(chat, said=True)
    assert (lines[1].answers, lines[1].question) == (lines[0].number, 1)
    await hall.later(seconds=2)
    assert "in reply to Ana Ruiz" in hall.said("slack")[-1]


async def test_what_is_said_elsewhere_or_outside_the_chat_is_not_kept(hall, chat, ana):
    other = MessageRef(PlaceAddress("slack", "school", "chats", "999"), "5")
    await hall.bot.hear(Posted(who=ana.who, ref=other, text="not here", at=hall.clock.now()))
    plain = MessageRef(room("slack"), "6")
    await hall.bot.hear(Posted(who=ana.who, ref=plain, text="in the room", at=hall.clock.now()))
    assert await hall.lines(chat, said=True) == []
    assert not await hall.bot.listens(other.place)


async def test_after_the_end_nothing_is_kept_unless_late_answers_are_open(hall, chat, ana):
    await hall.until(START + 70 * MINUTE)
    await ana.says("too late")
    assert await hall.lines(chat, said=True) == []


async def test_late_answers_are_kept_and_marked_while_they_are_open(hall, hana, ana):
    chat = await hall.planned(hana, late=timedelta(days=2))
    await hall.until(START + 70 * MINUTE)
    await ana.says("A1: later")
    line = (await hall.lines(chat, said=True))[0]
    assert (line.late, line.question) == (True, 1)
    await hall.until(START + timedelta(days=4))
    await ana.says("much too late")
    assert len(await hall.lines(chat, said=True)) == 1


async def test_a_history_adds_what_was_missed_rewords_what_changed_and_removes_what_is_gone(hall, chat, ana):
    kept = await ana.says("A1: stays")
    changed = await ana.says("A1: chnaged")
    gone = await ana.says("A1: goes")
    thread = hall.thread("slack")
    now = hall.clock.now()
    missed = MessageRef(thread, "777")
    posts = (
        Posted(who=ana.who, ref=kept, text="A1: stays", at=now),
        Posted(who=ana.who, ref=changed, text="A1: changed", at=now),
        Posted(who=ana.who, ref=missed, text="A2: missed", at=now),
    )
    retold = Retold(thread=thread, since=START, until=now + MINUTE, posts=posts)
    for _ in range(2):  # and told again, it changes nothing more
        await hall.bot.retell(retold)
        lines = await hall.lines(chat, said=True)
        assert [line.text for line in lines] == ["stays", "changed", "missed"]
    assert gone not in {line.ref for line in lines}


async def test_a_gap_that_cannot_be_filled_is_marked_from_the_last_word_heard(hall, chat, ana):
    await ana.says("A1: last word")
    heard = hall.clock.now()
    await hall.later(minutes=3)
    thread = hall.thread("slack")
    told = Missed(thread=thread, since=START, until=hall.clock.now(), why="the history cannot be read")
    await hall.bot.miss(told)
    gaps = await hall.units.read(lambda work: work.chats.gaps("c1", chat.id))
    assert [(gap.since, gap.until) for gap in gaps] == [(heard, hall.clock.now())]


async def test_while_one_platform_is_away_the_others_go_on_and_the_gap_is_filled_afterwards(hall, chat, ana):
    away(hall, "discord")
    for n in range(30):
        await ana.says(f"A2: thought number {n}.")
        await hall.later(seconds=2)
    assert "thought number 29." in hall.read("playground")
    assert "thought number 0." not in hall.read("discord")
    back(hall, "discord")
    await hall.later(minutes=2)
    assert [hall.read("discord").count(f"thought number {n}.") for n in range(30)] == [1] * 30


@pytest.mark.slow
async def test_a_platform_that_is_away_at_the_start_catches_up_in_order(hall, hana, ana):
    await hall.planned(hana)
    away(hall, "discord")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: early bird")
    await hall.later(minutes=2)
    back(hall, "discord")
    await hall.later(minutes=3)
    told = hall.read("discord")
    assert told.index("Hello and welcome") < told.index("Q1 of 6") < told.index("early bird")


async def test_reactions_count_people_and_not_their_own(hall, chat, ana):
    ref = await ana.says("A2: liked")
    ben = hall.member("Ben Okafor", "playground")
    await ana.reacts(ref)
    await ben.reacts(ref)
    await ben.reacts(ref)
    seen = await hall.chats.now(await ben.caller(), chat.id)
    assert [line.text for line in seen.liked] == ["liked"]


async def test_a_restart_goes_on_at_the_right_question(sqlite_url):
    first = await opened(sqlite_url)
    hana = first.member("Hana Ito", "discord", administers=True)
    chat = await first.planned(hana)
    await first.until(START + 24 * MINUTE)  # question three has just been asked
    assert (await first.chat(chat)).run.question == 3
    await first.house.relay.stop()
    await first.house.close()

    second = await opened(sqlite_url, at=START + 27 * MINUTE, anew=False)
    second.platforms.update(first.platforms)
    second.house.platforms.update(first.platforms)
    await second.until(START + 61 * MINUTE)
    told = second.read("discord")
    assert [told.count(f"Q{n} of 6") >= 1 for n in range(1, 7)] == [True] * 6
    assert (await second.chat(chat)).ended == START + timedelta(hours=1)
    await second.house.relay.stop()
    await second.house.close()


async def test_people_of_other_communities_are_not_heard(hall, chat, ana):
    assert space("slack") == ana.account.in_space
    stranger = ana.who
    foreign = hall.member("Stranger", "slack")
    thread = PlaceAddress("slack", "elsewhere", "chats", hall.thread("slack").thread)
    await hall.bot.hear(Posted(who=stranger, ref=MessageRef(thread, "1"), text="x", at=hall.clock.now()))
    assert await hall.lines(chat, said=True) == []
    assert foreign.platform == "slack"
