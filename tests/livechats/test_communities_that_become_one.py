"""Words that are heard while communities, or people, become one."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hall import START, opened

from communitybot.communities.model import Community
from communitybot.conversation.addresses import MessageRef, PersonAddress
from communitybot.conversation.inbound import Posted, Removed
from communitybot.storage.chats_log import LogRows
from communitybot.storage.chats_threads import ThreadRows

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
    """A live chat of a community, and another one that it will be part of."""
    planned = await hall.planned(hana)
    home = Community(id="c2", name="Home", slug="home", zone="America/New_York", spaces=(), rooms=())
    await hall.units.run(lambda work: work.communities.add(home))
    await hall.until(START + 6 * MINUTE)
    return planned


async def join(hall):
    await hall.units.run(lambda work: work.links.join("c1", "c2"))


async def kept(hall, chat):
    lines = await hall.units.read(lambda work: work.chats.lines("c2", chat.id, said=True))
    return [line.text for line in lines]


async def test_a_word_whose_speaker_was_known_before_is_kept(hall, chat):
    ana = hall.member("Ana Ruiz", "slack")
    by = await ana.caller()
    await join(hall)
    ref = MessageRef(hall.thread("slack"), "777")
    said = Posted(who=ana.who, ref=ref, text="A1: meanwhile", at=hall.clock.now())
    await hall.hear(said, by)
    assert await kept(hall, chat) == ["meanwhile"]


async def test_a_word_of_somebody_else_is_not(hall, chat):
    """The control: a community that has nothing to do with it."""
    ana = hall.member("Ana Ruiz", "slack")
    account = PersonAddress("slack", "elsewhere", "stranger")
    by = replace(await ana.caller(), community="c9", person="stranger", account=account)
    await join(hall)
    ref = MessageRef(hall.thread("slack"), "777")
    said = Posted(who=ana.who, ref=ref, text="A1: meanwhile", at=hall.clock.now())
    await hall.hear(said, by)
    assert await kept(hall, chat) == []


def once(before, now):
    """A look that answers as of before, once."""
    answers = [before]

    async def look(rows, asked):
        return answers.pop() if answers else await now(rows, asked)

    return look


async def test_a_thread_that_was_found_just_before_is_found_again(hall, chat, monkeypatch):
    ana = hall.member("Ana Ruiz", "slack")
    before = await hall.units.read(lambda work: work.chats.thread_at(hall.thread("slack")))
    by = await ana.caller()
    await join(hall)
    monkeypatch.setattr(ThreadRows, "thread_at", once(before, ThreadRows.thread_at))
    ref = MessageRef(hall.thread("slack"), "777")
    said = Posted(who=ana.who, ref=ref, text="A1: meanwhile", at=hall.clock.now())
    await hall.hear(said, by)
    assert await kept(hall, chat) == ["meanwhile"]


async def test_a_deletion_of_what_was_found_just_before_is_followed(hall, chat, monkeypatch):
    ana = hall.member("Ana Ruiz", "slack")
    ref = await ana.says("A1: oops")
    before = await hall.units.read(lambda work: work.chats.by_ref(ref))
    await join(hall)
    monkeypatch.setattr(LogRows, "by_ref", once(before, LogRows.by_ref))
    await hall.hear(Removed(refs=(ref,)), None)
    assert await kept(hall, chat) == []


async def test_a_word_of_an_account_that_has_just_become_anothers_is_theirs(hall, chat):
    ana, here_too = hall.member("Ana Ruiz", "slack"), hall.member("Ana Ruiz", "discord")
    by, kept_as = await ana.caller(), (await here_too.caller()).person

    async def unite(work):
        first, second = [await work.people.get("c1", each) for each in (kept_as, by.person)]
        await work.links.unite(first, second)

    await hall.units.run(unite)
    ref = MessageRef(hall.thread("slack"), "777")
    said = Posted(who=ana.who, ref=ref, text="A1: meanwhile", at=hall.clock.now())
    await hall.hear(said, by)
    [line] = await hall.lines(chat, said=True)
    assert line.person == kept_as
