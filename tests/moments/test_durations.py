"""Lengths of time in words, and the offsets of reminders."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.moments import Unreadable, read_duration, read_offsets

MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
LENGTHS = [
    ("90 minutes", 90 * MINUTE),
    ("1h", HOUR),
    ("1h30", 90 * MINUTE),
    ("1h 30m", 90 * MINUTE),
    ("1.5 hours", 90 * MINUTE),
    ("2½ hours", 150 * MINUTE),
    ("an hour and a half", 90 * MINUTE),
    ("one and a half hours", 90 * MINUTE),
    ("half an hour", 30 * MINUTE),
    ("three quarters of an hour", 45 * MINUTE),
    ("1 hour and 15 minutes", 75 * MINUTE),
    ("45min", 45 * MINUTE),
    ("2 days", 2 * DAY),
    ("1 week", WEEK),
    ("at the start", timedelta()),
]


@pytest.mark.parametrize(("phrase", "wanted"), LENGTHS, ids=[row[0] for row in LENGTHS])
def test_a_length_is_read(phrase, wanted):
    assert read_duration(phrase) == wanted


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("90", "minutes, hours or days"),
        ("2 months", "not all equally long"),
        ("long", "not a length of time I know"),
        ("2 hours friday", "*friday*"),
        ("400 days", "more than a year"),
        ("0 minutes", "no time at all"),
        ("-5 minutes", "not a length"),
    ],
)
def test_what_is_no_length_is_refused(phrase, part):
    with pytest.raises(Unreadable, match=part.replace("*", r"\*")) as refusal:
        read_duration(phrase)

    assert read_duration(refusal.value.example)


OFFSETS = [
    ("1 week, 1 day, 1 hour, 15 minutes, start", (WEEK, DAY, HOUR, 15 * MINUTE, timedelta())),
    ("15 minutes, 1 day, 1 day", (DAY, 15 * MINUTE)),
    ("1 day and 1 hour", (DAY, HOUR)),
    ("1 day before, 1 hour before, and at the start", (DAY, HOUR, timedelta())),
    ("an hour and a half", (90 * MINUTE,)),
    ("none", ()),
]


@pytest.mark.parametrize(("phrase", "wanted"), OFFSETS, ids=[row[0] for row in OFFSETS])
def test_offsets_are_read_largest_first_and_once(phrase, wanted):
    assert read_offsets(phrase) == wanted


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("61 days, 1 hour", "60 days before is the earliest"),
        (", ".join(f"{number} hours" for number in range(1, 10)), "between 1 and 8"),
        ("1 day, soon", "not a length"),
        (",", "between 1 and 8"),
    ],
)
def test_offsets_that_cannot_be_kept_are_refused(phrase, part):
    with pytest.raises(Unreadable, match=part) as refusal:
        read_offsets(phrase)

    assert read_offsets(refusal.value.example)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.integers(0, 60 * 24 * 60), min_size=1, max_size=8))
def test_any_offsets_in_minutes_come_back_sorted(minutes):
    phrase = ", ".join(f"{minute} minutes" if minute else "start" for minute in minutes)

    assert read_offsets(phrase) == tuple(sorted({minute * MINUTE for minute in minutes}, reverse=True))
