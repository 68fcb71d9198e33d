"""Joining happens whole or not at all, whatever goes wrong and whoever does what at the same moment."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.communities import patience
from communitybot.events.delivery.replanning import Replanning
from communitybot.events.model import Answer, Rsvp
from tests.communities.two_places import NORTH, SOUTH, SOUTH_EVENTS
from tests.storage.rows import counts

EVENTS = 30
TEACHERS = 24


class Trouble(Exception):
    """Something breaks in the last step."""


async def plans(somebody, line):
    await somebody.types(line)
    await somebody.presses("Post it")
    await somebody.house.bot.settle()


async def rows(places):
    return await places.house.units.read(lambda work: counts(work.connection))


@pytest.mark.parametrize("breaks", [True, pytest.param(False, id="control: nothing breaks")])
async def test_when_the_last_step_of_joining_fails_nothing_has_moved(places, ada, ben, monkeypatch, breaks):
    async def fail(*_args, **_more):
        raise Trouble

    await plans(ben, "/event create Book swap, when: in 3 days")
    code = await places.code(ada, "/community link")
    await ben.types(f"/community link code: {code}")
    before = await rows(places)
    if breaks:
        monkeypatch.setattr(Replanning, "joined", fail)
    said = await ben.presses("Join")

    if not breaks:
        assert "Joined" in said
        assert await rows(places) != before
        return
    assert "Sorry" in said
    assert {**await rows(places), "inbox": 0} == {**before, "inbox": 0}
    assert (await places.community(NORTH)).id != (await places.community(SOUTH)).id
    monkeypatch.undo()
    await ben.types(f"/community link code: {code}")
    assert "Joined" in await ben.presses("Join")  # the code was not used up


@pytest.mark.parametrize("breaks", [True, pytest.param(False, id="control: nothing breaks")])
async def test_when_the_last_step_of_uniting_fails_both_stay_who_they_were(
    places, ada, ben, monkeypatch, breaks
):
    async def fail(*_args, **_more):
        raise Trouble

    await places.join(ada, ben)
    code = await places.code(ada, "/my link")
    await ben.types(f"/my link code: {code}")
    before = await ada.id(), await ben.id()
    if breaks:
        monkeypatch.setattr(Replanning, "united", fail)
    said = await ben.presses("Both are mine")

    assert ("Sorry" in said) is breaks
    assert ((await ada.id(), await ben.id()) == before) is breaks


async def test_two_who_join_each_other_at_one_moment_are_one_community(places, ada, ben):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await plans(ben, "/event create Book swap, when: in 3 days")
    codes = [await places.code(somebody, "/community link") for somebody in (ben, ada)]
    for somebody, code in zip((ada, ben), codes, strict=True):
        await somebody.types(f"/community link code: {code}")
    said = await asyncio.gather(ada.presses("Join"), ben.presses("Join"))
    await places.house.bot.settle()

    assert sorted("Joined" in each for each in said) == [False, True]
    assert not any("Sorry" in each for each in said)
    assert (await places.community(NORTH)).id == (await places.community(SOUTH)).id
    listed = await ada.types("/events")
    assert "Maths evening" in listed
    assert "Book swap" in listed


async def test_two_spaces_that_use_one_code_at_one_moment_join_once(places, ada, ben):
    cleo = places.somebody(type(NORTH)("north", "n2"), "Cleo", runs_it=True)
    await places.arrive(cleo.who.account.in_space, "Ash Grove")
    code = await places.code(ada, "/community link")
    for somebody in (ben, cleo):
        await somebody.types(f"/community link code: {code}")
    said = await asyncio.gather(ben.presses("Join"), cleo.presses("Join"))

    assert sorted("Joined" in each for each in said) == [False, True]
    assert sum("has been used" in each for each in said) == 1


async def test_what_somebody_did_while_communities_joined_is_not_lost(places, ada, ben):
    await plans(ben, "/event create Book swap, when: in 3 days")
    old = (await places.community(SOUTH)).id
    (event,) = await places.house.units.read(
        lambda work: work.connection.execute(text("SELECT id, starts FROM events"))
    )
    await places.join(ada, ben)
    home = (await places.community(SOUTH)).id
    known = await places.house.units.read(lambda work: work.events.laid_out(home, event.id))
    late = Rsvp(
        event=event.id,
        original=known[0].original,
        person=await ben.id(),
        name="Ben",
        answer=Answer.GOING,
        at=places.house.clock.now(),
    )
    await places.house.units.run(lambda work: work.events.answer(old, late))
    assert "1 going" not in await ada.types("/event show Book swap")
    await places.house.bot.advance(61)

    assert "1 going" in await ada.types("/event show Book swap")


async def meanwhile(somebody):
    await asyncio.sleep(0.02)  # so that some have begun to answer
    return await somebody.presses("Join")


async def test_answers_confirmed_while_communities_join_are_counted(places, ada, ben):
    await plans(ben, "/event create Book swap, when: in 3 days")
    people = [places.somebody(SOUTH, f"Tess{number}") for number in range(TEACHERS)]
    for each in people:
        await each.types("/my settings")
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    line = "/event rsvp Book swap, answer: going"
    half = TEACHERS // 2
    said = await asyncio.gather(
        *(each.types(line) for each in people[:half]),
        meanwhile(ben),
        *(each.types(line) for each in people[half:]),
    )
    joined = said.pop(half)
    await places.house.bot.advance(61)
    shown = await ada.types("/event show Book swap")
    counted = int(found[1]) if (found := re.search(r"(\d+) going", shown)) else 0

    assert "Joined" in joined
    assert not any("Sorry" in each for each in said)
    assert counted >= sum("going" in each for each in said), said
    for each in people:
        await each.types(line)
    assert f"{TEACHERS} going" in await ada.types("/event show Book swap")


async def test_two_unions_of_the_same_two_at_one_moment_make_one_person(places, ada, ben):
    await places.join(ada, ben)
    codes = [await places.code(somebody, "/my link") for somebody in (ben, ada)]
    for somebody, code in zip((ada, ben), codes, strict=True):
        await somebody.types(f"/my link code: {code}")
    said = await asyncio.gather(*(somebody.presses("Both are mine") for somebody in (ada, ben)))

    assert sum("Your accounts are one" in each for each in said) == 1
    assert not any("Sorry" in each for each in said)
    assert await ada.id() == await ben.id()


async def reminded_while_joining(places, ada, ben):
    """How often each of many events is reminded whose reminders are due while two communities join."""
    for number in range(EVENTS):
        await plans(ben, f"/event create Circle {number:02}x, when: in 2 days")
    await places.house.bot.advance(timedelta(days=1).total_seconds() - 30)
    places.house.clock.move_to(places.house.clock.now() + timedelta(seconds=29.9))
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    said, _ = await asyncio.gather(ben.presses("Join"), places.house.bot.advance(2))
    await places.house.bot.settle()
    await places.house.bot.advance(5)
    assert "Joined" in said
    reminded = "\n".join(each for each in places.said(SOUTH_EVENTS) if "Reminder, 1 day before" in each)
    return [reminded.count(f"Circle {number:02}x is ") for number in range(EVENTS)]


async def test_reminders_due_at_the_very_moment_of_joining_come_once_each(places, ada, ben):
    """What the relay holds but has not drawn is taken back and drawn for the community it now belongs to."""
    assert await reminded_while_joining(places, ada, ben) == [1] * EVENTS


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # on SQLite one writes at a time
async def test_joining_gives_way_to_whoever_is_at_work_and_says_so(places, ada, ben, monkeypatch):
    monkeypatch.setattr(patience, "TRIES", 2)
    await plans(ben, "/event create Book swap, when: in 3 days")
    await ben.types(f"/community link code: {await places.code(ada, '/community link')}")
    join = ben.action("Join")
    async with places.house.database.engine.begin() as somebody:
        await somebody.execute(text("SELECT id FROM events FOR UPDATE"))
        said = await ben.sends(join)

    assert "nothing was joined yet" in said
    assert (await places.community(NORTH)).id != (await places.community(SOUTH)).id
    assert "Joined" in await ben.sends(join)  # once they are done
