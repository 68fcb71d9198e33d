"""Foreign calendars: what the programs people use write, and what nobody should write."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communitybot.events.calendars.reading import read_calendar
from communitybot.events.model import Kind
from communitybot.people.model import Level

CALENDARS = Path(__file__).parent / "calendars"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
NEW_YORK = "America/New_York"


def read(content: bytes | str):
    content = content.encode() if isinstance(content, str) else content
    return read_calendar(content, zone=NEW_YORK, now=NOW)


def read_file(name: str):
    found = read((CALENDARS / f"{name}.ics").read_bytes())
    return found, {event.details.title: event for event in found.events}


def calendar(*events: str, head: str = "") -> str:
    body = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{body}END:VCALENDAR\n"


def test_a_google_calendar_keeps_its_series_exceptions_and_zone():
    found, events = read_file("google")
    planning = events["Team planning"]
    moved, dropped = planning.changes

    assert (found.unread, found.problems, found.zone) == (0, (), "America/Chicago")
    assert planning.repeat.words() == "every Tuesday until 12 January 2027"
    assert (planning.starts, planning.zone) == (datetime(2026, 12, 1, 16), "America/Chicago")
    assert moved.original == datetime(2026, 12, 15, 16)
    assert (moved.starts, moved.details.title) == (
        datetime(2026, 12, 16, 9),
        "Team planning, moved to Wednesday",
    )
    assert (dropped.original, dropped.cancelled) == (datetime(2026, 12, 22, 16), True)
    assert planning.sequence == 3


def test_html_descriptions_become_words_and_meeting_links_are_found():
    details = read_file("google")[1]["Team planning"].details

    assert details.description == "Bring one question each.\n\nNotes: here & there"
    assert details.link == "https://meet.example.com/abc-defg-hij"
    assert details.place == "Room 12, second floor"
    assert [host.name for host in details.hosts] == ["Grade 4 team"]


def test_a_moment_in_utc_is_meant_in_the_zone_its_calendar_names():
    fair = read_file("google")[1]["Book fair evening"]

    assert (fair.starts, fair.zone) == (datetime(2026, 12, 4, 19), "America/Chicago")
    assert fair.length == timedelta(hours=1, minutes=30)


def test_whole_days_stay_whole_days():
    winter = read_file("google")[1]["Winter break"]
    training = read_file("exchange")[1]["Teacher training day"]

    assert (winter.starts, winter.length, winter.all_day) == (
        datetime(2026, 12, 24),
        timedelta(days=11),
        True,
    )
    assert (training.starts, training.length, training.all_day) == (
        datetime(2026, 12, 11),
        timedelta(days=1),
        True,
    )


def test_one_date_of_a_series_that_is_elsewhere_is_an_event_of_its_own():
    guest = read_file("google")[1]["Guest in somebody's series"]

    assert guest.repeat is None
    assert guest.uid == "20261210T0900-guest-series@google.com"


def test_windows_zone_names_and_zones_only_the_file_knows_are_understood():
    _, events = read_file("exchange")

    assert events["Department meeting"].zone == NEW_YORK
    assert events["Department meeting"].repeat.words() == "the first Monday of every month"
    assert events["West coast call"].zone == "America/Los_Angeles"
    assert events["West coast call"].repeat.words() == "every other Wednesday, 4 times"


def test_times_without_a_zone_are_meant_where_the_community_is():
    lunch = read_file("apple")[1]["Lunch, wherever I am"]

    assert (lunch.starts, lunch.zone) == (datetime(2026, 12, 9, 12), NEW_YORK)


def test_a_wordpress_calendar_with_a_broken_line_and_a_broken_event():
    found, events = read_file("wordpress")
    edcamp = events["EdCamp winter & open house"].details

    assert (edcamp.kind, edcamp.level, edcamp.topics) == (Kind.EDCAMP, Level.HIGH_SCHOOL, ("Teaching Ideas",))
    assert edcamp.hosts[0].name == "Ana Ruiz"
    assert events["Webinar (cancelled)"].cancelled
    assert found.unread == 1
    assert any("Broken date" in problem for problem in found.problems)


def test_a_half_broken_file_gives_its_whole_events_and_names_the_others():
    found, events = read_file("half-broken")

    assert set(events) == {"A whole one", "After the break"}
    assert found.unread == 3
    assert len(found.problems) == 3


def test_a_series_is_not_read_without_its_exception():
    broken, events = read_file("broken-off-exception")

    assert set(events) == {"A whole one"}
    assert any("series@example.org" in problem for problem in broken.problems)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ("DTSTART:nonsense", "DTSTART"),
        ("SUMMARY:x", "no DTSTART"),
        ("DTSTART:20261201T190000\nDTEND:20261201T180000", "ends before"),
        ("DTSTART:20261201T190000\nDTEND;VALUE=DATE:20261202", "begins with a day"),
        ("DTSTART:20261201T190000\nDTEND:20261201T200000Z", "names a zone"),
        ("DTSTART;TZID=Nowhere/Odd:20261201T190000", "Nowhere/Odd"),
        ("DTSTART:20261201T190000\nRRULE;FREQ=WEEKLY", "RRULE"),
        ("DTSTART:20261201T190000\nRRULE:FREQ=WEEKLY\nEXDATE:bad", "EXDATE"),
        ("DTSTART:20261201T190000\nRRULE:FREQ=SECONDLY;COUNT=999999999", "more often"),
        ("DTSTART:20261201T190000\nRRULE:FREQ=DAILY;INTERVAL=0", "next date"),
        ("DTSTART:20261201T190000\nDTEND:20301201T190000", "more than a year"),
        ("DTSTART:00010101T000000", "DTSTART"),
        ("DTSTART:20261201T190000\nDTSTART:20261202T190000", "more than one"),
    ],
)
def test_what_cannot_be_meant_is_left_out_with_a_reason(times, why):
    found = read(calendar(f"UID:1\n{times}"))

    assert not found.events
    assert found.unread == 1
    assert why in found.problems[0]


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        ("RRULE:FREQ=MONTHLY;BYDAY=1TH,3TH;COUNT=3", ["20261203", "20261217", "20270107"]),
        ("RDATE:20261210T190000,20261211T190000", ["20261203", "20261210", "20261211"]),
        ("RRULE:FREQ=WEEKLY;COUNT=2\nRDATE:20261205T190000", ["20261203", "20261205", "20261210"]),
    ],
)
def test_series_no_rule_of_ours_holds_become_single_dates_and_the_report_says_so(rule, starts):
    found = read(calendar(f"UID:odd\nSUMMARY:Odd\nDTSTART:20261203T190000\n{rule}"))

    assert [event.uid for event in found.events] == [f"{day}T1900-odd" for day in starts]
    assert all(event.repeat is None for event in found.events)
    assert found.unread == 0
    assert "one by one" in found.problems[0]


def test_a_change_of_this_and_all_following_is_followed():
    found = read(
        calendar(
            "UID:r\nDTSTART:20261203T190000\nRRULE:FREQ=WEEKLY;COUNT=3",
            "UID:r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261210T190000\nDTSTART:20261210T200000",
        )
    )

    assert [event.starts.hour for event in found.events] == [19, 20, 20]


def test_a_date_taken_out_of_an_odd_series_matters_only_to_those_who_had_it():
    found = read(
        calendar(
            "UID:odd\nDTSTART:20261203T190000\nRRULE:FREQ=MONTHLY;BYDAY=1TH,3TH;COUNT=3\nEXDATE:20261217T190000"
        )
    )
    dropped = [event for event in found.events if event.only_if_known]

    assert [event.uid for event in dropped] == ["20261217T1900-odd"]
    assert dropped[0].cancelled


def test_exceptions_that_name_no_date_of_the_series_are_ignored():
    found = read(
        calendar("UID:1\nDTSTART:20261203T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261204T190000")
    )

    assert found.events[0].changes == ()


def test_a_bare_date_as_exception_means_the_usual_hour():
    found = read(
        calendar("UID:1\nDTSTART:20261203T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20261210")
    )

    assert found.events[0].changes[0].original == datetime(2026, 12, 10, 19)


def test_the_second_of_two_equal_hours_keeps_its_moment():
    found = read(calendar("UID:1\nDTSTART:20261101T063000Z", head="X-WR-TIMEZONE:America/New_York"))

    assert (found.events[0].starts, found.events[0].zone) == (datetime(2026, 11, 1, 6, 30), "UTC")


def test_lengths_are_real_hours_across_a_clock_change():
    night = (
        "UID:1\nDTSTART;TZID=America/New_York:20261031T220000\nDTEND;TZID=America/New_York:20261101T060000"
    )

    assert read(calendar(night)).events[0].length == timedelta(hours=9)


def test_a_calendar_that_cancels_cancels():
    assert read(calendar("UID:1\nDTSTART:20261203T190000", head="METHOD:CANCEL")).events[0].cancelled


def test_two_different_events_under_one_uid_are_not_guessed_at():
    found = read(calendar("UID:1\nDTSTART:20261203T190000", "UID:1\nDTSTART:20261204T190000"))

    assert found.unread == 1


def test_overlong_words_are_cut_visibly():
    found = read(calendar(f"UID:1\nDTSTART:20261203T190000\nSUMMARY:{'a' * 500}\nDESCRIPTION:{'b' * 9000}"))
    details = found.events[0].details

    assert (len(details.title), details.title[-1]) == (120, "…")
    assert (len(details.description), details.description[-1]) == (2000, "…")


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "TZID:X",
        "END:VTIMEZONE",
        "UID:1",
        "DTSTART:20261203T190000",
        "DTSTART;TZID=X:20261203T190000",
        "DTSTART;VALUE=DATE:20261203",
        "DTEND:20261203T200000Z",
        "DURATION:-P99999D",
        "RRULE:FREQ=YEARLY;BYDAY=53MO",
        "RRULE:FREQ=WEEKLY;UNTIL=99991231",
        "RDATE;VALUE=PERIOD:20261203T190000Z/PT1H",
        "EXDATE:20261203",
        "EXDATE;TZID=Nowhere:20261203T190000",
        "RECURRENCE-ID:20261203T190000",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203",
        "SEQUENCE:x",
        "SUMMARY;LANGUAGE=en:a\\,b",
        "CATEGORIES:",
        "ORGANIZER:",
        'X-COMMUNITYBOT-EVENT:{"v":1,"hosts":7}',
        'X-COMMUNITYBOT-EVENT:{"v":1,"zone":"UTC","topics":[["x"]]}',
        "X-WR-TIMEZONE:../../etc/passwd",
        "STATUS:CANCELLED",
        " folded",
        "",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25))
@example(["BEGIN:VCALENDAR"] * 20)
def test_no_order_of_lines_raises(lines):
    found = read("\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]))

    assert found.events or found.problems


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"")
@example(b"\xff\xfeB\x00E\x00")
@example(b"BEGIN:VCALENDAR\r\n" * 5000)
def test_no_bytes_raise(content):
    found = read(content)

    assert found.problems
    assert found.unread >= 1
