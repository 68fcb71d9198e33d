"""One event in all of its community's rooms: announced, redrawn, reminded, and counted once."""

import asyncio
import time
from datetime import timedelta

import pytest

from communitybot.bootstrap import build
from communitybot.clocks import SystemClock
from communitybot.settings import load
from tests import kinds
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, SOUTH_EVENTS, TwoPlaces

database_url = kinds.on_sqlite_alone

WITHIN = 2.0  # seconds until what is done on one side shows on the other


@pytest.fixture
async def joined(places, ada, ben):
    await places.join(ada, ben)
    return places


async def plans(somebody, line):
    await somebody.types(line)
    await somebody.presses("Post it")
    await somebody.house.bot.settle()


async def test_an_event_is_announced_in_the_events_room_of_every_place(joined, ben):
    await plans(ben, "/event create Maths evening, when: in 2 days")

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        assert [("Maths evening" in each) for each in joined.said(place)] == [True]


async def test_before_joining_only_ones_own_room_hears_of_it(places, ben):
    """The negative control of what is announced in every place."""
    await plans(ben, "/event create Maths evening, when: in 2 days")

    assert places.said(NORTH_EVENTS) == []
    assert len(places.said(SOUTH_EVENTS)) == 1


async def test_an_event_is_reminded_in_every_place_once(joined, ada):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await joined.house.bot.advance(timedelta(days=1, hours=1).total_seconds())

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        assert sum("Reminder, 1 day before" in each for each in joined.said(place)) == 1


async def test_what_was_planned_before_joining_is_reminded_in_every_place_as_well(places, ada, ben):
    await plans(ben, "/event create Maths evening, when: in 2 days")
    await places.join(ada, ben)
    await places.house.bot.advance(timedelta(days=2, hours=1).total_seconds())

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        reminded = [each for each in places.said(place) if "Reminder, " in each]
        assert len(reminded) == 4, reminded  # a day, an hour and fifteen minutes before, and the start


async def test_a_change_reaches_every_card(joined, ada, ben):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await ada.types("/event edit Maths evening, title: Algebra evening")
    await ada.presses(next(label for label in ada.offered() if label and "Leave" not in label))
    await joined.house.bot.settle()

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        assert [("Algebra evening" in each) for each in joined.said(place)] == [True]


async def test_answers_of_both_sides_are_counted_together_on_every_card(joined, ada, ben):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    for somebody in (ada, ben):
        await somebody.types("/event rsvp Maths evening, answer: going")
    await joined.house.bot.settle()

    for place in (NORTH_EVENTS, SOUTH_EVENTS):
        assert ["2 going" in each for each in joined.said(place)] == [True]


async def test_each_is_reminded_privately_where_they_are(joined, ada, ben):
    await plans(ada, "/event create Maths evening, when: in 2 days")
    await ben.types("/event rsvp Maths evening, answer: going")
    await joined.house.bot.advance(timedelta(days=1, hours=1).total_seconds())

    assert len(joined.direct(ben)) == 1
    assert len(joined.south.posted) > 0


async def test_a_place_that_is_left_is_neither_posted_to_nor_keeps_the_other_from_it(joined, ada):
    await joined.house.bot.departed(SOUTH)
    await plans(ada, "/event create Maths evening, when: in 2 days")

    assert len(joined.said(NORTH_EVENTS)) == 1
    assert joined.said(SOUTH_EVENTS) == []


async def test_what_is_done_on_one_side_shows_on_the_other_within_two_seconds(database_url):
    """Real time, through the relay: an answer in the south on the card in the north, and the other way."""
    settings = load({"COMMUNITYBOT_DATABASE_URL": database_url, "COMMUNITYBOT_SECRET_KEY": "k" * 40})
    house = await build(settings, SystemClock())
    try:
        places = TwoPlaces(house)
        ada, ben = places.somebody(NORTH, "Ada", runs_it=True), places.somebody(SOUTH, "Ben", runs_it=True)
        await places.arrive(NORTH, "Oak Hill")
        await places.arrive(SOUTH, "Elm Street")
        await house.start()
        await places.join(ada, ben)
        await plans(ada, "/event create Maths evening, when: in 2 days")
        took = []
        for somebody, answer, place in (
            (ben, "going", NORTH_EVENTS),
            (ada, "going", SOUTH_EVENTS),
            (ben, "can't", NORTH_EVENTS),
        ):
            before = places.said(place)
            began = time.monotonic()
            await somebody.types(f"/event rsvp Maths evening, answer: {answer}")
            while places.said(place) == before and time.monotonic() < began + 3 * WITHIN:
                await asyncio.sleep(0.01)
            took.append(time.monotonic() - began)
            assert places.said(place) != before

        assert max(took) < WITHIN, took
    finally:
        await house.stop()
        await house.close()
