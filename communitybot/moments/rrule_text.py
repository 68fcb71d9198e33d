"""Rules of recurrence read from iCalendar's words (RFC 5545 section 3.3.10)."""

import re
from datetime import UTC, date, datetime, timedelta

from communitybot.moments import wall
from communitybot.moments.refusal import Unreadable, quoted
from communitybot.moments.repeat import CODES, FREQUENCIES, Every, Repeat, ShortMonth
from communitybot.moments.words import several

UNITS = {name: every for every, name in FREQUENCIES.items()}
HELD = several("FREQ INTERVAL COUNT UNTIL WKST BYDAY BYMONTHDAY BYMONTH BYSETPOS")
EXAMPLE = "FREQ=WEEKLY;BYDAY=TU"
BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
UNTIL = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z)?)?")
LONGEST = 500


def from_rrule(text: str, *, first: datetime | None = None, zone: str | None = None) -> Repeat:
    """Read a rule; raises `Unreadable` with the reason for one that `Repeat` cannot hold exactly.

    `first` (naive) and `zone` of the series make UNTIL exact: without them its own date counts.
    """
    plain = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    fields = dict(part.partition("=")[::2] for part in plain.split(";")) if len(plain) <= LONGEST else {}
    try:
        return _rule(fields, first, zone)
    except (ValueError, OverflowError) as error:
        trouble = str(error.args[0]) if type(error) is ValueError else "a number in it makes no sense"
        raise Unreadable(f"I read {quoted(text)} as a rule", trouble, EXAMPLE) from error


def _rule(fields: dict[str, str], first: datetime | None, zone: str | None) -> Repeat:
    if strange := sorted(fields.keys() - HELD):
        raise ValueError(f"I keep no rules with {quoted(strange[0])}")
    every = UNITS.get(fields.get("FREQ", ""))
    if every is None:
        raise ValueError("it has to be daily, weekly, monthly or yearly")
    interval, count = (
        _number(fields.get("INTERVAL", "1")),
        _number(fields["COUNT"]) if "COUNT" in fields else None,
    )
    until = _until(fields["UNTIL"], first, zone) if "UNTIL" in fields else None
    month = _one(fields.get("BYMONTH", ""))
    if month is not None and every is not Every.YEAR:
        raise ValueError("I keep months only in yearly rules")
    ranked = [_weekday(part) for part in fields.get("BYDAY", "").split(",") if part]
    every, ranked = _named_days(every, interval, ranked, fields)
    weekdays = tuple(sorted({day for _, day in ranked})) if every is Every.WEEK else ()
    start = CODES.index(fields.get("WKST", "MO")) if every is Every.WEEK and interval > 1 else 0
    nth = ranked[0] if ranked and every is not Every.WEEK else None
    day, short = _day(fields, every)
    return Repeat(
        every=every,
        interval=interval,
        weekdays=weekdays,
        week_start=start,
        nth=(nth[0] or 1, nth[1]) if nth else None,
        day=day,
        month=month,
        short=short,
        until=until,
        count=count,
    )


def _named_days(
    every: Every, interval: int, ranked: list[tuple[int | None, int]], fields: dict[str, str]
) -> tuple[Every, list[tuple[int | None, int]]]:
    """Check the weekdays of a rule against its unit; "daily on workdays" is a weekly rule."""
    if every is Every.DAY and ranked:
        if interval > 1:
            raise ValueError("I keep no weekdays in rules that count days")
        every = Every.WEEK
    if every is Every.WEEK:
        if any(rank is not None for rank, _ in ranked):
            raise ValueError("a week has each weekday once")
        if "BYSETPOS" in fields:
            raise ValueError("I keep no positions in weekly rules")
        return every, ranked
    if not ranked:
        return every, ranked
    return every, [_of_month(every, ranked, fields)]


def _of_month(every: Every, ranked: list[tuple[int | None, int]], fields: dict[str, str]) -> tuple[int, int]:
    rank, weekday = ranked[0]
    position = _one(fields.get("BYSETPOS", ""))
    if rank is None:
        rank, position = position, None
    if position is not None or len(ranked) > 1 or rank is None or "BYMONTHDAY" in fields:
        raise ValueError("I keep one weekday of a month, such as the first Monday")
    if every is Every.YEAR and "BYMONTH" not in fields:
        raise ValueError("I keep a weekday of a month, not of a year")
    return rank, weekday


def _day(fields: dict[str, str], every: Every) -> tuple[int | None, ShortMonth]:
    days = [_number(day) for day in fields.get("BYMONTHDAY", "").split(",") if day]
    if days and every not in {Every.MONTH, Every.YEAR}:
        raise ValueError("I keep days of the month only in monthly and yearly rules")
    if days and every is Every.YEAR and "BYMONTH" not in fields:
        raise ValueError("I keep a day of the year only with its month")
    position = fields.get("BYSETPOS")
    if not days:
        if position and not fields.get("BYDAY"):
            raise ValueError("a position needs something to count")
        return None, ShortMonth.SKIP
    if days[0] == -1 and len(days) == 1 and position is None:
        return 31, ShortMonth.LAST_DAY
    if position == "-1" and days == list(range(28, max(days) + 1)):
        return max(days), ShortMonth.LAST_DAY
    if len(days) > 1 or position is not None or days[0] < 1:
        raise ValueError("I keep one day of a month, or its last")
    return days[0], ShortMonth.SKIP


def _weekday(text: str) -> tuple[int | None, int]:
    found = BYDAY.fullmatch(text)
    if found is None:
        raise ValueError(f"{quoted(text)} is no weekday")
    return (int(found[1]) if found[1] else None), CODES.index(found[2])


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", text):
        raise ValueError(f"{quoted(text)} is no number I can use")
    return int(text)


def _one(text: str) -> int | None:
    if "," in text:
        raise ValueError("I keep one of each kind, not a list")
    return _number(text) if text else None


def _until(text: str, first: datetime | None, zone: str | None) -> date:
    """Return the last date on which the series can happen, given when its first one begins."""
    found = UNTIL.fullmatch(text)
    if found is None:
        raise ValueError(f"{quoted(text)} is no date I can use")
    day = datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 - a date, no moment
    if found[2] is None:
        return day
    moment = datetime.combine(day, datetime.strptime(found[2], "%H%M%S").time())  # noqa: DTZ007 - wall time
    if found[3] and zone:
        moment = moment.replace(tzinfo=UTC).astimezone(wall.zone_info(zone)).replace(tzinfo=None)
    too_early = first is not None and moment.time() < first.time()
    return moment.date() - timedelta(days=1) if too_early else moment.date()
