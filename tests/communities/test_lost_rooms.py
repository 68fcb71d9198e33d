"""Rooms that are lost and come back: plans follow, and one administrator is told once."""

import pytest
from sqlalchemy import text

from communitybot.communities.arrivals import MOST_LOST, arrive, hear, new_community
from communitybot.communities.model import Purpose
from communitybot.communities.rerouting import Rerouting
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Arrived, Away, RoomTold
from communitybot.ports import Unauthorised, Undeliverable
from tests.communities.two_places import NORTH, NORTH_EVENTS, TwoPlaces, room

GENERAL = room(NORTH, "general")
DAY, HOUR = 86_400, 3_600


def arrival(*names, **more):
    told = tuple((room(NORTH, name), name) for name in names)
    return Arrived(space=NORTH, name="Oak Hill", rooms=told, **more)


def settled(*names):
    return arrive(new_community(NORTH, "Oak Hill", "UTC"), arrival(*names))


def lost(away=Away.DELETED, place=NORTH_EVENTS, **more):
    return RoomTold(room=place, away=away, **more)


def events_of(community):
    return [address.place for address in community.rooms_for(Purpose.EVENTS)]


# What the core makes of it


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


# What people see


@pytest.fixture
async def school(house):
    """Oak Hill with an administrator who was shown how to set it up, and a series in its events room."""
    await house.start()
    places = TwoPlaces(house)
    ada = places.somebody(NORTH, "Ada", runs_it=True)
    await places.arrive(NORTH, "Oak Hill", by=ada.who, rooms=("events", "general", "lounge"))
    await ada.types("/event create Reading circle, when: in 3 days at 5pm, repeat: weekly")
    await ada.presses("Post it")
    await house.bot.settle()
    places.ada = ada
    return places


def reminders(places, place):
    return [each for each in places.said(place) if "Reminder" in each]


def notices(places):
    return [each for each in places.direct(places.ada) if "cannot post events there" in each]


async def test_the_next_reminder_reaches_people_in_the_room_that_stands_in(school):
    await school.house.bot.room_changed(lost())
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert len(reminders(school, GENERAL)) == 1
    assert reminders(school, NORTH_EVENTS) == []


async def test_without_the_loss_reminders_stay_in_the_events_room(school):
    """The negative control."""
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert (len(reminders(school, NORTH_EVENTS)), reminders(school, GENERAL)) == (1, [])


async def test_each_later_date_of_the_series_is_reminded_there_once(school):
    await school.house.bot.room_changed(lost())
    await school.house.bot.advance(21 * DAY)
    shown = reminders(school, GENERAL)

    assert len(shown) == len(set(shown)) >= 9
    assert reminders(school, NORTH_EVENTS) == []


async def test_one_administrator_is_told_once_and_privately(school):
    for _ in range(3):
        await school.house.bot.room_changed(lost())
    await school.house.bot.settle()
    await school.house.bot.advance(DAY)
    (told,) = notices(school)

    assert "#events of Oak Hill was deleted" in told
    assert "go to #general" in told
    assert "/community settings room: general" in told
    assert not any(
        "cannot post" in each for each in (*school.said(GENERAL), *school.said(room(NORTH, "lounge")))
    )


async def test_a_room_that_comes_and_goes_is_told_of_once_a_day(school):
    for _ in range(5):
        await school.house.bot.room_changed(lost(Away.CLOSED))
        await school.house.bot.advance(HOUR)
        await school.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, name="events"))
    assert len(notices(school)) == 1

    await school.house.bot.advance(DAY)
    await school.house.bot.room_changed(lost(Away.CLOSED))
    await school.house.bot.advance(HOUR)
    assert len(notices(school)) == 2


async def test_whoever_only_moves_permissions_about_is_not_disturbed(school):
    await school.house.bot.room_changed(lost(Away.CLOSED))
    await school.house.bot.advance(30)
    await school.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, name="events"))
    await school.house.bot.advance(HOUR)

    assert notices(school) == []


async def test_a_room_that_comes_back_is_reminded_again(school):
    await school.house.bot.room_changed(lost(Away.ARCHIVED))
    await school.house.bot.advance(DAY)
    await school.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, name="events"))
    await school.house.bot.advance(DAY + 12 * HOUR)

    assert len(reminders(school, NORTH_EVENTS)) == 1
    assert reminders(school, GENERAL) == []


