"""One community in two places that loses a room in one of them."""

from communitybot.conversation.inbound import Away, RoomTold
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH_EVENTS, room

DAY, HOUR = 86_400, 3_600


def reminders(places, place):
    return [each for each in places.said(place) if "Reminder" in each]


async def planned(places, ada, ben):
    await places.join(ada, ben)
    await ada.types("/event create Maths evening, when: in 3 days at 5pm")
    await ada.presses("Post it")
    await places.house.bot.settle()


async def test_the_other_place_goes_on_as_before_and_hears_nothing_twice(places, ada, ben):
    """Oak Hill has no other room that fits: what was meant for it is said where events go, which knows it."""
    await planned(places, ada, ben)
    await places.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, away=Away.DELETED))
    await places.house.bot.advance(2 * DAY + 12 * HOUR)

    assert len(reminders(places, SOUTH_EVENTS)) == 1
    assert reminders(places, NORTH_EVENTS) == []


async def test_a_room_of_the_same_place_stands_in_and_both_places_are_reminded(places, ada, ben):
    await places.arrive(NORTH, "Oak Hill", rooms=("events", "lounge", "general"))
    await planned(places, ada, ben)
    await places.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, away=Away.DELETED))
    await places.house.bot.advance(2 * DAY + 12 * HOUR)

    assert len(reminders(places, SOUTH_EVENTS)) == 1
    assert len(reminders(places, room(NORTH, "general"))) == 1


async def test_only_whoever_runs_the_place_that_lost_it_is_told(places, ada, ben):
    await ada.types("/events")
    await ben.types("/events")
    await planned(places, ada, ben)
    await places.house.bot.advance(10)
    await places.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, away=Away.DELETED))
    await places.house.bot.settle()

    assert [any("cannot post events" in each for each in places.direct(who)) for who in (ada, ben)] == [
        True,
        False,
    ]
