"""Two accounts of one person took part in a chat: afterwards one person did, and is counted once."""

from datetime import timedelta

import pytest
from live_chats import HOUR, START, chat, log, said
from rows import naming, row
from sqlalchemy import insert

from communitybot.conversation.addresses import PersonAddress
from communitybot.livechats.model.chat import Host, Showing
from communitybot.livechats.model.log import Presence, Reflection, Wondered
from communitybot.people.model import Person
from communitybot.storage import chats_uniting
from communitybot.storage.tables.communities import communities

HOME = "home000000home"
KEPT = Person(
    id="kept0000000001", community=HOME, name="Ada Lee", accounts=(PersonAddress("discord", "1", "ada"),)
)
GONE = Person(
    id="gone0000000002", community=HOME, name="ada.lee", accounts=(PersonAddress("slack", "T1", "U1"),)
)
MINUTE = timedelta(minutes=1)
HOSTS = (Host("ada.lee", GONE.id), Host("Guest"), Host("Ada Lee", KEPT.id), Host("Ben", "ben"))


async def took_part(units):
    """Both took part in the first chat; in the second only the account that will be gone."""

    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, HOME))
        for person in (KEPT, GONE):
            await work.people.add(person)
        await work.chats.add(chat(community=HOME, hosts=HOSTS, chair=GONE.id, created_by=GONE.id))
        await work.chats.add(chat("second", HOME))
        await work.chats.append(HOME, "ce14", [said("a", KEPT.id), said("b", GONE.id, name="ada.lee")])
        for each in (FIRST, SECOND):
            await work.chats.wonder(HOME, "ce14", each)

    await units.run(unit)


FIRST = Wondered(id="w1", person=GONE.id, name="ada.lee", text="Why?", at=START)
SECOND = Wondered(id="w2", person="ben", name="Ben", text="How?", at=START + MINUTE)


async def united(units):
    await units.run(lambda work: work.links.unite(KEPT, GONE))


async def test_lines_and_hosts_are_the_ones_person(units):
    await took_part(units)
    await united(units)
    lines = await log(units, community=HOME)
    held = await units.read(lambda work: work.chats.addressed("ce14"))

    assert [(line.person, line.name) for line in lines] == [(KEPT.id, "Ada Lee")] * 2
    assert held.hosts == (Host("Ada Lee", KEPT.id), Host("Guest"), Host("Ben", "ben"))
    assert (held.chair, held.created_by, held.revision) == (KEPT.id, KEPT.id, 1)
    assert await units.read(lambda work: naming(work.connection, GONE.id)) == set()


@pytest.mark.promise("R16")
async def test_who_voted_with_both_accounts_has_one_vote(units):
    await took_part(units)

    async def unit(work):
        for wondered, person in (("w1", KEPT.id), ("w1", GONE.id), ("w1", "ben"), ("w2", GONE.id)):
            await work.chats.vote(HOME, "ce14", wondered, person, on=True)

    await units.run(unit)
    await united(units)
    tally = {
        each.id: each.votes for each in await units.read(lambda work: work.chats.wondering(HOME, "ce14"))
    }

    assert tally == {"w1": 2, "w2": 1}
    assert await units.read(lambda work: work.chats.votes_of(HOME, "ce14", KEPT.id)) == {"w1", "w2"}


async def test_who_reacted_with_both_accounts_counts_once_and_not_to_their_own_words(units):
    await took_part(units)

    async def unit(work):
        await work.chats.append(HOME, "ce14", [said("c", "ben")])
        for line, person in ((3, KEPT.id), (3, GONE.id), (1, GONE.id)):
            await work.chats.react(HOME, "ce14", line, person, "+1", on=True, at=START)
        return await work.chats.reactions(HOME, "ce14")

    assert await units.run(unit) == {1: 1, 3: 2}
    await united(units)

    assert await units.read(lambda work: work.chats.reactions(HOME, "ce14")) == {3: 1}


async def test_who_was_there_with_both_accounts_was_there_from_the_first_sign_to_the_last(units):
    await took_part(units)

    async def unit(work):
        signs = (("ce14", KEPT, 5, False), ("ce14", KEPT, 9, True), ("ce14", GONE, 2, True))
        for name, person, minute, word in (*signs, ("ce14", GONE, 7, True), ("second", GONE, 1, False)):
            at = START + minute * MINUTE
            await work.chats.sign(HOME, name, person.id, person.name, at, word=word, answer=word)
        await work.chats.welcomed(HOME, "ce14", [GONE.id])
        await work.chats.record(HOME, "ce14", {GONE.id: 8})

    await units.run(unit)
    await united(units)
    (one,) = await units.read(lambda work: work.chats.presences(HOME, "ce14"))
    (other,) = await units.read(lambda work: work.chats.presences(HOME, "second"))

    assert one == Presence(
        person=KEPT.id,
        name="Ada Lee",
        first=START + 2 * MINUTE,
        last=START + 9 * MINUTE,
        first_word=START + 2 * MINUTE,
        words=3,
        answers=3,
        welcomed=True,
        minutes=8,
    )
    assert (other.person, other.name) == (KEPT.id, "Ada Lee")


@pytest.mark.parametrize("later", [KEPT, GONE], ids=["the first", "the second"])
async def test_the_later_wish_and_the_later_reflection_stand(units, later):
    await took_part(units)

    async def unit(work):
        for person in (KEPT, GONE):
            at = START + (HOUR if person is later else timedelta())
            showing = Showing.LEFT_OUT if person is later else Showing.NAME
            for name in ("", "ce14"):
                await work.chats.show(HOME, name, person.id, showing, at)
            told = Reflection(person=person.id, name=person.name, text=showing, at=at)
            await work.chats.reflect(HOME, "ce14", told)

    await units.run(unit)
    await united(units)
    for name in ("", "ce14"):
        shown = await units.read(lambda work, name=name: work.chats.showings(HOME, name))
        assert shown == {KEPT.id: Showing.LEFT_OUT}
    told = await units.read(lambda work: work.chats.reflections(HOME, "ce14"))
    assert [(each.person, each.name, each.text) for each in told] == [(KEPT.id, "Ada Lee", Showing.LEFT_OUT)]


async def test_what_was_blanked_gets_no_name_back(units):
    await took_part(units)
    await units.run(lambda work: work.chats.hush(HOME, "ce14", GONE.id))
    await united(units)

    assert [line.name for line in await log(units, community=HOME)] == ["Ada Lee", ""]


async def test_a_chat_that_is_forgotten_would_be_noticed(units, monkeypatch):
    async def nothing(*_args):
        pass

    monkeypatch.setattr(chats_uniting, "hand_over", nothing)
    await took_part(units)
    await united(units)

    assert await units.read(lambda work: naming(work.connection, GONE.id))
