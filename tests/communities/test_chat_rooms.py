"""Rooms for live chats: chosen in a space by one line, shown to everybody, and missed when they are lost."""

from datetime import timedelta

import pytest

from communitybot.communities.model import Purpose
from communitybot.conversation.inbound import Away, RoomTold
from communitybot.livechats.desk import rooms_of
from tests import kinds
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, TwoPlaces, room

database_url = kinds.on_sqlite_alone

DAY = timedelta(days=1).total_seconds()
SALON = room(NORTH, "salon")


@pytest.fixture
async def oak(house):
    """Oak Hill with an administrator who was shown how to set it up, and no room named for live chats."""
    await house.start()
    places = TwoPlaces(house)
    places.ada = places.somebody(NORTH, "Ada", runs_it=True)
    await places.arrive(NORTH, "Oak Hill", by=places.ada.who, rooms=("events", "salon", "lounge"))
    await house.bot.settle()
    return places


def of(place, *, away=None):
    return RoomTold(room=place, name=place.place, away=away)


def notices(places):
    return [each for each in places.direct(places.ada) if "cannot open live chats there" in each]


async def chosen(places):
    places.ada.place = SALON
    return await places.ada.types("/community settings chats: here")


async def opens_in(places):
    return rooms_of(await places.community(NORTH))


async def test_until_one_is_chosen_they_open_in_the_events_room_and_the_settings_say_so(oak):
    card = await oak.ada.types("/community settings")

    assert await opens_in(oak) == (NORTH_EVENTS,)
    assert "They open in #events. They have no room of their own." in card
    assert "/community settings chats: salon" in card


async def test_an_administrator_chooses_the_room_they_are_in(oak):
    card = await chosen(oak)

    assert "Saved" in card
    assert "They open in #salon." in card
    assert await opens_in(oak) == (SALON,)


async def test_the_events_room_stays_what_it_was(oak):
    await chosen(oak)

    assert (await oak.community(NORTH)).rooms_for(Purpose.EVENTS) == (NORTH_EVENTS,)


async def test_a_room_is_chosen_by_its_name_and_another_takes_its_place(oak):
    await chosen(oak)
    await oak.ada.types("/community settings chats: lounge")

    assert await opens_in(oak) == (room(NORTH, "lounge"),)


async def test_choosing_the_events_room_is_how_a_room_of_their_own_is_given_up(oak):
    await chosen(oak)
    await oak.ada.types("/community settings chats: events")

    assert await opens_in(oak) == (NORTH_EVENTS,)


async def test_everybody_sees_where_they_open_and_nobody_else_changes_it(oak):
    await chosen(oak)
    tom = oak.somebody(NORTH, "Tom")

    assert "They open in #salon." in await tom.types("/community settings")
    assert "only its administrators" in await tom.types("/community settings chats: lounge")
    assert await opens_in(oak) == (SALON,)


async def test_a_private_conversation_is_no_room_to_choose(oak):
    oak.ada.place = room(NORTH, "dm-ada")
    said = await oak.ada.types("/community settings chats: here")

    assert "this is none that I can post in" in said
    assert await opens_in(oak) == (NORTH_EVENTS,)


async def test_each_place_of_a_community_has_a_room_of_its_own(places, ada, ben):
    await places.join(ada, ben)
    ben.place = room(SOUTH, "lounge")
    card = await ben.types("/community settings chats: here")

    assert await opens_in(places) == (room(SOUTH, "lounge"), NORTH_EVENTS)
    assert "#lounge on South" in card


async def test_a_lost_room_gives_way_to_the_events_room_and_one_administrator_is_told_once(oak):
    await chosen(oak)
    for _ in range(2):
        await oak.house.bot.room_changed(of(SALON, away=Away.DELETED))
        await oak.house.bot.settle()

    (told,) = notices(oak)
    assert "#salon of Oak Hill was deleted" in told
    assert "live chats open in #events" in told
    assert "/community settings chats: here" in told
    assert await opens_in(oak) == (NORTH_EVENTS,)
    assert "#salon was deleted, so please choose another." in await oak.ada.types("/community settings")


async def test_a_room_that_was_for_nothing_is_lost_without_a_word(oak):
    """The negative control."""
    await oak.house.bot.room_changed(of(SALON, away=Away.DELETED))
    await oak.house.bot.settle()

    assert notices(oak) == []


async def test_a_room_that_comes_back_within_the_minute_is_not_told_of_and_used_again(oak):
    await chosen(oak)
    await oak.house.bot.room_changed(of(SALON, away=Away.CLOSED))
    await oak.house.bot.room_changed(of(SALON))
    await oak.house.bot.advance(300)

    assert notices(oak) == []
    assert await opens_in(oak) == (SALON,)


async def test_a_room_for_both_is_told_of_as_the_events_room_alone(oak):
    await oak.ada.types("/community settings chats: events")
    await oak.house.bot.room_changed(of(NORTH_EVENTS, away=Away.DELETED))
    await oak.house.bot.settle()

    assert notices(oak) == []
    assert len([each for each in oak.direct(oak.ada) if "cannot post events there" in each]) == 1


async def test_without_any_room_planning_a_chat_says_which_command_chooses_one(house):
    await house.start()
    places = TwoPlaces(house)
    ada = places.somebody(NORTH, "Ada", runs_it=True)
    await places.arrive(NORTH, "Oak Hill", rooms=("salon",))
    await ada.types("/chat schedule Beginning again, when: in 2 days at 7pm, questions: How?")
    refused = await ada.presses("Post it")
    ada.place = SALON
    await ada.types("/community settings chats: here")

    assert "/community settings chats: here" in refused
    assert await opens_in(places) == (SALON,)


async def test_the_first_day_mentions_live_chats_in_one_line(oak):
    (welcome,) = [each for each in oak.direct(oak.ada) if "Three things help" in each]

    assert "If you want to hold live chats, /community settings chats: here gives them a room." in (
        welcome.replace("`", "")
    )


async def test_a_room_whose_name_says_so_is_taken_for_live_chats_and_said_on_the_first_day(house):
    await house.start()
    places = TwoPlaces(house)
    ada = places.somebody(NORTH, "Ada", runs_it=True)
    await places.arrive(NORTH, "Oak Hill", by=ada.who, rooms=("events", "live-chats"))
    await house.bot.settle()
    (welcome,) = [each for each in places.direct(ada) if "Three things help" in each]

    assert "Live chats open in #live-chats." in welcome
    assert await opens_in(places) == (room(NORTH, "live-chats"),)
