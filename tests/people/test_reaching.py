"""Whoever cannot be written to privately is told in a room, once, and nobody is notified of it."""

from datetime import timedelta

import pytest
from fakes import START, RecordingPlatform
from promises import put, row, states

from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Who
from communitybot.conversation.message import Heading, message, paragraph
from communitybot.conversation.text import Person
from communitybot.outbox.entry import ALONE, NewEntry, State
from communitybot.people import reaching
from communitybot.people.directory import Directory
from communitybot.ports import Undeliverable

SPACE = SpaceAddress("fake", "t1")
ROOM = PlaceAddress("fake", "t1", "events")
PRIYA = PersonAddress("fake", "t1", "priya")
WORDS = message(Heading("Reading circle"), "It is on Friday.")


class Closed(RecordingPlatform):
    """A platform on which nobody's direct messages are open."""

    async def direct(self, person):  # noqa: ARG002 - the signature is the port's
        raise Undeliverable("their direct messages are closed")


@pytest.fixture
async def community(units):
    directory = Directory(units, SystemClock(), "America/New_York")
    arrival = Arrived(
        space=SPACE, name="School", by=Who(account=PRIYA, name="Priya Raman"), rooms=((ROOM, "events"),)
    )
    return (await directory.arrived(arrival)).id


def reminder(community: str, key: str = "a", **changes) -> NewEntry:
    given = {"key": key, "community": community, "kind": "note", "due": START, "subject": "event:1"}
    return NewEntry(**(given | {"destination": str(PRIYA), "message": WORDS} | changes))


async def test_a_room_is_told_instead_and_says_to_whom(units, relays, community):
    platform = Closed()
    await put(units, reminder(community))
    await relays(units, {"fake": platform}, reaching.handlers()).run_once()

    (told,) = platform.posted
    assert told.place == ROOM
    line = told.message.blocks[0].text.spans
    assert line[0] == Person(PRIYA, "Priya Raman")
    assert told.message.blocks[1:] == WORDS.blocks
    assert (await row(units, "a"))["state"] == State.FAILED
    assert await states(units) == {State.FAILED: 1, State.DONE: 1, State.SENT: 1}


async def test_a_room_hears_neither_what_nor_about_what_if_it_is_for_one_alone(units, relays, community):
    platform = Closed()
    await put(units, reminder(community, args={ALONE: True}))
    await relays(units, {"fake": platform}, reaching.handlers()).run_once()

    (told,) = platform.posted
    assert told.message == reaching.hinted(Person(PRIYA, "Priya Raman"))
    assert await states(units) == {State.FAILED: 1, State.DONE: 1, State.SENT: 1}


async def test_once_a_day_for_one_subject(units, relays, community, clock):
    platform = Closed()
    await put(
        units,
        reminder(community, "a"),
        reminder(community, "b", due=START + timedelta(minutes=1)),
        reminder(community, "c", due=START + timedelta(days=1)),
        reminder(community, "d", subject="event:2"),
    )
    clock.advance(timedelta(days=2))
    await relays(units, {"fake": platform}, reaching.handlers()).run_once()

    assert len(platform.posted) == 3


async def test_without_a_room_nothing_is_said_anywhere(units, relays, community):
    platform = Closed()
    await put(units, reminder(community, destination="fake:t2@priya"))
    await relays(units, {"fake": platform}, reaching.handlers()).run_once()

    assert platform.posted == []
    assert await states(units) == {State.FAILED: 1, State.SKIPPED: 1}


async def test_control_where_nobody_finds_another_way_it_is_only_recorded(units, relays, community):
    platform = Closed()
    await put(units, reminder(community))
    await relays(units, {"fake": platform}).run_once()

    assert platform.posted == []
    assert await states(units) == {State.FAILED: 1}


async def test_a_room_that_is_gone_has_no_other_way(units, relays, community):
    platform = Closed()

    def gone(_verb, _key):
        raise Undeliverable("no such room", gone=True)

    platform.before = gone
    await put(units, reminder(community, destination=str(ROOM)))
    await relays(units, {"fake": platform}, reaching.handlers()).run_once()

    assert await states(units) == {State.FAILED: 1}


def test_words_that_leave_no_space_for_the_line_are_replaced():
    long = message(*(paragraph("x" * 180) for _ in range(20)))

    told = reaching.said_here(Person(PRIYA, "Priya Raman"), long)

    assert len(told.blocks) == 1
