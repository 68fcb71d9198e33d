"""One event, one's own answer and reminders, calendars, follows, and who was there."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from communitybot.conversation.actions import Action
from communitybot.events.commands.sheet import safe_cell


@pytest.fixture
async def circle(ana):
    await ana.types(
        "/event create Reading circle, when: friday 5pm, capacity: 1, hashtag: #ce14, topics: equity"
    )
    await ana.presses("Post it")


def files(person) -> dict[str, bytes]:
    return {file.name: file.content for file in person.shown.files}


async def test_an_answer_is_kept_changed_and_taken_back(ben, circle):
    words = await ben.types("/event rsvp Reading circle, answer: going")
    assert "You are going to Reading circle, [2014-10-17 21:00]." in words
    assert "I remind you" in words
    assert "You are going" in await ben.types("/event rsvp Reading circle, answer: going")
    assert "1 going" in await ben.types("/event show Reading circle")
    assert "You said maybe to Reading circle" in await ben.types("/event rsvp Reading circle, answer: maybe")
    assert "taken back" in await ben.presses("Take my answer back")
    assert "0 going, 0 maybe" in await ben.types("/event show Reading circle")


async def test_a_full_event_has_a_waiting_list_that_says_ones_place(ana, ben, circle):
    await ana.types("/event rsvp Reading circle, answer: going")
    assert "You are number 1 on the waiting list" in await ben.types(
        "/event rsvp Reading circle, answer: going"
    )
    assert "full" in await ben.types("/event show Reading circle")
    await ana.types("/event rsvp Reading circle, answer: can't")
    assert "You are going." in await ben.types("/event show Reading circle")


async def test_reminders_are_chosen_in_words_and_said_back_with_their_times(ben, circle):
    words = await ben.types("/event remind Reading circle, before: 1 day, 1 hour")
    assert "1 day before on [2014-10-16 21:00] at [2014-10-16 21:00]" in words
    assert "1 hour before on [2014-10-17 20:00]" in words
    assert "1 day before" in await ben.types("/event remind Reading circle")
    assert "no reminder of Reading circle" in await ben.presses("Change my reminders", "none")
    assert "1 week" not in await ben.types("/event remind Reading circle")


async def test_reminders_that_have_passed_are_named(ben, circle):
    words = await ben.types("/event remind Reading circle, before: 1 week, 1 hour")
    assert "Too late for: 1 week before." in words
    assert "too late" in await ben.types("/event remind Reading circle, before: 2 weeks")


async def test_reminders_of_a_series_go_for_each_date(ana, ben):
    await ana.types("/event create Chat, when: tuesday 7pm, repeat: every tuesday")
    await ana.presses("Post it")
    assert "each date of it" in await ben.types("/event remind Chat, before: 1 hour")


async def test_an_event_goes_into_a_calendar_as_a_file_and_as_an_address(ben, circle):
    words = await ben.types("/event calendar Reading circle")
    assert list(files(ben).values()) == [b"BEGIN:VCALENDAR Reading circle"]
    assert "https://bot.example/feeds/" in words
    address = words.split("https://bot.example/feeds/")[1].split(".ics")[0]
    await ben.presses("An address for my events")
    assert address not in str(ben.shown)
    await ben.presses("Revoke my addresses")
    assert "2 calendar addresses no longer work" in await ben.presses("Yes, revoke them")


async def test_revoking_twice_says_that_nothing_is_left(ben, circle):
    await ben.types("/event calendar feed: mine")
    await ben.presses("Revoke my addresses")
    asked = ben.shown
    assert "no longer works" in await ben.presses("Yes, revoke them")
    assert "no calendar address that still works" in await ben.presses("Yes, revoke them", on=asked)


async def test_revoking_is_asked_about_and_until_then_every_address_works(ben, circle):
    first = await ben.types("/event calendar feed: mine")
    assert "get no events from then on" in await ben.presses("Revoke my addresses")
    assert "Nothing has changed" in await ben.presses("Keep them")

    assert await ben.types("/event calendar feed: mine") == first


async def test_what_one_follows_is_listed_and_stopped(ben, circle):
    assert "You follow nothing" in await ben.types("/event follow")
    assert "You now follow #ce14" in await ben.types("/event follow #CE14")
    assert "You follow already" in await ben.types("/event follow #ce14")
    await ben.types("/event follow topic: Equity, host: Ana Ruiz")
    assert "You follow 3 things:" in await ben.types("/event follow")
    select = ben.shown.controls[0]
    topic = next(option.value for option in select.options if option.label.startswith("topic"))
    words = await ben.presses("Stop following one of them", topic)
    assert "You no longer follow events about equity." in words
    assert "You follow 2 things:" in words
    assert "You no longer follow #ce14" in await ben.types("/event follow #ce14, stop: yes")
    assert "You did not follow #ce14" in await ben.types("/event follow #ce14, stop: yes")
    assert [choice.value for choice in await ben.is_suggested("event follow", "topic", "eq")] == ["equity"]


async def test_being_there_is_said_near_the_event_only(world, ana, ben, circle):
    await ben.types("/event show Reading circle")
    assert "I'm here" not in ben.offered()
    assert "15 minutes before" in await ben.types("/event attendance Reading circle")
    assert ben.offered() == []
    world.clock.set(datetime(2014, 10, 17, 20, 50, tzinfo=UTC))
    await ben.types("/event show Reading circle")
    assert "Good to have you here." in await ben.presses("I'm here")
    assert "you were there" in await ben.types("/event show Reading circle")
    assert "1 person there." in await ana.types("/event attendance Reading circle")
    assert "Ben Okafor: there" in await ana.types("/event attendance Reading circle")


async def test_only_hosts_see_and_correct_who_was_there(world, ana, ben, circle):
    world.clock.set(datetime(2014, 10, 17, 21, 30, tzinfo=UTC))
    assert "Only its hosts see the list." in await ben.types("/event attendance Reading circle")
    words = await ana.types(
        "/event attendance Reading circle, person: Ben Okafor, present: yes, reason: By phone"
    )
    assert "Ben Okafor was there" in words
    assert "Ben Okafor: there (corrected: By phone)" in await ana.types("/event attendance Reading circle")
    refused = await ben.types("/event attendance Reading circle, person: Ana Ruiz, present: no, reason: Fun")
    assert "Only the hosts" in refused


async def test_attendance_comes_as_a_file_that_no_spreadsheet_is_tricked_with(world, ana, circle):
    world.clock.set(datetime(2014, 10, 17, 21, 30, tzinfo=UTC))
    tricky = world.person("=cmd|'/c calc'!A0")
    await tricky.types("/event show Reading circle")
    await tricky.presses("I'm here")
    await ana.types("/event attendance Reading circle, file: yes")
    ((name, content),) = files(ana).items()
    assert name == "attendance-reading-circle-2014-10-17.csv"
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert header[:2] == ["Name", "Present"]
    assert row[0].startswith("'=")
    await ana.types("/event attendance Reading circle")
    await ana.presses("As a file (CSV)")
    assert name in files(ana)


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|'/c calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "＝1+1",
        "\u200b=1",
        "\0=1",
        '"=HYPERLINK(""http://e"",""x"")',
        "\n=1",
    ],
)
def test_no_cell_begins_with_a_formula(cell):
    assert safe_cell(cell).startswith("'")
    assert safe_cell("Ana Ruiz") == "Ana Ruiz"


@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        ("/event rsvp Reading circle, answer: perhaps", "none of the choices"),
        ("/event rsvp Readings, answer: going", "The nearest: Reading circle"),
        ("/event remind Reading circle, before: soon", "not a length of time"),
        ("/event remind Reading circle, before: 90 days", "60 days"),
        ("/event calendar Nowhere", "I know no event"),
        ("/event follow two words", "one word"),
        ("/event follow topic: " + "x" * 99, "longer than 80"),
        ("/event follow stop: yes", "not what"),
        ("/event attendance Reading circle, person: Ben", "whether they were there"),
        ("/event attendance Reading circle, person: Ben, present: yes", "needs a reason"),
        ("/event attendance Reading circle, person: Nobody, present: yes, reason: A", "has not begun"),
        ("/event show " + "x" * 300, "200"),
        ("/event show @everyone <!channel> *x*", "I know no event"),
    ],
)
async def test_nonsense_is_answered_with_what_was_wrong_and_what_works(ana, circle, command, trouble):
    words = await ana.types(command)
    assert trouble in words
    assert "/event" in words
    assert "Sorry" not in words


@pytest.mark.parametrize(
    "token",
    [
        *(
            "event.rsvp",
            "event.rsvp:x",
            "event.rsvp:x:going",
            "event.rsvp:0123456789abcd@2014-10-17T17.00:perhaps",
        ),
        *(
            "event.more",
            "event.more:0123456789abcd",
            "event.pick",
            "event.here:x",
            "event.sheet:x",
            "event.edit:x",
        ),
        *("event.remind:x", "event.calendar:x", "event.subscribe:x", "event.unfollow", "event.programme"),
        *("event.post", "event.post:x", "event.change:x", "event.cancel:x:this", "event.cancel:x:soon"),
        *(
            "event.apply:x",
            "event.apply:x:y:z:this",
            "event.apply:x:y:z:soon",
            "event.leave:x",
            "event.discard:x",
        ),
    ],
)
async def test_forged_buttons_get_a_kind_word_and_do_nothing(ben, circle, token):
    before = await ben.types("/event show Reading circle")
    words = await ben.sends(Action.parse(token))
    assert words
    assert "Sorry" not in words
    assert await ben.types("/event show Reading circle") == before


async def test_what_is_over_takes_no_answer(world, ben, circle):
    world.clock.advance(timedelta(days=9))
    assert "over already" in await ben.types("/event rsvp Reading circle, answer: going")


async def test_reminders_that_have_passed_are_not_promised(ana, ben, circle):
    await ben.types("/event rsvp Reading circle, answer: going")
    told = await ben.types("/event remind Reading circle")

    assert "I remind you of Reading circle" in told
    assert "1 week before" not in told
    assert "1 day before" in told


async def test_who_has_not_answered_is_told_what_would_come(ana, ben, circle):
    told = await ben.types("/event remind Reading circle")
    assert "You have not answered Reading circle, so I send you nothing yet." in told
    assert "I remind you once you say going or maybe" in told

    await ben.types("/event remind Reading circle, before: 1 hour")
    assert "I remind you of Reading circle" in await ben.types("/event remind Reading circle")

    await ben.types("/event rsvp Reading circle, answer: cant")
    assert "You said you can't come" in await ben.types("/event remind Reading circle")