async def test_the_room_an_administrator_chooses_takes_its_place(school):
    await school.house.bot.room_changed(lost())
    await school.ada.types("/community settings room: lounge")
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert len(reminders(school, room(NORTH, "lounge"))) == 1
    assert reminders(school, GENERAL) == []


async def test_the_settings_say_plainly_what_is_lost(school):
    await school.house.bot.room_changed(lost())
    shown = await school.ada.types("/community settings")

    assert "#general" in shown
    assert "#events was deleted, so please choose another." in shown
    assert "room: lounge" in shown
    assert "I can see no room" in await school.ada.types("/community settings room: events")


async def test_a_loss_that_is_found_out_by_posting_costs_no_reminder(school):
    """As an adapter does: it tells the bot what it found, then says that the whole room is closed."""
    told = []

    async def post(place, message, key, *, kept=school.north.post):
        if place == NORTH_EVENTS and "Reminder" in school.words(message):
            told.append(key)
            await school.house.bot.room_changed(lost())
            raise Undeliverable("the room is gone", gone=True, room=True)
        return await kept(place, message, key)

    school.north.post = post
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert len(told) == 1
    assert len(reminders(school, GENERAL)) == 1


@pytest.fixture
def unguarded(monkeypatch):
    """Nobody stands before the handlers."""
    monkeypatch.setattr("communitybot.bootstrap.REROUTING", Rerouting(moves={}, ends=frozenset()))


async def test_without_anybody_to_say_it_elsewhere_that_reminder_would_be_lost(unguarded, school):
    """The negative control: the loss is known, and the reminder that met it is said nowhere."""

    async def post(place, message, key, *, kept=school.north.post):
        if place == NORTH_EVENTS and "Reminder" in school.words(message):
            await school.house.bot.room_changed(lost())
            raise Undeliverable("the room is gone", gone=True, room=True)
        return await kept(place, message, key)

    school.north.post = post
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert reminders(school, GENERAL) == []


async def test_a_refusal_that_is_no_loss_of_the_room_ends_the_reminder_with_its_reason(school):
    """The negative control: without `room`, nothing is said elsewhere."""

    def refuses(verb, _key):
        if verb == "post":
            raise Unauthorised("a working token")

    school.north.before = refuses
    await school.house.bot.advance(2 * DAY + 12 * HOUR)
    school.north.before = lambda *_: None

    assert reminders(school, GENERAL) == []
    assert await ended(school, "event.remind.room", "failed") >= 1


async def test_a_room_nobody_knows_of_is_tried_a_few_times_and_then_given_up(school):
    asked = []

    async def post(place, message, key, *, kept=school.north.post):
        if place == NORTH_EVENTS and "Reminder" in school.words(message):
            asked.append(key)
            raise Undeliverable("the room is gone", gone=True, room=True)
        return await kept(place, message, key)

    school.north.post = post
    await school.house.bot.advance(2 * DAY + 12 * HOUR)

    assert 1 < len(asked) <= 3
    assert await ended(school, "event.remind.room", "failed") >= 1


async def test_where_no_room_stands_in_reminders_end_with_a_reason_and_go_privately(house):
    await house.start()
    places = TwoPlaces(house)
    ada = places.ada = places.somebody(NORTH, "Ada", runs_it=True)
    await places.arrive(NORTH, "Oak Hill", by=ada.who, rooms=("events", "lounge"))
    await ada.types("/event create Reading circle, when: in 3 days at 5pm")
    await ada.presses("Post it")
    await house.bot.settle()
    await ada.types("/event rsvp Reading circle, answer: going")
    await house.bot.room_changed(lost())
    await house.bot.advance(2 * DAY + 12 * HOUR)

    assert [each for each in places.direct(ada) if "Reminder" in each]
    assert "reminded privately" in notices(places)[0]
    assert await ended(places, "event.remind.room", "cancelled") >= 1


async def test_the_card_of_an_event_goes_to_the_room_that_stands_in(school):
    await school.house.bot.room_changed(lost())
    await school.ada.types("/event create Maths evening, when: in 2 days")
    await school.ada.presses("Post it")
    await school.house.bot.settle()

    assert any("Maths evening" in each for each in school.said(GENERAL))


async def ended(places, kind, state):
    count = text("SELECT count(*) FROM outbox WHERE kind = :kind AND state = :state")
    values = {"kind": kind, "state": state}
    return await places.house.units.read(lambda work: work.connection.scalar(count, values))
