"""What the bot makes of the spaces it is added to."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communitybot.communities.arrivals import arrive, depart, new_community, zone_of
from communitybot.communities.model import Left, Purpose
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived

SPACE = SpaceAddress("playground", "demo")
NOW = datetime(2014, 10, 13, 13, tzinfo=UTC)


def place(name, space=SPACE):
    return PlaceAddress(space.platform, space.space, name)


def arrival(*rooms, space=SPACE, zone=None):
    told = tuple((place(f"r{number}-{space.space}", space), name) for number, name in enumerate(rooms))
    return Arrived(space=space, name="Oak Hill", rooms=told, zone=zone)


def settled(*rooms):
    return arrive(new_community(SPACE, "Oak Hill", "America/New_York"), arrival(*rooms))


def chosen(community, purpose):
    return [community.room(address).name for address in community.rooms_for(purpose)]


@pytest.mark.parametrize(
    ("rooms", "purpose", "expected"),
    [
        (("general", "events"), Purpose.EVENTS, "events"),
        (("events-archive", "#Events"), Purpose.EVENTS, "#Events"),  # the surest name wins
        (("school-calendar", "lunch"), Purpose.EVENTS, "school-calendar"),
        (("random", "general"), Purpose.EVENTS, "general"),  # better there than nowhere
        (("🎉-events", "general"), Purpose.EVENTS, "🎉-events"),
        (("live-chats",), Purpose.CHATS, "live-chats"),
        (("prevents", "ideas"), Purpose.IDEAS, "ideas"),
        (("resources",), Purpose.RESOURCES, "resources"),
    ],
)
def test_a_rooms_name_tells_what_it_is_for(rooms, purpose, expected):
    assert chosen(settled(*rooms), purpose) == [expected]


def test_no_purpose_is_guessed_from_part_of_a_word():
    assert not settled("prevents", "snapchatter").rooms_for(Purpose.EVENTS)


def test_arriving_again_changes_nothing():
    once = settled("events", "ideas")

    assert arrive(once, arrival("events", "ideas")) == once


def test_arriving_again_adds_new_rooms_and_learns_new_names():
    again = arrive(settled("events", "ideas"), arrival("what-is-on", "ideas", "resources"))

    assert [room.name for room in again.rooms] == ["what-is-on", "ideas", "resources"]
    assert chosen(again, Purpose.EVENTS) == ["what-is-on"]
    assert chosen(again, Purpose.RESOURCES) == ["resources"]


def test_a_second_space_brings_its_own_events_room():
    other = SpaceAddress("slack", "T01")
    both = arrive(settled("events"), arrival("events", space=other))

    assert both.spaces == (SPACE, other)
    assert [address.platform for address in both.rooms_for(Purpose.EVENTS)] == ["playground", "slack"]


def test_rooms_of_another_space_are_not_taken_in():
    elsewhere = SpaceAddress("slack", "T01")
    told = Arrived(space=SPACE, name="Oak Hill", rooms=((place("events", elsewhere), "events"),))

    assert arrive(new_community(SPACE, "Oak Hill", "UTC"), told).rooms == ()


def test_a_space_left_keeps_everything_but_gets_no_posts():
    gone = depart(settled("events"), Left(SPACE, NOW))

    assert gone.spaces == ()
    assert gone.left == (Left(SPACE, NOW),)
    assert gone.rooms
    assert not gone.rooms_for(Purpose.EVENTS)
    assert depart(gone, Left(SPACE, NOW.replace(hour=20))) == gone


def test_coming_back_finds_everything_as_it_was():
    before = settled("events")

    assert arrive(depart(before, Left(SPACE, NOW)), arrival("events")) == before


def test_a_community_first_met_without_a_name_takes_the_one_it_is_told():
    met = new_community(SPACE, SPACE.space, "UTC")

    assert arrive(met, arrival()).name == "Oak Hill"
    assert arrive(replace(met, name="Elm Street"), arrival()).name == "Elm Street"


def test_a_zone_nobody_knows_is_not_taken():
    assert zone_of(arrival(zone="Mars/Olympus"), "UTC") == "UTC"
    assert zone_of(arrival(zone="Europe/Paris"), "UTC") == "Europe/Paris"
