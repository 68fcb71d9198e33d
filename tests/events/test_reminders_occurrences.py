"""Dates by the wall clock: gaps, folds, exceptions and old keys; no clock and no storage."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import UTC, datetime, timedelta

from communitybot.events import occurrences, series
from communitybot.events.model import Change, Details, Event, Status
from communitybot.moments import Repeat
from communitybot.moments.repeat import Every

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def event(starts, **more):
    given = {
        "id": "e",
        "community": "c",
        "uid": "u",
        "details": Details(title="T"),
        "zone": "America/New_York",
        "length": timedelta(hours=1),
        "status": Status.OPEN,
        "created_at": LONG_AGO,
        "changed_at": LONG_AGO,
    }
    return Event(starts=starts, **(given | more))


def test_a_series_keeps_its_wall_clock_through_gap_and_fold():
    nightly = event(datetime(2026, 3, 1, 2, 30), repeat=Repeat(every=Every.WEEK))
    spring = occurrences.expand(
        nightly, {}, datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 17, tzinfo=UTC)
    )

    assert [one.starts for one in spring] == [datetime(2026, 3, 8, 2, 30), datetime(2026, 3, 15, 2, 30)]
    assert [one.start.hour for one in spring] == [7, 6]  # the gap moves the first forward by its hour


def test_a_moved_date_counts_where_it_is_now():
    weekly = event(datetime(2026, 1, 6, 19, 0), repeat=Repeat(every=Every.WEEK))
    original = datetime(2026, 6, 2, 19, 0)
    changes = {original: Change(event="e", original=original, starts=datetime(2026, 6, 20, 9, 0))}
    window = (datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 21, tzinfo=UTC))

    found = [one.starts for one in occurrences.expand(weekly, changes, *window)]
    assert found == [datetime(2026, 6, 9, 19, 0), datetime(2026, 6, 16, 19, 0), datetime(2026, 6, 20, 9, 0)]


def test_a_key_made_before_a_move_still_finds_its_date():
    weekly = event(datetime(2026, 1, 6, 19, 0), repeat=Repeat(every=Every.WEEK, weekdays=(1,)))
    moved = series.moved(weekly, timedelta(days=1, hours=1))

    assert moved.repeat == Repeat(every=Every.WEEK, weekdays=(2,))
    assert occurrences.resolve(moved, datetime(2026, 1, 13, 19, 0)) == datetime(2026, 1, 14, 20, 0)
    assert occurrences.resolve(moved, datetime(2026, 1, 15, 19, 0)) is None


def test_a_hostile_key_names_nothing():
    assert occurrences.parse_key("e@2026-13-45T99.99") == ("", None)
    assert occurrences.parse_key("e@2026-12-01T19.00") == ("e", datetime(2026, 12, 1, 19, 0))
