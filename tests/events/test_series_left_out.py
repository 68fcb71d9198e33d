"""Dates that a series leaves out go along when it is moved, and count when it is split."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from datetime import UTC, date, datetime, timedelta

from communitybot.events.model import Details, Event, Status
from communitybot.events.series import moved, split
from communitybot.moments import Every, Repeat, dates
from communitybot.storage.events_rows import rule_of, rule_text

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
RULE = Repeat(every=Every.WEEK, weekdays=(1,), count=5, without=(date(2026, 12, 8),))
SERIES = Event(
    id="e1",
    community="c1",
    uid="e1@communitybot",
    details=Details(title="Reading circle"),
    starts=datetime(2026, 12, 1, 19),
    zone="America/New_York",
    length=timedelta(hours=1),
    repeat=RULE,
    status=Status.OPEN,
    created_at=NOW,
    changed_at=NOW,
)


def days(event):
    return [f"{day:%d %b}" for day in dates(event.repeat, event.starts)]


def test_a_moved_series_leaves_out_the_same_dates():
    assert days(SERIES) == ["01 Dec", "15 Dec", "22 Dec", "29 Dec"]
    assert days(moved(SERIES, timedelta(days=1))) == ["02 Dec", "16 Dec", "23 Dec", "30 Dec"]


def test_a_split_series_has_no_more_dates_than_before():
    first, second = split(SERIES, datetime(2026, 12, 22, 19), now=NOW)

    assert days(first) + days(second) == days(SERIES)


def test_what_is_left_out_is_stored_and_older_rules_are_read():
    assert rule_of(rule_text(RULE)) == RULE
    assert rule_of(rule_text(Repeat(every=Every.DAY)).replace(',"without":[]', "")) == Repeat(every=Every.DAY)
