"""`/events`: what is coming up, filtered, paged, with one's own answers, and shown to the room on wish."""

from datetime import UTC, datetime

import pytest

from communitybot.conversation.actions import Action
from communitybot.events.commands.filters import Filter
from communitybot.events.commands.parameters import Span
from communitybot.people.model import Level


async def plan(person, *commands: str) -> None:
    for command in commands:
        await person.types(f"/event create {command}")
        await person.presses("Post it")


@pytest.fixture
async def month(ana):
    await plan(
        ana,
        "Breakfast chat, when: today 3pm, topics: equity",
        "Reading circle, when: friday 5pm, level: high school, hashtag: #ce14",
        "Maths evening, when: 22 october 7pm, level: elementary, topics: mathematics",
    )


async def test_events_lists_what_is_coming_soonest_first(ben, month):
    words = await ben.types("/events")
    assert "3 events." in words
    assert words.index("Breakfast chat") < words.index("Reading circle") < words.index("Maths evening")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/events today", {"Breakfast chat"}),
        ("/events this week", {"Breakfast chat", "Reading circle"}),
        ("/events topic: Equity", {"Breakfast chat"}),
        ("/events topic: #CE14", {"Reading circle"}),
        ("/events level: elementary", {"Breakfast chat", "Maths evening"}),
        ("/events mine", set()),
    ],
)
async def test_filters_narrow_the_list(ben, month, command, expected):
    words = await ben.types(command)
    assert {
        title for title in ("Breakfast chat", "Reading circle", "Maths evening") if title in words
    } == expected


async def test_my_answer_is_marked_for_me_alone(ana, ben, month):
    await ben.types("/event rsvp Reading circle, answer: maybe")
    assert "1 maybe" in await ben.types("/event show Reading circle")
    assert "you are maybe going" in await ben.types("/events")
    assert "maybe going" not in await ana.types("/events")
    assert "Reading circle" in await ben.types("/events mine")


async def test_an_empty_list_offers_the_next_step(ben, month):
    words = await ben.types("/events topic: astronomy")
    assert "Nothing planned about astronomy. /event create starts one" in words
    assert "3 events." in await ben.presses("Everything coming up")


async def test_long_lists_are_paged_with_counts(ana, ben):
    await plan(ana, *(f"Evening {number}, when: {number} november 7pm" for number in range(1, 11)))
    assert "10 events, 1 to 8." in await ben.types("/events")
    assert "Earlier" not in ben.offered()
    assert "10 events, 9 to 10." in await ben.presses("Later")
    assert "Later" not in ben.offered()
    assert "1 to 8" in await ben.presses("Earlier")
    assert "9 to 10" in await ben.types("/events page: 2")
    assert "This page is empty; the list has 10 events." in await ben.types("/events page: 9")


async def test_one_of_the_list_is_chosen_and_seen(ben, month):
    await ben.types("/events")
    choose = ben.shown.controls[0]
    words = await ben.presses("See one of them, answer, get reminders", choose.options[1].value)
    assert words.startswith("Reading circle")
    assert "Going" in ben.offered()


async def test_a_list_is_shown_to_the_room_without_anybodys_answers(world, ben, month):
    await ben.types("/event rsvp Reading circle, answer: going")
    await ben.types("/events this week")
    words = await ben.presses("Show it in this room")
    assert "on its way to #lounge" in words
    assert ("event.shared", "playground:demo/lounge") in await world.promised()
    await ben.types("/events mine")
    assert "Show it in this room" not in ben.offered()


async def test_a_programme_groups_events(ana, ben):
    words = await ana.types(
        "/programme create Educator Month, starts: 1 october 2014, ends: 31 october 2014, theme: PD"
    )
    assert "trouble" not in words
    assert "Educator Month" in words
    await plan(ana, "Kickoff, when: friday 5pm, programme: educator month", "Other, when: friday 6pm")
    listed = await ben.types("/programmes")
    assert "1 programme." in listed
    assert "1 event coming" in listed
    words = await ben.types("/events programme: educator")
    assert "Kickoff" in words
    assert "Other" not in words
    await ben.types("/programmes")
    assert "Kickoff" in await ben.presses(
        "See the events of a programme", ben.shown.controls[0].options[0].value
    )
    assert [choice.label for choice in await ben.is_suggested("events", "programme", "edu")] == [
        "Educator Month"
    ]


@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        ("/programme create !!, starts: 1 march, ends: 2 march", "needs a name"),
        ("/programme create A, starts: someday, ends: 2 march", "someday"),
        ("/programme create A, starts: 5 march, ends: 2 march", "before the first"),
        ("/events programme: nowhere", "no programme"),
        ("/events level: giants", "none of the choices"),
        ("/events page: -3", "-3"),
        ("/events page: ∞", "not a whole number"),
    ],
)
async def test_nonsense_is_answered_with_what_works(ana, command, trouble):
    words = await ana.types(command)
    assert trouble in words
    assert "/events" in words or "/programme create" in words or "Try" in words


async def test_without_programmes_the_list_says_how_to_start_one(ana):
    assert "/programme create" in await ana.types("/programmes")


def test_a_filter_survives_its_button():
    wanted = Filter(span=Span.WEEK, topic="équité & maths", level=Level.MIDDLE, programme="0123456789abcd")
    action = wanted.action("event.page", 16)
    assert action is not None
    assert Filter.parse(Action.parse(str(action)).arguments) == (wanted, 16)


def test_a_topic_too_long_for_a_button_turns_no_page():
    assert Filter(topic="x" * 90).action("event.page") is None


@pytest.mark.parametrize(
    "token", ["event.page", "event.page:z::::0", "event.page:a:9:::0", "event.page:a:::p:x"]
)
async def test_forged_page_buttons_get_a_kind_word(ben, token):
    assert "older list" in await ben.sends(Action.parse(token))


def test_this_week_ends_on_sunday_night_by_the_readers_clock():
    monday = datetime(2014, 10, 13, 13, tzinfo=UTC)
    assert Filter(span=Span.WEEK).until(monday, "America/New_York") == datetime(2014, 10, 20, 4, tzinfo=UTC)
    assert Filter(span=Span.TODAY).until(monday, "America/New_York") == datetime(2014, 10, 14, 4, tzinfo=UTC)
    assert Filter().until(monday, "America/New_York") is None
