"""What a community makes of rooms that are lost and come back."""

import pytest

from communitybot.communities.arrivals import MOST_LOST, arrive, hear, new_community
from communitybot.communities.model import Purpose
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Arrived, Away, RoomTold
from tests.communities.two_places import NORTH, NORTH_EVENTS, room


def arrival(*names, **more):
    told = tuple((room(NORTH, name), name) for name in names)
    return Arrived(space=NORTH, name="Oak Hill", rooms=told, **more)


def settled(*names):
    return arrive(new_community(NORTH, "Oak Hill", "UTC"), arrival(*names))


def lost(away=Away.DELETED, place=NORTH_EVENTS, **more):
    return RoomTold(room=place, away=away, **more)


def events_of(community):
    return [address.place for address in community.rooms_for(Purpose.EVENTS)]


@pytest.mark.parametrize("away", list(Away))
def test_a_lost_events_room_gives_way_to_the_one_that_fits_best(away):
    community = hear(settled("events", "random", "general"), lost(away))

    assert events_of(community) == ["general"]
    assert community.is_lost(NORTH_EVENTS)


def test_where_no_room_fits_there_is_none():
    assert events_of(hear(settled("events", "random"), lost())) == []


def test_it_is_the_events_room_again_when_it_comes_back():
    before = settled("events", "general")
    gone = hear(before, lost(Away.ARCHIVED))

    assert hear(gone, RoomTold(room=NORTH_EVENTS, name="events")) == before
    assert arrive(gone, arrival("events", "general")) == before


def test_telling_it_again_changes_nothing():
    once = hear(settled("events", "general"), lost())

    assert hear(once, lost()) == once


def test_a_room_that_was_never_told_of_may_be_lost_first_and_come_later():
    """News comes in any order."""
    first = hear(settled("lounge"), lost(Away.LEFT))
    then = hear(first, RoomTold(room=NORTH_EVENTS, name="events"))

    assert not events_of(first)
    assert events_of(then) == ["events"]


def test_news_of_a_space_that_was_left_is_not_heard():
    elsewhere = PlaceAddress("south", "s9", "events")
    community = settled("events")

    assert hear(community, lost(place=elsewhere)) == community


def test_a_new_name_is_learnt_and_the_purpose_kept():
    renamed = hear(settled("events"), RoomTold(room=NORTH_EVENTS, name="what-is-on"))

    assert [each.name for each in renamed.rooms] == ["what-is-on"]
    assert renamed.rooms_for(Purpose.EVENTS) == (NORTH_EVENTS,)


def test_a_room_whose_address_changed_stays_what_it_was():
    moved = hear(settled("events", "general"), RoomTold(room=NORTH_EVENTS, moved=room(NORTH, "new")))

    assert events_of(moved) == ["new"]
    assert moved.instead_of(NORTH_EVENTS) == (room(NORTH, "new"),)
    assert hear(moved, RoomTold(room=NORTH_EVENTS, moved=room(NORTH, "new"))) == moved


def test_a_lost_thread_gives_way_to_its_room():
    thread = PlaceAddress("north", "n1", "lounge", "t1")
    before = settled("events", "lounge")
    community = hear(before, lost(place=thread))

    assert community.instead_of(thread) == (room(NORTH, "lounge"),)
    assert events_of(community) == ["events"]
    assert hear(community, RoomTold(room=thread)) == before


def test_whatever_is_missing_where_all_is_told_is_lost_and_only_there():
    both = settled("events", "general")

    assert events_of(arrive(both, arrival("general", missing=Away.DELETED))) == ["general"]
    assert events_of(arrive(both, arrival("general"))) == ["events"]


def test_a_room_that_is_no_room_to_choose_from_is_not_missing():
    chosen = hear(settled("events", "general"), RoomTold(room=room(NORTH, "voice"), name="voice"))
    told = arrival("events", "general", others=(room(NORTH, "voice"),), missing=Away.DELETED)

    assert not arrive(chosen, told).is_lost(room(NORTH, "voice"))
    assert arrive(settled("events"), told).room(room(NORTH, "voice")) is None


def test_a_room_that_is_there_but_closed_is_not_called_deleted():
    told = arrival("general", closed=(NORTH_EVENTS,), missing=Away.DELETED)

    assert [each.away for each in arrive(settled("events", "general"), told).rooms] == [Away.CLOSED, None]


def test_lost_rooms_that_were_for_nothing_do_not_pile_up():
    community = settled("events", "general")
    for number in range(MOST_LOST + 20):
        community = hear(community, lost(place=room(NORTH, f"class-{number}")))
    community = hear(community, lost())

    assert len(community.rooms) == MOST_LOST + 2
    assert NORTH_EVENTS in [each.address for each in community.rooms]
