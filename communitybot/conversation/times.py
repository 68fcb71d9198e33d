"""Moments in words: weekday, date, time, zone and distance, the same on every platform."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONTH = timedelta(days=30)
YEAR = timedelta(days=365)

# Up to where each unit is used: 90 minutes read as "1 hour", 13 days as "13 days", 14 as "2 weeks".
STEPS = (
    (HOUR, MINUTE, "minute"),
    (DAY, HOUR, "hour"),
    (2 * WEEK, DAY, "day"),
    (8 * WEEK, WEEK, "week"),
    (YEAR, MONTH, "month"),
)


class UnknownZone(ValueError):
    """A name that is no time zone's."""


@lru_cache(maxsize=1_024)
def zone_info(zone: str) -> ZoneInfo:
    """The rules of an IANA zone; `UnknownZone` when there is none of that name."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as problem:  # OSError: the name of a folder, or of no legal file
        raise UnknownZone(f"not a time zone: {zone[:60]!r}") from problem


def when_words(start: datetime, end: datetime | None, zone: str, *, now: datetime | None = None) -> str:
    """Say a moment or a span in one zone: "Tue 14 Oct, 7:00-8:00 PM EDT".

    The year is added unless it is `now`'s year in that zone; without `now` it is always added. `start`, `end`
    and `now` are aware. An end that is not after the start is left out.
    """
    return _when_words(start, end, zone, None if now is None else now.astimezone(zone_info(zone)).year)


@lru_cache(maxsize=2_048)  # a list of events is drawn for many, and names each time twice
def _when_words(start: datetime, end: datetime | None, zone: str, this_year: int | None) -> str:
    rules = zone_info(zone)
    first = start.astimezone(rules)
    with_year = this_year != first.year
    if end is None or end <= start:
        return f"{date_words(first, with_year=with_year)}, {clock_words(first)} {spell_zone(first)}"
    last = end.astimezone(rules)
    with_year = with_year or last.year != first.year
    day = date_words(first, with_year=with_year)
    changes = spell_zone(first) != spell_zone(last)  # the clocks go forward or back in between
    opening = f"{clock_words(first)} {spell_zone(first)}" if changes else clock_words(first)
    closing = f"{clock_words(last)} {spell_zone(last)}"
    if first.date() != last.date():
        return f"{day}, {opening} to {date_words(last, with_year=with_year)}, {closing}"
    if not changes and half(first) == half(last):
        opening = opening.removesuffix(f" {half(first)}")
    return f"{day}, {opening}-{closing}"


def date_words(local: datetime, *, with_year: bool) -> str:
    """Say the date that stands in a local time: "Tue 14 Oct", "Tue 14 Oct 2014"."""
    year = f" {local.year}" if with_year else ""
    return f"{DAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}{year}"


def clock_words(local: datetime) -> str:
    """Say the time of day that stands in a local time: "7:00 PM"; midnight is "12:00 AM"."""
    return f"{local.hour % 12 or 12}:{local.minute:02} {half(local)}"


def half(local: datetime) -> str:
    return "AM" if local.hour < 12 else "PM"


def spell_zone(local: datetime) -> str:
    """Say the zone of an aware local time as clocks there call it then: "EDT", else "UTC-3"."""
    name = local.tzname() or ""
    if name.isascii() and name.isalpha():
        return name
    minutes = round((local.utcoffset() or timedelta()) / MINUTE)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def distance_words(moment: datetime, now: datetime, *, zone: str | None = None) -> str:
    """Say how far a moment is from now: "in 3 days", "2 hours ago", "now" within a minute.

    Whole units, rounded down but for the last half minute. With a zone, what is a day or more away is
    counted in dates there, as people do: on a Saturday evening Tuesday morning is "in 3 days".
    """
    span = moment - now
    far = abs(span)
    if far < MINUTE:
        return "now"
    far = max(round(far / MINUTE), 1) * MINUTE
    if zone is not None and far >= DAY:
        rules = zone_info(zone)
        days = abs((moment.astimezone(rules).date() - now.astimezone(rules).date()).days)
        far = DAY * max(days, 1)  # a day of 25 hours ends on the date it began
    below = next((step for step in STEPS if far < step[0]), None)
    _, unit, noun = below or (None, YEAR, "year")
    number = far // unit
    words = f"{number:,} {noun}{'' if number == 1 else 's'}"
    return f"in {words}" if span > timedelta() else f"{words} ago"


def reader_words(moment: datetime, zone: str, reader: str) -> str | None:
    """What the reader's clocks show then: "4:00 PM", with the date when it is another one there.

    None when they show the same as the clocks of `zone`.
    """
    there = moment.astimezone(zone_info(zone))
    here = moment.astimezone(zone_info(reader))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        return None
    if here.date() == there.date():
        return clock_words(here)
    return f"{date_words(here, with_year=here.year != there.year)}, {clock_words(here)}"
