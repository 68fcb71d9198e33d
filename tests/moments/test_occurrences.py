# ruff: noqa: DTZ001 - wall-clock times have no zone
"""Occurrences agree with dateutil and with a plain look at every day of the calendar."""

import calendar
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.moments import Every, Repeat, ShortMonth, at, dates, from_rrule, next_after, read_repeat

FIRSTS = st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
ZONES = st.sampled_from(
    ["America/New_York", "Europe/London", "Africa/Cairo", "America/Nuuk", "Australia/Lord_Howe", "Asia/Tokyo"]
)
RANKS = st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), st.integers(0, 6))


@st.composite
def rules(draw, *, filled=False, ends=True):
    """Draw any rule; `filled` ones leave nothing to the first occurrence."""
    every = draw(st.sampled_from(Every))
    kept = {"every": every, "interval": draw(st.integers(1, 5) | st.integers(1, 99))}
    if every is Every.WEEK:
        kept["weekdays"] = tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=int(filled)))))
        kept["week_start"] = 0 if filled or kept["interval"] == 1 else draw(st.integers(0, 6))
    if every in {Every.MONTH, Every.YEAR}:
        if every is Every.YEAR:
            kept["month"] = draw(st.integers(1, 12))
        days = calendar.monthrange(2024, kept.get("month", 1))[1]
        if draw(st.booleans()):
            kept["nth"] = draw(RANKS)
        elif filled or draw(st.booleans()):
            kept["day"] = draw(st.integers(1, days) | st.integers(28, days))
            if kept["day"] >= 29 and (every is Every.MONTH or kept["month"] == 2):
                kept["short"] = draw(st.sampled_from(ShortMonth))
    if every is Every.YEAR and not {"nth", "day"} & kept.keys() and draw(st.booleans()):
        del kept["month"]
    if ends:
        match draw(st.sampled_from(["never", "until", "count"])):
            case "until":
                kept["until"] = draw(st.dates(date(2026, 1, 1), date(2040, 12, 31)))
            case "count":
                kept["count"] = draw(st.integers(1, 60))
    return Repeat(**kept)


@settings(deadline=None, max_examples=80)
@given(rules(), FIRSTS)
def test_dates_are_those_of_dateutil(rule, first):
    horizon = first + timedelta(days=366 * 60)
    theirs = list(islice(rrulestr(rule.to_rrule(), dtstart=first).xafter(first, inc=True), 25))
    theirs = [moment for moment in theirs if moment < horizon]

    ours = [moment for moment in islice(dates(rule, first), 25) if moment < horizon]
    assert ours == theirs


@settings(deadline=None, max_examples=80)
@given(rules(), FIRSTS, ZONES, st.integers(-400, 4000), st.integers(0, 24 * 60))
def test_the_next_one_is_that_of_dateutil_placed_by_the_wall_clock(rule, first, zone, days, minutes):
    after = at(first, zone) + timedelta(days=days, minutes=minutes)
    near = after.replace(tzinfo=None) - timedelta(days=3)
    theirs = rrulestr(rule.to_rrule(), dtstart=first).xafter(near, count=9, inc=True)
    wanted = next(((naive, at(naive, zone)) for naive in theirs if at(naive, zone) > after), None)

    assert next_after(rule, first, zone, after) == wanted


@settings(deadline=None, max_examples=80)
@given(rules(), FIRSTS)
def test_a_rule_survives_being_written_for_calendars(rule, first):
    for zone in (None, "America/New_York", "Pacific/Auckland"):
        assert from_rrule(rule.to_rrule(zone), first=first, zone=zone) == rule


@settings(deadline=None, max_examples=80)
@given(rules(filled=True), FIRSTS)
def test_a_rule_can_be_read_back_from_its_words(rule, first):
    if rule.until is None or rule.until >= first.date():
        assert read_repeat(rule.words(), start=first) == rule


def every_day(first):
    day = first.date()
    while day < date(2041, 1, 1):
        yield day
        day += timedelta(days=1)


