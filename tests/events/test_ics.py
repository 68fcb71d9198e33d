"""Calendar files out, read back by a reader that is not ours."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from calendar_files import NEW_YORK, NOW, WEEKLY, ZONES, by_another, event, parts
from icalendar import Calendar

from communitybot.events import occurrences
from communitybot.events.calendars.ics import Series, calendar_of, calendar_of_occurrences
from communitybot.events.model import Change, Details, Host
from communitybot.moments import Every, Repeat, dates

CALENDARS = Path(__file__).parent / "calendars"


@pytest.mark.parametrize("zone", ZONES)
def test_an_independent_reader_finds_every_hour_of_a_year_of_clock_changes(zone):
    weekly = event(starts=datetime(2026, 1, 4, 19), zone=zone, repeat=Repeat(every=Every.WEEK))
    since, until = datetime(2026, 1, 10, tzinfo=UTC), datetime(2027, 1, 10, tzinfo=UTC)
    ours = [(one.start, one.end) for one in occurrences.expand(weekly, {}, since, until)]

    theirs = by_another(calendar_of("School", [Series(event=weekly)], through=until), since, until)

    assert len(ours) >= 52
    assert theirs == ours


@pytest.mark.parametrize("zone", ZONES)
def test_an_independent_reader_begins_in_skipped_and_doubled_hours_as_we_do(zone):
    """Only the starts: that reader takes an end by the wall clock, RFC 5545 (and we) by real time."""
    nightly = event(starts=datetime(2026, 1, 4, 2, 30), zone=zone, repeat=Repeat(every=Every.DAY))
    since, until = datetime(2026, 1, 10, tzinfo=UTC), datetime(2027, 1, 10, tzinfo=UTC)
    ours = [one.start for one in occurrences.expand(nightly, {}, since, until)]
    theirs = by_another(calendar_of("School", [Series(event=nightly)], through=until), since, until)

    assert [start for start, _ in theirs] == ours


@pytest.mark.parametrize("zone", ZONES)
def test_zones_written_into_the_file_agree_with_the_clocks_until_its_last_date(zone):
    """Whoever believes only the file's own VTIMEZONE sees the same hours."""
    weekly = event(
        starts=datetime(2026, 1, 4, 19), zone=zone, repeat=Repeat(every=Every.WEEK, until=date(2028, 12, 31))
    )
    content = calendar_of("School", [Series(event=weekly)])
    zones = Calendar.from_ical(content).walk("VTIMEZONE")
    written = zones[0].to_tz(lookup_tzid=False) if zones else ZoneInfo(zone)

    for wall in dates(weekly.repeat, weekly.starts):
        assert wall.replace(tzinfo=written).utcoffset() == wall.replace(tzinfo=ZoneInfo(zone)).utcoffset(), (
            wall
        )
    assert len(content) < 6_000


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/London", "Australia/Lord_Howe"])
def test_the_golden_file_of_a_zone_is_still_what_is_written(zone):
    """Calendars kept from earlier: a change of their bytes makes every subscriber load them again."""
    weekly = event(
        starts=datetime(2026, 10, 18, 1, 30),
        zone=zone,
        repeat=Repeat(every=Every.WEEK, count=8),
        details=Details(
            title="Night reading, café", description="Bring a book;\nor two", hosts=(Host("Maria"),)
        ),
    )
    moved = Change(
        event="e1", original=datetime(2026, 10, 25, 1, 30), starts=datetime(2026, 10, 26, 2), revision=1
    )
    content = calendar_of("School", [Series(event=weekly, changes=(moved,))])
    golden = CALENDARS / f"ours-{zone.replace('/', '-')}.ics"

    assert content == golden.read_bytes()


def test_a_series_shows_its_moved_and_cancelled_dates():
    series = event(repeat=WEEKLY, revision=3)
    changes = (
        Change(event="e1", original=datetime(2026, 12, 8, 19), starts=datetime(2026, 12, 9, 18), revision=2),
        Change(
            event="e1", original=datetime(2026, 12, 15, 19), cancelled=True, cancel_reason="Snow", revision=3
        ),
    )
    master, moved, cancelled = parts(calendar_of("School", [Series(event=series, changes=changes)]))

    assert (master["SEQUENCE"], str(master["STATUS"])) == (3, "CONFIRMED")
    assert moved["RECURRENCE-ID"].dt == datetime(2026, 12, 8, 19, tzinfo=ZoneInfo(NEW_YORK))
    assert moved["DTSTART"].dt == datetime(2026, 12, 9, 18, tzinfo=ZoneInfo(NEW_YORK))
    assert str(cancelled["STATUS"]) == "CANCELLED"
    assert str(cancelled["DESCRIPTION"]) == "Cancelled: Snow"


