"""Presence, reactions and wishes of people in a chat are counted once each."""

from datetime import timedelta

import pytest
from live_chats import ELM, OAK, START, chat, keep, said, tell
from rows import fill, row
from sqlalchemy import insert

from communitybot.livechats.model.chat import Showing
from communitybot.livechats.model.log import Presence
from communitybot.storage.tables.communities import communities

MINUTE = timedelta(minutes=1)


async def sign(units, person, minute, *, word=False, answer=False, name=""):
    at = START + minute * MINUTE
    return await units.run(
        lambda work: work.chats.sign(OAK, "ce14", person, name or person, at, word=word, answer=answer)
    )


async def test_the_first_sign_is_told_and_the_rest_is_counted(units):
    await keep(units, chat())

    assert await sign(units, "ada", 2)
    assert await sign(units, "ada", 5, word=True, name="Ada Lee")  # her first word
    assert not await sign(units, "ada", 4, word=True, answer=True, name="Ada Lee")  # history comes late
    assert not await sign(units, "ada", 1, name="Ada Lee")
    assert await sign(units, "ben", 0, word=True)
    await units.run(lambda work: work.chats.welcomed(OAK, "ce14", ["ben", "cleo"]))
    found = await units.read(lambda work: work.chats.presences(OAK, "ce14"))

    assert found == [
        Presence(person="ben", name="ben", first=START, last=START, first_word=START, words=1, welcomed=True),
        Presence(
            person="ada",
            name="Ada Lee",
            first=START + MINUTE,
            last=START + 5 * MINUTE,
            first_word=START + 4 * MINUTE,
            words=2,
            answers=1,
        ),
    ]


async def test_minutes_are_kept_of_those_who_were_there(units):
    await keep(units, chat())
    for person in ("ada", "ben", "cleo"):
        await sign(units, person, 0)
    await units.run(lambda work: work.chats.record(OAK, "ce14", {"ada": 60, "ben": 1, "eve": 9}))
    await units.run(lambda work: work.chats.record(OAK, "ce14", {}))
    found = await units.read(lambda work: work.chats.presences(OAK, "ce14"))

    assert {one.person: one.minutes for one in found} == {"ada": 60, "ben": 1, "cleo": None}


async def test_people_who_react_are_counted_once_and_authors_not_at_all(units):
    await keep(units, chat())
    await tell(units, said("a", "ada"), said("b", "ben"), said("c", None))

    async def react(line, person, mark="👍", *, on=True):
        await units.run(
            lambda work: work.chats.react(OAK, "ce14", line, person, mark, on=on, at=START + MINUTE)
        )

    for person in ("ada", "ben", "ben", "cleo"):
        await react(1, person)
    await react(1, "ben", "🎉")
    await react(1, "cleo", on=False)
    await react(2, "ben")
    await react(3, "ben")
    await react(9, "ben")  # there is no such line

    assert await units.read(lambda work: work.chats.reactions(OAK, "ce14")) == {1: 1, 3: 1}
    await react(1, "ben", on=False)
    assert await units.read(lambda work: work.chats.reactions(OAK, "ce14")) == {1: 1, 3: 1}
    await react(1, "ben", "🎉", on=False)
    assert await units.read(lambda work: work.chats.reactions(OAK, "ce14")) == {3: 1}


async def showings(units, name="ce14", people=None, community=OAK):
    return await units.read(lambda work: work.chats.showings(community, name, people))


async def show(units, name, person, showing, community=OAK):
    await units.run(lambda work: work.chats.show(community, name, person, showing, START))


async def planted(units):
    async def unit(work):
        for each in (OAK, ELM):
            await work.connection.execute(insert(communities), row(communities, each))

    await units.run(unit)
    await keep(units, chat(), chat("other"), chat("theirs", ELM))


async def test_people_appear_as_they_said_for_the_chat_else_for_all(units):
    await planted(units)
    await show(units, "", "ada", Showing.LEFT_OUT)
    await show(units, "", "ben", Showing.EDUCATOR)
    await show(units, "", "ben", Showing.INITIALS)
    await show(units, "ce14", "ada", Showing.EDUCATOR)
    await show(units, "ce14", "ada", Showing.NAME)
    await show(units, "", "eve", Showing.NAME, ELM)

    assert await showings(units) == {"ada": Showing.NAME, "ben": Showing.INITIALS}
    assert await showings(units, "other") == {"ada": Showing.LEFT_OUT, "ben": Showing.INITIALS}
    assert await showings(units, "") == {"ada": Showing.LEFT_OUT, "ben": Showing.INITIALS}
    assert await showings(units, people=["ada", "eve"]) == {"ada": Showing.NAME}
    assert await showings(units, people=[str(number) for number in range(6_000)] + ["ben"]) == {
        "ben": Showing.INITIALS
    }
    assert await showings(units, people=[]) == {}
    assert await showings(units, "theirs") == {}
    assert await showings(units, "theirs", community=ELM) == {"eve": Showing.NAME}


@pytest.mark.parametrize(
    ("name", "drawn"), [("ce14", {"ce14": 1, "other": 0}), ("", {"ce14": 1, "other": 0, "theirs": 0})]
)
async def test_archives_a_wish_shows_in_are_drawn_anew(units, name, drawn):
    await planted(units)
    await tell(units, said("a", "ada"))
    await show(units, name, "ada", Showing.NAME)

    for each, times in drawn.items():
        kept = await units.read(lambda work, each=each: work.chats.addressed(each))
        assert kept.revision == times


async def test_what_the_tables_hold_otherwise_does_not_matter(units):
    """Rows of another chat are not counted here."""
    await units.run(lambda work: fill(work.connection, OAK))
    await keep(units, chat())

    assert await units.read(lambda work: work.chats.presences(OAK, "ce14")) == []
    assert await units.read(lambda work: work.chats.reactions(OAK, "ce14")) == {}
