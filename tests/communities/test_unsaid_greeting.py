"""A greeting to somebody who takes no private messages: said privately all the same, when they act."""

import pytest

from communitybot.conversation.addresses import PlaceAddress
from communitybot.ports import Undeliverable
from tests.communities.two_places import NORTH, NORTH_EVENTS, TwoPlaces

CARD = "Three things help"


@pytest.fixture
async def school(house):
    """A space whose people take no private messages."""
    await house.start()
    places = TwoPlaces(house)

    async def closed(person):
        raise Undeliverable("they take no private messages from here")

    places.north.direct = closed
    return places


async def later(places, seconds=10):
    await places.house.bot.settle()
    await places.house.bot.advance(seconds)
    await places.house.bot.settle()


async def arrived(school, *, rooms=("events", "lounge")):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who, rooms=rooms)
    await later(school)
    return ada


async def test_the_room_hears_only_that_there_is_something(school):
    await arrived(school)
    (said,) = school.said(NORTH_EVENTS)

    assert "Ada: I cannot write to you privately" in said
    assert CARD not in said


async def test_under_their_first_private_answer_they_are_shown_how_to_set_up_once(school):
    ada = await arrived(school)
    first = await ada.types("/events")
    shown = ada.reply.message

    assert "Nothing is planned yet" in first
    assert CARD in first
    assert CARD not in await ada.types("/events")
    assert (await ada.sends(ada.action("Set up", shown))).startswith("Set up: zone")


async def test_any_administrator_is_shown_and_nobody_else(school):
    await arrived(school)
    tess, bob = school.somebody(NORTH, "Tess"), school.somebody(NORTH, "Bob", runs_it=True)

    assert CARD not in await tess.types("/events")
    assert CARD in await bob.types("/events")


async def test_where_events_have_no_room_it_is_said_all_the_same(school):
    ada = await arrived(school, rooms=("shelf",))
    assert school.north.posted == []

    assert CARD in await ada.types("/events")


async def test_who_has_set_up_meanwhile_needs_no_telling(school):
    ada = await arrived(school)

    assert CARD not in await ada.types("/community settings zone: Chicago")
    assert CARD not in await ada.types("/events")


async def test_control_where_private_messages_arrive_nothing_stands_under_an_answer(school):
    del school.north.direct
    ada = await arrived(school)

    assert CARD not in await ada.types("/events")
    assert any(CARD in each for each in school.said(PlaceAddress("north", "n1", "dm-ada")))