def test_a_rule_ends_in_utc_beside_moments_and_with_a_day_beside_days():
    until = Repeat(every=Every.WEEK, until=date(2026, 12, 22))
    timed = parts(calendar_of("School", [Series(event=event(repeat=until))]))[0]
    whole = event(repeat=until, all_day=True, starts=datetime(2026, 12, 1), length=timedelta(days=1))
    days = parts(calendar_of("School", [Series(event=whole)]))[0]

    assert timed["RRULE"]["UNTIL"] == [datetime(2026, 12, 23, 4, 59, 59, tzinfo=UTC)]
    assert days["RRULE"]["UNTIL"] == [date(2026, 12, 22)]


def test_whole_days_are_dates_in_every_zone():
    for zone in ZONES:
        one = event(zone=zone, all_day=True, starts=datetime(2026, 3, 8), length=timedelta(days=2))
        part = parts(calendar_of_occurrences("School", [occurrences.occurrence(one, one.starts)]))[0]

        assert (part["DTSTART"].dt, part["DTEND"].dt) == (date(2026, 3, 8), date(2026, 3, 10))
        assert b"DTSTART;VALUE=DATE:20260308" in part.to_ical()


def test_an_end_in_the_second_of_two_equal_hours_keeps_its_moment():
    late = event(starts=datetime(2026, 11, 1, 0, 30), length=timedelta(hours=2))
    part = parts(calendar_of("School", [Series(event=late)]))[0]

    assert part["DTEND"].dt.astimezone(UTC) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_equal_events_give_equal_bytes_in_any_order():
    one, other = event(), event(id="e2", uid="e2@communitybot")

    assert calendar_of("S", [Series(event=one), Series(event=other)]) == calendar_of(
        "S", [Series(event=other), Series(event=one)]
    )


def test_calendars_are_told_how_often_to_look_again():
    content = calendar_of("School", [])

    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in content
    assert b"X-PUBLISHED-TTL:PT1H" in content


HOSTILE = (
    "Party\r\nATTENDEE:mailto:e@evil",
    "Party\rX-EVIL:1",
    "Party\nEND:VEVENT\nEND:VCALENDAR",
    "Party\u2028X-EVIL:1\u2029\x85\x0b\x0c\x1cX-EVIL:2",
    "a;b,c\\d\\n\\N",
    "\U0001f389" * 80,
    "x\u202egnp.exe\u2066\u200f",
    '";VALUE=URI:http://e.example',
    "\x00\x07\ud800",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_property_or_a_component(text):
    """S5: the tree of components and property names are those of a harmless event."""
    words = Details(
        title=text, description=text, place=text, link=text, hashtag=text, topics=(text,), hosts=(Host(text),)
    )
    plain = Details(title="x", description="x", place="x", topics=("x",), hosts=(Host("x"),))
    content = calendar_of(text, [Series(event=event(details=words, uid=text, cancel_reason=text))])
    harmless = calendar_of("x", [Series(event=event(details=plain))])

    def names(written: bytes) -> list[list[str]]:
        return [
            sorted(part.keys()) for part in Calendar.from_ical(written).walk() if part.name != "VTIMEZONE"
        ]

    assert names(content) == names(harmless)
    assert "ATTENDEE" not in str(names(content))
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # a fold never splits a code point
    assert not {"\r", "\n", "\x85", "\u2028", "\u202e"} & set(content.decode().replace("\r\n", ""))


def test_an_address_that_is_none_never_becomes_a_url():
    for link in ("https://x.example/\r\nX-EVIL:1", "javascript:alert(1)", "https://a.example\rX:1"):
        part = parts(calendar_of("S", [Series(event=event(details=Details(title="x", link=link)))]))[0]

        assert "URL" not in part


def test_a_person_keeps_one_entry_a_date_whatever_changes():
    series = event(repeat=WEEKLY)
    second = occurrences.occurrence(series, datetime(2026, 12, 8, 19))
    moved = replace(
        second, starts=datetime(2026, 12, 9, 18), start=second.start + timedelta(hours=23), revision=4
    )

    before, after = (
        parts(calendar_of_occurrences("S", [one]))[0]
        for one in (second, replace(moved, end=moved.start + timedelta(hours=1)))
    )

    assert str(before["UID"]) == str(after["UID"]) == "20261208T1900-e1@communitybot"
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 4)


def test_a_date_that_a_series_leaves_out_is_no_date_to_calendars_either():
    weekly = event(repeat=replace(WEEKLY, without=(date(2026, 12, 8),)))
    calendar = Calendar.from_ical(calendar_of("c", [Series(event=weekly, changes=())], through=NOW))
    read = recurring_ical_events.of(calendar).between(NOW, NOW + timedelta(days=60))

    assert [each["DTSTART"].dt.date().day for each in read] == [1, 15, 22]
    assert [day.day for day in dates(weekly.repeat, weekly.starts)] == [1, 15, 22]
