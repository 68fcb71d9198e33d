"""Calendar files out, read back by a reader that is not ours."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from communitybot.events import occurrences
from communitybot.events.calendars.comparing import exceptions_read, exceptions_stored, merged, same
from communitybot.events.calendars.ics import Series, calendar_of, calendar_of_occurrences
from communitybot.events.calendars.reading import read_calendar
from communitybot.events.details import tidied
from communitybot.events.model import Change, Details, Event, Host, Kind, Level, Status
from communitybot.moments import Every, Repeat, ShortMonth, dates

CALENDARS = Path(__file__).parent / "calendars"
NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"
WEEKLY = Repeat(every=Every.WEEK, count=4)
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)


def event(**what) -> Event:
    usual = {
        "id": "e1",
        "community": "c1",
        "uid": "e1@communitybot",
        "details": Details(title="Reading circle"),
        "starts": datetime(2026, 12, 1, 19),
        "zone": NEW_YORK,
        "length": timedelta(hours=1),
        "status": Status.OPEN,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Event(**{**usual, **what})


def parts(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def by_another(content: bytes, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """Starts and ends in UTC, as an independent reader expands them."""
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(since, until)
    return sorted((one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in found)


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


# Any event that can be kept is written so that it is read back equal.

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40)
LENGTHS = st.integers(1, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def repeats(draw, starts: datetime):
    every = draw(st.sampled_from(list(Every)))
    ending = draw(st.sampled_from(["count", "until", "never"]))
    monthly = every in {Every.MONTH, Every.YEAR}
    named = draw(st.sampled_from(["", "day", "rank"])) if monthly else ""
    last_day = (starts + timedelta(days=1)).day == 1
    return Repeat(
        every=every,
        interval=draw(st.integers(1, 5)),
        weekdays=(starts.weekday(),) if every is Every.WEEK and draw(st.booleans()) else (),
        week_start=draw(st.integers(0, 6)) if every is Every.WEEK else 0,
        day=starts.day if named == "day" else None,
        nth=((starts.day - 1) // 7 + 1, starts.weekday()) if named == "rank" else None,
        month=starts.month if every is Every.YEAR and named else None,
        short=ShortMonth.LAST_DAY if named == "day" and last_day and draw(st.booleans()) else ShortMonth.SKIP,
        count=draw(st.integers(1, 30)) if ending == "count" else None,
        until=starts.date() + timedelta(days=draw(st.integers(0, 900))) if ending == "until" else None,
    )


@st.composite
def details(draw):
    return tidied(
        Details(
            title=f"T{draw(TEXTS)}",
            description=draw(TEXTS),
            kind=draw(st.sampled_from(list(Kind))),
            level=draw(st.sampled_from(list(Level))),
            hosts=tuple(Host(name) for name in draw(st.lists(TEXTS, max_size=2))),
            place=draw(TEXTS),
            link=draw(st.sampled_from(["", "https://example.org/a,b;c?d=e"])),
            hashtag=draw(st.sampled_from(["", "ce14"])),
            topics=tuple(draw(st.lists(TEXTS, max_size=3))),
            capacity=draw(st.none() | st.integers(1, 100)),
        )
    )


@st.composite
def series(draw):
    all_day = draw(st.booleans())
    starts = draw(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))).replace(second=0, microsecond=0)
    starts = datetime.combine(starts.date(), datetime.min.time()) if all_day else starts
    repeat = draw(st.none() | repeats(starts))
    cancelled = draw(st.booleans())
    whole = event(
        details=draw(details()),
        starts=starts,
        zone=draw(st.sampled_from([*ZONES, "UTC"])),
        length=timedelta(days=draw(st.integers(1, 60))) if all_day else draw(LENGTHS),
        all_day=all_day,
        repeat=repeat,
        status=Status.CANCELLED if cancelled else Status.OPEN,
        cancel_reason=draw(st.sampled_from(["", "Snow"])) if cancelled else "",
        revision=draw(st.integers(0, 9)),
    )
    changes = []
    if repeat is not None:
        for original in [each for each, _ in zip(dates(repeat, starts), range(3), strict=False)]:
            gone = draw(st.booleans())
            day = timedelta(days=draw(st.integers(0, 3)))
            changes.append(
                Change(
                    event="e1",
                    original=original,
                    starts=original + day if day else None,
                    details=draw(st.none() | details()),
                    cancelled=gone,
                    cancel_reason="Ill" if gone else "",
                )
            )
    return Series(event=whole, changes=tuple(changes))


@settings(max_examples=120, deadline=None)
@given(series())
def test_any_event_is_read_back_equal(one):
    content = calendar_of("School", [one])
    found = read_calendar(content, zone="Asia/Tokyo", now=NOW)
    again = merged(found.events[0], one.event)

    assert (found.unread, found.problems, len(found.events)) == (0, (), 1)
    assert same(one.event, again), (one.event, again)
    assert exceptions_read(found.events[0], again) == exceptions_stored(one.changes, one.event)
    assert found.events[0].uid == one.event.uid
    assert found.events[0].sequence == one.event.revision


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
