"""A space's first day: one private message to one person, and everything works before it is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from communitybot.conversation.inbound import ADMINISTRATOR
from tests import kinds
from tests.communities.two_places import NORTH, NORTH_EVENTS, SOUTH, TwoPlaces, room

database_url = kinds.on_sqlite_alone


@pytest.fixture
async def school(house):
    """Two platforms, and no space yet."""
    await house.start()
    return TwoPlaces(house)


def greetings(places, somebody):
    return [each for each in places.direct(somebody) if "Three things help" in each]


async def later(places, seconds=10):
    await places.house.bot.settle()
    await places.house.bot.advance(seconds)
    await places.house.bot.settle()


async def greeted(places, somebody):
    """The welcome somebody was sent, as something they can press."""
    sent = next(each for each in places.north.posted if "Three things help" in places.words(each.shown))
    somebody.place = sent.place
    return sent.shown


def untold(somebody):
    """The same person where their platform does not say who administers what."""
    somebody.who = replace(somebody.who, rights_told=False)
    return somebody


async def planned_without_an_events_room(school, somebody):
    await school.arrive(NORTH, "Oak Hill", rooms=("staff", "lounge"))
    await somebody.types("/event create Maths evening, when: in 2 days")
    await somebody.presses("Post it")
    await later(school)


async def test_whoever_added_the_bot_is_shown_what_to_set_up_privately(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who, rooms=("events", "ideas", "lounge"))
    await later(school)
    (card,) = greetings(school, ada)

    assert "Hello, Oak Hill" in card
    assert "1. Time zone: New York (Eastern)." in card
    assert "events in #events, ideas in #ideas, resources nowhere yet" in card
    assert "3. Who may plan events: everyone." in card
    assert all(each.place.place.startswith("dm-") for each in school.north.posted)


async def test_arriving_again_and_again_greets_nobody_again(school):
    """Platforms say at every reconnection that we are there."""
    ada, bob = (school.somebody(NORTH, name, runs_it=True) for name in ("Ada", "Bob"))
    for by in (ada.who, ada.who, None, bob.who, ada.who):
        await school.arrive(NORTH, "Oak Hill", by=by)
        await later(school)
    await school.house.bot.departed(NORTH)
    await school.arrive(NORTH, "Oak Hill", by=bob.who)
    await ada.types("/events")
    await later(school)

    assert [len(greetings(school, each)) for each in (ada, bob)] == [1, 0]


async def test_each_space_is_greeted_for_itself(school):
    """The negative control of greeting nobody again."""
    ada, bob = school.somebody(NORTH, "Ada", runs_it=True), school.somebody(SOUTH, "Bob", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await school.arrive(SOUTH, "Elm Street", by=bob.who)
    await later(school)

    assert [len(greetings(school, each)) for each in (ada, bob)] == [1, 1]


async def test_where_nobody_is_known_to_have_added_it_the_first_administrator_who_asks_is_shown(school):
    tess, ada, bob = (
        school.somebody(NORTH, "Tess"),
        *(school.somebody(NORTH, name, runs_it=True) for name in ("Ada", "Bob")),
    )
    await school.arrive(NORTH, "Oak Hill")
    for somebody in (tess, ada, bob, ada):
        await somebody.types("/events")
        await later(school)

    assert [len(greetings(school, each)) for each in (tess, ada, bob)] == [0, 1, 0]


async def test_after_a_restart_nobody_is_greeted_again(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill")
    await ada.types("/events")
    await later(school)
    school.house.directory._greeted.clear()
    await ada.types("/events")
    await later(school)

    assert len(greetings(school, ada)) == 1


async def test_who_sets_up_by_themselves_is_not_shown_how(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill")
    await ada.types("/community settings zone: Chicago")
    await later(school)

    assert greetings(school, ada) == []


async def test_it_is_finished_in_one_form(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who, rooms=("staff", "lounge", "shelf"))
    await later(school)
    shown = await greeted(school, ada)

    assert await ada.sends(ada.action("Set up", shown)) == "Set up: zone, room, ideas, resources, planners"
    said = await ada.fills_in(
        zone="Chicago",
        room=str(room(NORTH, "staff")),
        ideas=str(room(NORTH, "lounge")),
        resources=str(room(NORTH, "shelf")),
        planners="hosts",
    )
    community = await school.community(NORTH)

    assert "Saved" in said
    assert community.zone == "America/Chicago"
    assert [community.rooms_for(each) for each in ("events", "ideas", "resources")] == [
        (room(NORTH, name),) for name in ("staff", "lounge", "shelf")
    ]
    assert community.settings.who_hosts == "hosts"


async def test_one_form_fits_one_step_on_every_platform(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)
    await ada.sends(ada.action("Set up", await greeted(school, ada)))

    assert len(ada.reply.form.fields) <= 5


async def test_who_was_greeted_may_finish_where_the_platform_does_not_tell_their_rights(school):
    """In a private message a platform may not know who administers which space."""
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)
    shown = await greeted(school, ada)
    plain_ada = untold(school.somebody(NORTH, "Ada"))
    assert ADMINISTRATOR not in plain_ada.who.roles
    await plain_ada.sends(plain_ada.action("Set up", shown))

    assert "Saved" in await plain_ada.fills_in(zone="Chicago")
    assert "only its administrators" in await plain_ada.types("/community settings zone: Lima")  # once is all
    assert (await school.community(NORTH)).zone == "America/Chicago"


async def test_who_was_greeted_may_not_where_the_platform_says_they_run_it_no_more(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)
    shown = await greeted(school, ada)
    former = school.somebody(NORTH, "Ada")

    for label in ("Set up", "It is fine as it is"):
        assert "only its administrators" in await former.sends(former.action(label, shown))
    assert "only its administrators" in await former.types("/community settings zone: Lima")
    assert (await school.community(NORTH)).zone != "America/Lima"


async def test_nobody_else_may_press_its_buttons(school):
    ada, tess = school.somebody(NORTH, "Ada", runs_it=True), untold(school.somebody(NORTH, "Tess"))
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)
    shown = await greeted(school, ada)

    for label in ("Set up", "It is fine as it is"):
        assert "only its administrators" in await tess.sends(tess.action(label, shown))
    await ada.sends(ada.action("Set up", shown))


async def test_left_as_it_is_it_stays_and_nobody_is_asked_again(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)
    before = await school.community(NORTH)
    said = await ada.sends(ada.action("It is fine as it is", await greeted(school, ada)))
    await school.arrive(NORTH, "Oak Hill", by=ada.who)
    await later(school)

    assert "stays as it is" in said
    assert len(greetings(school, ada)) == 1
    assert await school.community(NORTH) == before


async def test_before_anything_is_set_up_an_event_is_posted_and_reminded_where_it_was_planned(school):
    tess = school.somebody(NORTH, "Tess")
    await planned_without_an_events_room(school, tess)
    await school.house.bot.advance(timedelta(days=1, hours=1).total_seconds())
    said = school.said(room(NORTH, "lounge"))

    assert "Maths evening" in said[0]
    assert sum("Reminder, 1 day before" in each for each in said) == 1
    assert school.said(room(NORTH, "staff")) == []


async def test_once_events_have_a_room_reminders_move_there(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await planned_without_an_events_room(school, ada)
    await ada.types("/community settings room: staff")
    await later(school)
    await school.house.bot.advance(timedelta(days=1, hours=1).total_seconds())

    assert sum("Reminder, 1 day before" in each for each in school.said(room(NORTH, "staff"))) == 1
    assert not [each for each in school.said(room(NORTH, "lounge")) if "Reminder, " in each]


async def test_a_moved_event_is_reminded_at_its_new_time_where_its_card_is(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await planned_without_an_events_room(school, ada)
    await ada.types("/event edit Maths evening, when: in 4 days")
    await ada.presses(next(label for label in ada.offered() if label and "Leave" not in label))
    await later(school)
    await school.house.bot.advance(timedelta(days=3, hours=1).total_seconds())

    assert sum("Reminder, 1 day before" in each for each in school.said(room(NORTH, "lounge"))) == 1


async def test_a_space_that_joins_another_is_not_asked_to_set_up(school):
    ada, bob = school.somebody(NORTH, "Ada", runs_it=True), school.somebody(SOUTH, "Bob", runs_it=True)
    for somebody, name in ((ada, "Oak Hill"), (bob, "Elm Street")):
        await school.arrive(somebody.who.account.in_space, name)
    await school.join(ada, bob)
    await later(school)

    assert greetings(school, bob) == []
    assert len(greetings(school, ada)) == 1
    assert NORTH_EVENTS in (await school.community(SOUTH)).rooms_for("events")


async def test_a_card_posted_before_events_had_a_room_still_follows_changes(school):
    ada = school.somebody(NORTH, "Ada", runs_it=True)
    await planned_without_an_events_room(school, ada)
    await ada.types("/community settings room: staff")
    await ada.types("/event rsvp Maths evening, answer: going")
    await later(school)

    assert "1 going" in school.said(room(NORTH, "lounge"))[0]
