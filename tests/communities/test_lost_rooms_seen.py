"""What people see when a room is lost: reminders go on elsewhere, and one administrator is told once."""

import pytest
from sqlalchemy import text

from communitybot.communities.model import Purpose
from communitybot.communities.rerouting import Rerouting
from communitybot.conversation.addresses import SpaceAddress
from communitybot.conversation.inbound import Away, RoomTold
from communitybot.ports import Unauthorised, Undeliverable
from tests import kinds
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, TwoPlaces, room

database_url = kinds.on_sqlite_alone

GENERAL = room(NORTH, "general")
DAY, HOUR = 86_400, 3_600


def lost(away=Away.DELETED):
    return RoomTold(room=NORTH_EVENTS, away=away)


def events_of(community):
    return [address.place for address in community.rooms_for(Purpose.EVENTS)]


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
    assert "I read #events as a room, but it was deleted" in await school.ada.types(
        "/community settings room: events"
    )


async def test_saving_other_settings_does_not_choose_the_room_that_only_stands_in(school):
    await school.house.bot.room_changed(lost(Away.ARCHIVED))
    await school.ada.types("/community settings")
    await school.ada.presses("Change these")
    await school.ada.fills_in(zone="Chicago")
    await school.house.bot.room_changed(RoomTold(room=NORTH_EVENTS, name="events"))

    assert events_of(await school.community(NORTH)) == ["events"]


async def test_whoever_takes_no_private_messages_is_only_called_in_the_room_that_stands_in(school):
    async def post(place, message, key, *, kept=school.north.post):
        if place.place.startswith("dm-"):
            raise Undeliverable("they take no private messages from here")
        return await kept(place, message, key)

    school.north.post = post
    await school.house.bot.room_changed(lost())
    await school.house.bot.settle()

    assert any("I cannot write to you privately" in each for each in school.said(GENERAL))
    assert not any("was deleted" in each for each in school.said(GENERAL))


async def test_the_spaces_of_a_platform_are_those_the_bot_is_in(school):
    await school.arrive(SpaceAddress("north", "n2"), "Ash Grove")
    await school.arrive(SOUTH, "Elm Street")
    await school.house.bot.departed(NORTH)

    assert await school.house.bot.spaces("north") == (SpaceAddress("north", "n2"),)
    assert await school.house.bot.spaces("nor") == ()


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


async def test_communities_that_lose_rooms_are_found_and_no_others(school):
    """A name that looks like what is looked for is none."""
    told = RoomTold(room=room(NORTH, "odd"), name='],"deleted"')
    await school.house.bot.room_changed(told)
    await school.arrive(SOUTH, "Elm Street")
    both = [(await school.community(space)).id for space in (NORTH, SOUTH)]
    read = school.house.units.read
    before = await read(lambda work: work.communities.losing(both))
    await school.house.bot.room_changed(lost(Away.ARCHIVED))
    after = await read(lambda work: work.communities.losing(both))

    assert (dict(before), list(after)) == ({}, both[:1])
