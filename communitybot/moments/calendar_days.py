"""Which date the words for a day mean, counted from today."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import assert_never

from communitybot.moments.days import Away, Dated, Day, Monthday, Ranked, Weekday
from communitybot.moments.words import MONTH_NAMES, ordinal

MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NoSuchDayError(ValueError):
    """The calendar has no such day; the message is a clause that says so."""


def date_of(day: Day, today: date, ahead: Callable[[date], bool]) -> date:
    """Return the date a day means for someone for whom it is `today`.

    `ahead` tells whether the hour asked for is still to come on a date: a weekday, or a date without a
    year, rolls on when it is not, but a date no more than one day past stays, to be refused by name.
    Raises `NoSuchDayError` for the 30th of February and its like.
    """
    try:
        match day:
            case Weekday():
                return _weekday(day, today, ahead)
            case Away():
                return months_on(today, day.months) + timedelta(days=day.days)
            case Dated():
                return _dated(day, today, ahead)
            case Ranked():
                return _ranked(day, today, ahead)
            case Monthday():
                return _monthday(day, today, ahead)
            case _:
                assert_never(day)
    except (OverflowError, ValueError) as error:
        if isinstance(error, NoSuchDayError):
            raise
        raise NoSuchDayError("no calendar has that day") from error


def nth_weekday(year: int, month: int, rank: int, weekday: int) -> date | None:
    """Return the rank-th such weekday of a month (-1 is the last), or None for a fifth it lacks."""
    first, length = calendar.monthrange(year, month)
    day = 1 + (weekday - first) % 7 + 7 * (rank - 1)
    if rank == -1:
        day = length - (first + length - 1 - weekday) % 7
    return date(year, month, day) if day <= length else None


def months_on(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _weekday(day: Weekday, today: date, ahead: Callable[[date], bool]) -> date:
    if day.following:
        return today + timedelta(days=7 - today.weekday() + day.number)
    coming = today + timedelta(days=(day.number - today.weekday()) % 7)
    return coming if ahead(coming) else coming + timedelta(days=7)


def _dated(day: Dated, today: date, ahead: Callable[[date], bool]) -> date:
    if not 1 <= day.month <= 12:
        raise NoSuchDayError(f"no year has a month {day.month}")
    if not 1 <= day.day <= MONTH_LENGTHS[day.month - 1]:
        raise NoSuchDayError(f"{MONTH_NAMES[day.month - 1]} has no {ordinal(day.day)}")
    if day.year is not None:
        if day.day > calendar.monthrange(day.year, day.month)[1]:
            raise NoSuchDayError(f"February {day.year} has no 29th")
        return date(day.year, day.month, day.day)
    for year in range(today.year, today.year + 9):
        if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
            continue
        found = date(year, day.month, day.day)
        if ahead(found) or timedelta(0) <= today - found <= timedelta(days=1):
            return found
    raise NoSuchDayError("no calendar has that day")


def _ranked(day: Ranked, today: date, ahead: Callable[[date], bool]) -> date:
    if day.month is not None:
        years = (day.year,) if day.year is not None else range(today.year, today.year + 2)
        months = [(year, day.month) for year in years]
    else:
        start = months_on(today, day.ahead or 0)
        later = [months_on(start.replace(day=1), step) for step in range(1 if day.ahead else 14)]
        months = [(month.year, month.month) for month in later]
    found = [one for year, month in months if (one := nth_weekday(year, month, day.rank, day.weekday))]
    if not found:
        raise NoSuchDayError("that month has no fifth one")
    return next((one for one in found if ahead(one)), found[-1])


def _monthday(day: Monthday, today: date, ahead: Callable[[date], bool]) -> date:
    if not 1 <= day.day <= 31:
        raise NoSuchDayError(f"no month has a {ordinal(day.day)}")
    for step in range(14):
        month = months_on(today.replace(day=1), step)
        if day.day <= calendar.monthrange(month.year, month.month)[1]:
            found = month.replace(day=day.day)
            if ahead(found) or found == today:
                return found
    raise NoSuchDayError("no calendar has that day")