def looked_up(rule, first):
    """Look at every day until 2040: is it the rule's day of its month, or the month's last in its place?"""
    start, found = first.date(), []
    for day in every_day(first):
        months = (day.year - start.year) * 12 + day.month - start.month
        length = calendar.monthrange(day.year, day.month)[1]
        wanted = rule.day if rule.short is ShortMonth.SKIP else min(rule.day, length)
        yearly = rule.every is Every.YEAR
        if (months % (12 * rule.interval) if yearly else months % rule.interval) or day.day != wanted:
            continue
        found.append(day)
    return found


@pytest.mark.parametrize("short", ShortMonth)
@pytest.mark.parametrize("day", [28, 29, 30, 31])
@settings(deadline=None, max_examples=15)
@given(interval=st.integers(1, 14), first=FIRSTS)
def test_the_last_days_of_months_are_those_of_the_calendar_to_2040(short, day, interval, first):
    rule = Repeat(every=Every.MONTH, day=day, interval=interval, short=short, until=date(2040, 12, 31))

    assert [moment.date() for moment in dates(rule, first)] == looked_up(rule, first)


@pytest.mark.parametrize(
    ("short", "years"),
    [(ShortMonth.SKIP, [2028, 2032, 2036, 2040]), (ShortMonth.LAST_DAY, [*range(2027, 2041)])],
)
def test_the_29th_of_february_comes_each_fourth_year_or_gives_way_to_the_28th(short, years):
    rule = Repeat(every=Every.YEAR, month=2, day=29, short=short, until=date(2040, 12, 31))
    found = list(dates(rule, datetime(2026, 3, 1, 10, 0)))

    assert [moment.year for moment in found] == years
    assert all(moment.day == (29 if calendar.isleap(moment.year) else 28) for moment in found)


def test_a_rule_that_never_comes_true_ends_at_once():
    never = Repeat(every=Every.MONTH, day=31, interval=12)
    february = datetime(2027, 2, 1, 10, 0)

    assert list(dates(never, february)) == []
    assert next_after(never, february, "UTC", datetime(2027, 1, 1, tzinfo=UTC)) is None


def test_endless_rules_end_with_the_calendar():
    assert next_after(
        Repeat(every=Every.DAY), datetime(9999, 12, 20, 9, 0), "UTC", datetime(9999, 12, 30, 12, tzinfo=UTC)
    )
    for every in Every:
        assert all(moment.year == 9999 for moment in dates(Repeat(every=every), datetime(9999, 12, 1, 9, 0)))


def test_an_hour_skipped_at_midnight_happens_after_it():
    first = datetime(2027, 3, 1, 23, 30)  # Nuuk's clocks jump from 23:00 on 27 March to midnight
    after = datetime(2027, 3, 28, 1, 15, tzinfo=UTC)

    naive, moment = next_after(Repeat(every=Every.DAY), first, "America/Nuuk", after)

    assert naive == datetime(2027, 3, 27, 23, 30)
    assert moment == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": Every.WEEK, "interval": 0},
        {"every": Every.WEEK, "weekdays": (1, 1)},
        {"every": Every.WEEK, "weekdays": (7,)},
        {"every": Every.DAY, "weekdays": (1,)},
        {"every": Every.MONTH, "day": 32},
        {"every": Every.MONTH, "nth": (6, 0)},
        {"every": Every.MONTH, "nth": (1, 0), "day": 3},
        {"every": Every.YEAR, "day": 3},
        {"every": Every.YEAR, "month": 2, "day": 30},
        {"every": Every.MONTH, "month": 2},
        {"every": Every.DAY, "count": 0},
        {"every": Every.DAY, "count": 3, "until": date(2027, 1, 1)},
        {"every": Every.MONTH, "short": ShortMonth.LAST_DAY},
    ],
    ids=str,
)
def test_a_rule_that_makes_no_sense_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        Repeat(**wrong)
