"""Discussions of ideas are kept as those of live chats are, each on its idea and in its community alone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from stored_ideas import ADA, AT, DAY, ELM, OAK, idea, keep

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.log import Kind
from communitybot.threads.log import Copy, Gap, Line, Thread

ROOM = PlaceAddress("slack", "T1", "C1")
PLACE = PlaceAddress("slack", "T1", "C1", "1413327600.000100")


def said(number, **more):
    ref = MessageRef(PLACE, f"1413327{number:03d}.000100")
    usual = {"person": "ada", "name": "Ada Lee", "platform": "slack", "thread": PLACE, "ref": ref}
    return Line(talk="one", number=0, kind=Kind.SAID, at=AT, text=f"word {number}", **{**usual, **more})


def thread(name="one", room=ROOM, **more):
    return Thread(talk=name, community=OAK, room=room, **more)


async def test_a_log_is_numbered_heard_once_and_read_back_and_warms_its_idea(units):
    await keep(units, idea("one"), idea("two"))
    news = Line(talk="one", number=0, kind=Kind.NEWS, at=AT, text="A team has formed.")

    async def unit(work):
        talks = work.discussions
        first = await talks.append(OAK, "one", [said(1), news])
        again = await talks.append(OAK, "one", [said(1), said(2)])
        assert [(line.number, line.text) for line in (*first, *again)] == [
            (1, "word 1"),
            (2, "A team has formed."),
            (3, "word 2"),
        ]
        assert await talks.append(ELM, "one", [said(3)]) == []
        assert await talks.lines(OAK, "one") == [*first, *again]
        assert await talks.lines(OAK, "one", said=True, after=1) == list(again)
        assert await talks.by_ref(said(2).ref) == (OAK, again[0])
        await talks.reword(OAK, replace(again[0], text="", shown=(), removed=True))
        assert [line.said for line in await talks.lines(OAK, "one")] == [True, False, False]
        assert (await work.ideas.get(OAK, "one")).lines == 3
        heats = text("SELECT idea, max(heat) FROM idea_shelves GROUP BY idea ORDER BY idea")
        (_, one), (_, two) = (await work.connection.execute(heats)).all()
        assert one > two  # what people talk about comes up in lists

    await units.run(unit)


async def test_threads_copies_and_gaps_are_kept_for_their_own_community(units):
    await keep(units, idea("one"))
    open_ = thread(place=PLACE, cursor=2, batch=1, pending=True)

    async def unit(work):
        talks = work.discussions
        await talks.open_rooms([thread(), replace(thread(), community=ELM)])
        await talks.save_thread(open_)
        await talks.save_thread(replace(open_, community=ELM, cursor=9))
        await talks.append(OAK, "one", [said(1)])
        copy = Copy(room=ROOM, batch=1, line=1)
        await talks.copied(OAK, "one", [copy])
        await talks.copied(ELM, "one", [Copy(room=ROOM, batch=2, line=1)])
        gap = Gap(thread=PLACE, since=AT, until=AT + DAY, why="no history")
        await talks.gap(OAK, "one", gap)
        assert await talks.threads(OAK, "one") == [open_]
        assert await talks.thread_at(PLACE) == open_
        assert await talks.copies_of(OAK, "one", 1) == [copy]
        assert len(await talks.by_copy(OAK, "one", ROOM, 1)) == 1
        assert await talks.gaps(OAK, "one") == [gap]
        for nothing in (talks.threads, talks.gaps, talks.lines):
            assert await nothing(ELM, "one") == []

    await units.run(unit)


async def test_what_is_known_of_a_thread_is_never_known_less(units):
    await keep(units, idea("one"))

    async def unit(work):
        await work.discussions.open_rooms([thread()])
        for at in (AT, AT + DAY, AT + timedelta(hours=1)):
            await work.discussions.heard(thread(), at)
        await work.discussions.heard(replace(thread(), community=ELM), AT + 9 * DAY)
        return await work.discussions.threads(OAK, "one")

    assert [one.heard for one in await units.run(unit)] == [AT + DAY]


@pytest.mark.parametrize(
    ("held", "listened"),
    [
        (idea("one"), True),
        (idea("one", stage=Stage.PARKED, moved=AT - 9 * DAY), True),
        (idea("one", stage=Stage.WITHDRAWN, moved=AT), True),
        (idea("one", stage=Stage.WITHDRAWN, moved=AT - 2 * DAY), False),
        (idea("one", stage=Stage.SUBMITTED, published=None), False),
    ],
)
async def test_threads_are_listened_to_while_an_idea_goes_on_and_a_day_longer(units, held, listened):
    await keep(units, held)
    mine = thread(place=PLACE)
    chord = thread(room=PlaceAddress("discord", "1", "2"), place=PlaceAddress("discord", "1", "2", "3"))
    await units.run(lambda work: work.discussions.open_rooms([mine, chord]))
    found = await units.read(lambda work: work.discussions.listened("slack", AT - DAY, limit=9))

    assert [(one, kept.id) for one, kept in found] == ([(mine, "one")] if listened else [])


async def test_those_that_people_talked_in_last_come_first(units):
    await keep(units, *(idea(name, said=AT + number * DAY) for number, name in enumerate("abc")))
    threads = [thread(name, place=place_of(name)) for name in "abc"]
    await units.run(lambda work: work.discussions.open_rooms(threads))
    found = await units.read(lambda work: work.discussions.listened("slack", AT, limit=2))

    assert [kept.id for _, kept in found] == ["c", "b"]


def place_of(name):
    return PlaceAddress("slack", "T1", "C1", name)


async def test_what_the_second_of_two_accounts_said_is_the_firsts(units):
    from communitybot.conversation.addresses import PersonAddress
    from communitybot.people.model import Person
    from communitybot.storage import ideas_uniting

    await keep(units, idea("one"))
    kept, gone = (
        Person(id=name, community=OAK, name=name.title(), accounts=(PersonAddress("slack", "T1", name),))
        for name in ("cleo", "ben")
    )

    async def unit(work):
        await work.discussions.append(OAK, "one", [said(1, person="ben", name="Ben"), said(2)])
        await ideas_uniting.hand_over(work.connection, kept, gone)
        return await work.discussions.lines(OAK, "one")

    assert [(line.person, line.name) for line in await units.run(unit)] == [
        ("cleo", "Cleo"),
        ("ada", ADA.name),
    ]
