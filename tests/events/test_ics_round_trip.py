"""Any event that can be kept is written so that it is read back equal."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from datetime import datetime, timedelta

from calendar_files import NOW, ZONES, event
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.events.calendars.comparing import exceptions_read, exceptions_stored, merged, same
from communitybot.events.calendars.ics import Series, calendar_of
from communitybot.events.calendars.reading import read_calendar
from communitybot.events.details import tidied
from communitybot.events.model import Change, Details, Host, Kind, Status
from communitybot.moments import Every, Repeat, ShortMonth, dates
from communitybot.people.model import Level

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
