"""/my link at the very moment one of the two accounts answers: nobody stands in the other's way."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from communitybot.events.model import Answer, Rsvp
from communitybot.storage import links, uniting
from communitybot.storage import work as units_of_work
from tests.communities.two_places import NORTH, SOUTH

ROUNDS = 6
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def mara(places, ada, ben):
    """Somebody with two accounts, both of which answered the one event there is."""
    await places.join(ada, ben)
    await ada.types("/event create Maths evening, when: in 2 days")
    await ada.presses("Post it")
    accounts = places.somebody(NORTH, "Mara"), places.somebody(SOUTH, "Mara")
    for account in accounts:
        await account.types("/event rsvp Maths evening, answer: maybe")
    north, south = accounts
    await south.types(f"/my link code: {await places.code(north, '/my link')}")
    return accounts


@asynccontextmanager
async def answering(places, south):
    """As an answer does it: hold the event, and (once the union is at work) write the answer."""
    units, community = places.house.units, (await places.community(SOUTH)).id
    begun, person = asyncio.Event(), await south.id()

    async def unit(work):
        event = await work.connection.scalar(text("SELECT event FROM rsvps LIMIT 1"))
        await work.events.get(community, event, hold=True)
        begun.set()
        await asyncio.sleep(0.6)
        (one,) = await work.events.laid_out(community, event)
        said = Rsvp(
            event=event,
            original=one.original,
            person=person,
            name="Mara",
            answer=Answer.GOING,
            at=places.house.clock.now(),
        )
        await work.events.answer(community, said)

    task = asyncio.create_task(units.run(unit))
    await begun.wait()
    yield task
    await asyncio.gather(task, return_exceptions=True)


async def race(places, south):
    """What the union says, and how the answer given at the same time ended."""
    async with answering(places, south) as answer:
        said = await south.presses("Both are mine")
    return said, answer.exception()


async def all_of_them(connection, *_people):
    """What was done before: the lists of every event are moved, and none is held."""
    return (await connection.execute(text("SELECT id FROM events"))).scalars().all()


@pytest.mark.postgres
@on_postgresql
async def test_an_answer_and_a_union_at_one_moment_both_succeed(places, mara):
    said, fault = await race(places, mara[1])

    assert "Your accounts are one" in said
    assert fault is None


@pytest.mark.postgres
@on_postgresql
async def test_control_in_another_order_and_without_giving_way_one_of_them_fails(places, mara, monkeypatch):
    async def nothing(*_args):
        """What was done before: nobody gives way."""

    monkeypatch.setattr(uniting, "hold_dates", all_of_them)
    monkeypatch.setattr(links.StoredLinks, "_wait_at_most", nothing)
    monkeypatch.setattr(links, "OTHERS_AT_WORK", frozenset())
    monkeypatch.setattr(units_of_work, "TRIES", 1)  # nor is what ended in a deadlock begun anew
    said, fault = await race(places, mara[1])

    assert fault is not None or "Sorry" in said


async def test_an_answer_under_the_name_that_went_is_counted_as_theirs(places, ada, mara):
    """The answer began before the union, and was written after it."""
    north, south = mara
    gone, community = await south.id(), (await places.community(SOUTH)).id
    await south.presses("Both are mine")

    async def late(work):
        event = await work.connection.scalar(text("SELECT event FROM rsvps LIMIT 1"))
        (one,) = await work.events.laid_out(community, event)
        now = places.house.clock.now()
        said = Rsvp(event=event, original=one.original, person=gone, name="Mara", answer=Answer.GOING, at=now)
        await work.events.answer(community, said)

    await places.house.units.run(late)
    assert "1 going, 1 maybe" in await ada.types("/event show Maths evening")  # negative control: as two
    await places.house.bot.advance(3)
    await places.house.bot.settle()

    assert "1 going" in (shown := await ada.types("/event show Maths evening"))
    assert "1 maybe" not in shown
    assert "You are going" in await north.types("/event rsvp Maths evening, answer: going")
    await places.house.bot.advance(70)
    assert "1 going" in await ada.types("/event show Maths evening")
    assert await north.id() == await south.id()


@pytest.mark.slow
async def test_whatever_both_accounts_answer_meanwhile_each_is_counted_once(places, ada, ben):
    await places.join(ada, ben)
    titles = [f"Circle {letter}" for letter in "abc"]
    for title in titles:
        await ada.types(f"/event create {title}, when: in 2 days")
        await ada.presses("Post it")
    said = []
    for number in range(ROUNDS):
        north, south = (places.somebody(space, f"Mara{number}") for space in (NORTH, SOUTH))
        await north.types(f"/event rsvp {titles[0]}, answer: maybe")
        await south.types(f"/my link code: {await places.code(north, '/my link')}")
        join = south.action("Both are mine")
        answers = [
            places.somebody(space, f"Mara{number}").types(f"/event rsvp {title}, answer: going")
            for title in titles
            for space in (NORTH, SOUTH)
        ]
        said += await asyncio.gather(*answers[:3], south.sends(join), *answers[3:])
    await places.house.bot.advance(63)
    await places.house.bot.settle()

    assert not [each for each in said if "Sorry" in each]
    assert sum("Your accounts are one" in each for each in said) == ROUNDS
    for title in titles:
        assert f"{ROUNDS} going" in (shown := await ada.types(f"/event show {title}")), shown
        assert "1 maybe" not in shown
