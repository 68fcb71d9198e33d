"""Who is who: communities and people made on first sight, and remembered."""

import asyncio
from dataclasses import replace

import pytest

from communitybot.communities.model import Purpose
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Who
from communitybot.people.directory import Directory

SPACE = SpaceAddress("slack", "T01")
ROOM = PlaceAddress("slack", "T01", "C1")


def who(person="U1", name="Ana López", space=SPACE, **more):
    return Who(account=PersonAddress(space.platform, space.space, person), name=name, **more)


def arrival(*rooms, name="Oak Hill", space=SPACE, **more):
    told = tuple((PlaceAddress(space.platform, space.space, f"C-{room}"), room) for room in rooms)
    return Arrived(space=space, name=name, rooms=told, **more)


class Counting:
    """Units of work that count how often they are asked."""

    def __init__(self, units):
        self.units, self.asked = units, 0

    async def run(self, unit):
        self.asked += 1
        return await self.units.run(unit)

    async def read(self, unit):
        self.asked += 1
        return await self.units.read(unit)


@pytest.fixture
def directory(units, clock):
    return Directory(units, clock, "UTC")


async def every(units):
    return await units.read(lambda work: work.communities.every())


async def test_first_sight_makes_the_community_and_the_person(directory, units):
    caller = await directory.caller(who(roles=frozenset({ADMINISTRATOR}), locale="es"), ROOM)
    person = await units.read(lambda work: work.people.get(caller.community, caller.person))

    assert (person.name, person.accounts, person.zone) == ("Ana López", (caller.account,), None)
    assert (caller.space, caller.place, caller.locale, caller.administers) == (SPACE, ROOM, "es", True)
    assert (caller.zone, caller.zone_known) == ("UTC", False)
    assert [community.spaces for community in await every(units)] == [(SPACE,)]


async def test_many_first_calls_at_once_make_one_person_in_one_community(units, clock):
    directories = [Directory(units, clock, "UTC", alone=alone) for alone in (True, False)]
    callers = await asyncio.gather(*(directories[n % 2].caller(who(), ROOM) for n in range(6)))

    assert len({caller.person for caller in callers}) == 1
    assert len(await every(units)) == 1
    found = await units.read(lambda work: work.people.named(callers[0].community, "ana", 10))
    assert [person.id for person in found] == [callers[0].person]


async def test_people_of_two_spaces_share_neither_community_nor_record(directory):
    other = SpaceAddress("slack", "T02")
    here, there = await directory.caller(who(), ROOM), await directory.caller(who(space=other), ROOM)

    assert here.community != there.community
    assert here.person != there.person


@pytest.mark.parametrize(("alone", "cost"), [(True, 0), (False, 1)])
async def test_a_known_caller_costs_at_most_one_read(units, clock, alone, cost):
    counting = Counting(units)
    directory = Directory(counting, clock, "UTC", alone=alone)
    first = await directory.caller(who(), ROOM)
    counting.asked = 0

    assert await directory.caller(who(), ROOM) == first
    assert counting.asked == cost


async def test_the_platforms_hint_is_used_until_somebody_sets_a_zone(directory, units):
    caller = await directory.caller(who(zone="Europe/Madrid"), ROOM)
    assert (caller.zone, caller.zone_known) == ("Europe/Madrid", True)

    caller = await directory.caller(who(zone="Europe/Paris"), ROOM)
    assert caller.zone == "Europe/Paris"
    assert (await directory.caller(who(zone="Mars/Olympus"), ROOM)).zone == "Europe/Paris"
    assert (await directory.caller(who(), ROOM)).zone == "Europe/Paris"

    async def choose(work):
        person = await work.people.get(caller.community, caller.person)
        await work.people.save(replace(person, zone="America/Lima"))

    await units.run(choose)
    directory.forget(caller.community)
    assert (await directory.caller(who(zone="Europe/Paris"), ROOM)).zone == "America/Lima"


async def test_what_is_remembered_is_read_anew_once_forgotten(sqlite_units, clock):
    directory = Directory(sqlite_units, clock, "UTC", alone=True)
    caller = await directory.caller(who(), ROOM)

    async def move(work):
        community = await work.communities.get(caller.community)
        await work.communities.save(replace(community, zone="Europe/Rome"))

    await sqlite_units.run(move)
    assert (await directory.caller(who(), ROOM)).zone == "UTC"
    directory.forget(caller.community)
    assert (await directory.caller(who(), ROOM)).zone == "Europe/Rome"


async def test_a_new_name_is_kept_and_made_harmless(directory, units):
    await directory.caller(who(name="Ana"), ROOM)
    caller = await directory.caller(who(name="\u202eAna\u200b  Ruiz\x00" + "z" * 200), ROOM)
    person = await units.read(lambda work: work.people.get(caller.community, caller.person))

    assert caller.name == person.name
    assert person.name.startswith("Ana Ruizzz")
    assert len(person.name) == 80


async def test_arriving_makes_the_community_with_its_rooms_once(directory, units):
    told = arrival("general", "events", zone="Europe/Paris", by=who("U7", "Priya"))
    first, again = await directory.arrived(told), await directory.arrived(told)

    assert first == again
    assert [community.name for community in await every(units)] == ["Oak Hill"]
    assert first.zone == "Europe/Paris"
    assert [room.name for room in first.rooms if Purpose.EVENTS in room.purposes] == ["events"]
    assert await units.read(lambda work: work.people.named(first.id, "priya", 5))


async def test_arriving_at_once_from_many_sides_makes_one_community(directory, units):
    made = await asyncio.gather(*(directory.arrived(arrival("events")) for _ in range(4)))

    assert len({community.id for community in made}) == 1
    assert len(await every(units)) == 1


async def test_a_space_joins_the_community_a_calendar_was_imported_for(directory, units):
    imported = await directory.arrived(arrival(name="Elm Street"))

    async def before_the_bot_came(work):
        await work.communities.add(replace(imported, id="early", name="Oak Hill", slug="oak", spaces=()))

    await units.run(before_the_bot_came)
    assert (await directory.arrived(arrival("events", space=SpaceAddress("slack", "T02")))).id == "early"


async def test_a_space_never_joins_a_living_community_of_the_same_name(directory):
    first = await directory.arrived(arrival(name="Oak Hill"))
    second = await directory.arrived(arrival(name="Oak Hill", space=SpaceAddress("slack", "EVIL")))
    await directory.departed(SPACE)
    third = await directory.arrived(arrival(name="Oak Hill", space=SpaceAddress("slack", "EVIL2")))

    assert len({first.id, second.id, third.id}) == 3


async def test_departing_keeps_everything_and_says_since_when(directory, units, clock):
    await directory.arrived(arrival("events"))
    caller = await directory.caller(who(), ROOM)
    gone = await directory.departed(SPACE)
    clock.advance(60)
    again = await directory.departed(SPACE)

    assert again == gone
    assert [left.space for left in gone.left] == [SPACE]
    assert not gone.rooms_for(Purpose.EVENTS)
    assert (await directory.caller(who(), ROOM)).person == caller.person
    assert (await directory.arrived(arrival("events"))).rooms_for(Purpose.EVENTS)
    assert await directory.departed(SpaceAddress("slack", "T99")) is None
