"""Dates as people type them, to come and gone by."""

from datetime import UTC, date, datetime

import pytest

from communitybot.errors import Misread
from communitybot.ideas.dates_read import read_coming, read_past

NOW = datetime(2026, 12, 2, 3, tzinfo=UTC)  # Tuesday evening, 1 December, in New York
HERE = {"now": NOW, "zone": "America/New_York"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("in 3 weeks", date(2026, 12, 22)),
        ("friday", date(2026, 12, 4)),
        ("3 march", date(2027, 3, 3)),
        ("Wed 3 Mar 2027", date(2027, 3, 3)),  # as forms show it
        ("2027-03-03", date(2027, 3, 3)),
        ("tomorrow 8pm", date(2026, 12, 2)),
    ],
)
def test_a_date_to_come(typed, meant):
    assert read_coming(typed, field="reply_by", **HERE) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 12, 1)),
        ("Yesterday", date(2026, 11, 30)),
        ("last friday", date(2026, 11, 27)),
        ("tuesday", date(2026, 11, 24)),
        ("2 weeks ago", date(2026, 11, 17)),
        ("30 Nov", date(2026, 11, 30)),
        ("Dec 24", date(2025, 12, 24)),
        ("on Mon 30 Nov 2026", date(2026, 11, 30)),
        ("march 3rd, 2026", date(2026, 3, 3)),
        ("2026-11-02", date(2026, 11, 2)),
        ("11/2/2026", date(2026, 11, 2)),
    ],
)
def test_a_date_gone_by(typed, meant):
    assert read_past(typed, field="on", **HERE) == meant


@pytest.mark.parametrize("typed", ["", "soon", "31 february", "99/99", "0000-00-00", "monday week", "x" * 60])
def test_what_is_no_date_is_refused_with_one_that_works(typed):
    for read in (read_coming, read_past):
        with pytest.raises(Misread) as told:
            read(typed, field="on", **HERE)
        assert told.value.field == "on"
        assert told.value.example
