"""Platforms tell of rooms again and again; what is known already costs a look and no turn to write."""

import pytest

from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Away, RoomTold, Who
from communitybot.people.directory import Directory

SPACE = SpaceAddress("fake", "school")
ROOM = PlaceAddress("fake", "school", "events")


class Watched:
    """The units of a store, and how many wrote."""

    def __init__(self, units):
        self._units = units
        self.written = 0

    async def run(self, unit):
        self.written += 1
        return await self._units.run(unit)

    async def read(self, unit, *, same=None):
        return await self._units.read(unit, same=same)


@pytest.fixture
def watched(units):
    return Watched(units)


@pytest.fixture
async def directory(watched, clock):
    made = Directory(watched, clock, "America/New_York", alone=True)
    await made.arrived(Arrived(space=SPACE, name="Oak Hill", rooms=((ROOM, "events"),)))
    await made.caller(Who(account=PersonAddress("fake", "school", "ana"), name="Ana"), ROOM)
    watched.written = 0
    return made


@pytest.mark.parametrize(
    ("told", "writes"),
    [
        (RoomTold(room=ROOM, name="events"), 0),
        (RoomTold(room=PlaceAddress("fake", "elsewhere", "events"), name="events"), 0),
        (RoomTold(room=ROOM, name="meetings"), 1),
        (RoomTold(room=ROOM, away=Away.DELETED), 1),
        (RoomTold(room=PlaceAddress("fake", "school", "hall"), name="hall"), 1),
    ],
)
async def test_only_what_is_news_is_written(directory, watched, told, writes):
    await directory.room_changed(told)
    await directory.room_changed(told)

    assert watched.written == writes


async def test_what_is_known_of_people_is_kept_when_a_room_is_told_of_again(directory, watched, units):
    """The control is the same with news: then the person is read anew."""
    reads = []

    async def counted(unit, *, same=None):
        reads.append(unit)
        return await units.read(unit, same=same)

    async def looks_again_after(told):
        await directory.room_changed(told)
        reads.clear()
        await directory.caller(Who(account=PersonAddress("fake", "school", "ana"), name="Ana"), ROOM)
        return bool(reads)

    watched.read = counted

    assert await looks_again_after(RoomTold(room=ROOM, name="events")) is False
    assert await looks_again_after(RoomTold(room=ROOM, name="meetings")) is True
