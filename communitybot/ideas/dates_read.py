"""Dates as people type them: one a reply is asked for by, and one on which something was answered."""

import re
from datetime import date, datetime, timedelta

from communitybot.conversation.limits import one_line
from communitybot.conversation.times import DAYS, MONTHS, zone_info
from communitybot.errors import Misread
from communitybot.moments import Unreadable, read

HOUR = "5pm"  # a day alone has none, and only its date is kept
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?")
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?")
AGO = re.compile(r"(\d{1,3})\s+(day|week)s?\s+ago")


def read_coming(text: str, *, now: datetime, zone: str, field: str) -> date:
    """A date to come: "in 3 weeks", "friday", "3 March"."""
    typed = text.strip()
    if not typed:
        raise _unread(text, field, "in 3 weeks")
    iso = ISO.fullmatch(typed)
    if iso is not None:
        return _date(*map(int, iso.groups()), text=text, field=field)
    try:
        reading = read(f"{typed} {HOUR}", now=now, zone=zone)
    except Unreadable:
        try:
            reading = read(typed, now=now, zone=zone)
        except Unreadable:
            raise _unread(text, field, "in 3 weeks") from None
    return reading.start.astimezone(zone_info(zone)).date()


def read_past(text: str, *, now: datetime, zone: str, field: str) -> date:
    """A date that has come: "today", "yesterday", "tuesday", "3 March", "2 weeks ago"."""
    today = now.astimezone(zone_info(zone)).date()
    typed = " ".join(text.casefold().replace(",", " ").split())
    typed = re.sub(r"^(?:on |last )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? )?(?=\S*\d)", "", typed)
    if typed in {"today", "now", "just now"}:
        return today
    if typed == "yesterday":
        return today - timedelta(days=1)
    if ago := AGO.fullmatch(typed):
        return today - timedelta(days=int(ago[1]) * (7 if ago[2] == "week" else 1))
    name = typed.removeprefix("on ").removeprefix("last ").rstrip(".")
    weekdays = [
        number for number, day in enumerate(DAYS) if len(name) > 2 and name.startswith(day.casefold())
    ]
    if weekdays and name.isalpha():
        return today - timedelta(days=(today.weekday() - weekdays[0]) % 7 or 7)
    return _named(typed, today, text, field)


def _named(typed: str, today: date, text: str, field: str) -> date:
    if found := ISO.fullmatch(typed):
        return _date(*map(int, found.groups()), text=text, field=field)
    if found := FIGURES.fullmatch(typed):
        return _latest(found[3], int(found[1]), int(found[2]), today, text=text, field=field)
    for pattern, month, day in ((DAY_FIRST, 2, 1), (MONTH_FIRST, 1, 2)):
        found = pattern.fullmatch(typed)
        named = [] if found is None else [each for each in MONTHS if found[month].startswith(each.casefold())]
        if found is not None and named:
            number = MONTHS.index(named[0]) + 1
            return _latest(found[3], number, int(found[day]), today, text=text, field=field)
    raise _unread(text, field, "yesterday")


def _latest(year: str | None, month: int, day: int, today: date, *, text: str, field: str) -> date:
    """The date of that year; without one, the last that has come."""
    if year is not None:
        return _date(int(year), month, day, text=text, field=field)
    this = _date(today.year, month, day, text=text, field=field)
    return this if this <= today else _date(today.year - 1, month, day, text=text, field=field)


def _date(year: int, month: int, day: int, *, text: str, field: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _unread(text, field, "3 March") from None


def _unread(text: str, field: str, example: str) -> Misread:
    return Misread(
        "I cannot read that as a date.", understood=one_line(text, 60), example=example, field=field
    )
