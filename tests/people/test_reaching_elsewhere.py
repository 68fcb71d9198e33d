"""Whoever cannot be written to on one account is written to on another, and only then called in a room."""

from datetime import timedelta

import pytest
from fakes import START, RecordingPlatform
from promises import put, states

from communitybot.clocks import SystemClock
from communitybot.communities.welcome import WELCOME
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Who
from communitybot.conversation.message import Heading, message
from communitybot.conversation.plain import plain
from communitybot.outbox.entry import NewEntry, State
from communitybot.people import reaching
from communitybot.people.directory import Directory
from communitybot.people.model import Person
from communitybot.ports import Undeliverable
from tests import kinds

database_url = kinds.on_sqlite_alone

NORTH, AGAIN, SOUTH = SpaceAddress("north", "n1"), SpaceAddress("north", "n2"), SpaceAddress("south", "s1")
ROOMS = {space: PlaceAddress(space.platform, space.space, "events") for space in (NORTH, AGAIN, SOUTH)}
FIRST, SAME, OTHER = (
    PersonAddress("north", "n1", "mara"),
    PersonAddress("north", "n2", "mara"),
    PersonAddress("south", "s1", "mara"),
)
WORDS = message(Heading("Reading circle"), "It is on Friday.")


class Place(RecordingPlatform):
    """A platform where private messages are open, or closed to us for everybody."""

    closed = False

    async def direct(self, person):
        if self.closed:
            raise Undeliverable("they take no private messages from here")
        return await super().direct(person)


@pytest.fixture
def north():
    found = Place("north")
    found.closed = True
    return found


@pytest.fixture
def south():
    return Place("south")


@pytest.fixture
async def community(units):
    """Three spaces of one community; Mara has an account in each, two of them the same one."""
    directory = Directory(units, SystemClock(), "America/New_York")
    by = Who(account=FIRST, name="Mara")
    home = await directory.arrived(
        Arrived(space=NORTH, name="School", by=by, rooms=((ROOMS[NORTH], "events"),))
    )
    for space in (AGAIN, SOUTH):
        other = await directory.arrived(
            Arrived(space=space, name=space.space, rooms=((ROOMS[space], "events"),))
        )
        await units.run(lambda work, other=other: move(work, home, other))
    await give(units, home.id, (FIRST, SAME, OTHER))
    return home.id


async def move(work, home, other):
    from communitybot.communities.joining import together

    now = await work.communities.get(home.id)
    await work.links.join(other.id, home.id)
    await work.communities.save(together(now, other))


async def give(units, community, accounts):
    async def unit(work):
        known = await work.people.by_account(community, FIRST)
        await work.people.save(Person(id=known.id, community=community, name="Mara", accounts=accounts))

    await units.run(unit)


@pytest.fixture
def tell(units, relays, clock, north, south, community):
    async def told(*promised, kind="note", **args):
        for key, hours in promised or (("a", 0),):
            due = START + timedelta(hours=hours)
            given = {"key": key, "community": community, "kind": kind, "due": due, "subject": "event:1"}
            await put(units, NewEntry(**given, destination=str(FIRST), message=WORDS, args=args))
        clock.advance(timedelta(hours=3))
        await relays(units, {"north": north, "south": south}, reaching.handlers()).run_once()

    return told


async def test_another_account_is_written_to_and_no_room_hears_of_it(units, tell, north, south):
    await tell()

    (told,) = south.posted
    assert told.place == PlaceAddress("south", "s1", "dm-mara")
    assert told.message == WORDS
    assert north.posted == []
    assert await states(units) == {State.FAILED: 1, State.DONE: 1, State.SENT: 1}


async def test_each_of_several_reminders_comes_once(tell, north, south):
    await tell(("a", 0), ("b", 1), ("c", 2))

    assert len(south.posted) == 3
    assert north.posted == []


async def test_where_every_account_is_closed_one_room_hears_of_it_once(units, tell, north, south):
    south.closed = True
    await tell()

    (told,) = north.posted
    assert told.place == ROOMS[NORTH]
    assert south.posted == []
    assert await states(units) == {State.FAILED: 2, State.DONE: 2, State.SENT: 1}


async def test_what_is_for_one_alone_stays_so_when_their_last_account_is_closed(tell, north, south):
    south.closed = True
    await tell(alone=True)

    (told,) = north.posted
    assert plain(told.message, zone="UTC", now=START) == (
        "Mara: I have news for you and cannot write to you privately."
    )


async def test_the_same_account_in_another_server_is_not_tried(units, community, tell, north):
    """Who is closed to us on a platform is so in all of its servers: asking again would only annoy it."""
    await give(units, community, (FIRST, SAME))
    await units.run(lambda work: gone(work, OTHER))
    await tell()

    assert [each.place for each in north.posted] == [ROOMS[NORTH]]
    assert await states(units) == {State.FAILED: 1, State.DONE: 1, State.SENT: 1}


async def gone(work, account):
    from sqlalchemy import text

    await work.connection.execute(text("DELETE FROM accounts WHERE address = :it"), {"it": str(account)})


async def test_a_space_the_bot_has_left_is_not_tried(units, community, tell, north, south):
    directory = Directory(units, SystemClock(), "America/New_York")
    await directory.departed(SOUTH)
    await tell()

    assert south.posted == []
    assert [each.place for each in north.posted] == [ROOMS[NORTH]]


async def test_control_an_open_door_needs_no_other(tell, north, south):
    north.closed = False
    await tell()

    assert [each.place.place for each in north.posted] == ["dm-mara"]
    assert south.posted == []


def words(posted):
    return plain(posted.message, zone="UTC", now=START)


async def test_how_to_set_up_is_never_said_in_a_room(tell, north, south):
    south.closed = True
    await tell(kind=WELCOME)

    (told,) = north.posted
    assert "Mara: I cannot write to you privately. Type /community settings, and only you" in words(told)
    assert "Friday" not in words(told)


async def test_control_what_everybody_may_know_is_said_in_the_room(tell, north, south):
    south.closed = True
    await tell()

    assert "It is on Friday" in words(north.posted[0])


async def test_how_to_set_up_is_said_privately_on_another_account(tell, north, south):
    await tell(kind=WELCOME)

    assert [each.message for each in south.posted] == [WORDS]
    assert north.posted == []
