"""A rule of recurrence: what it holds, and how it is said in words and in iCalendar's way."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from communitybot.moments import wall
from communitybot.moments.words import DAY_NAMES, MONTH_NAMES, RANK_NAMES, listed, ordinal, spoken_date

MOST_APART = 99  # days, weeks, months or years between two occurrences
MOST_TIMES = 999
MOST_LEFT_OUT = 30
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = (0, 1, 2, 3, 4)
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Every(StrEnum):
    """The unit a rule counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ShortMonth(StrEnum):
    """What happens in a month without the day: no occurrence, or one on its last day."""

    SKIP = "skip"
    LAST_DAY = "last day"


FREQUENCIES = {Every.DAY: "DAILY", Every.WEEK: "WEEKLY", Every.MONTH: "MONTHLY", Every.YEAR: "YEARLY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A rule of recurrence in wall-clock time; what it leaves open comes from the first occurrence.

    Args:
        every: the unit; `interval` of them lie between two occurrences.
        interval: 1 to 99.
        weekdays: for weeks, Monday 0, sorted; empty means the weekday of the first occurrence.
        week_start: the weekday that weeks begin on, Monday 0; it matters only when weeks are left out.
        nth: for months and years, (rank, weekday): (1, 0) the first Monday, (-1, 4) the last Friday.
        day: for months and years, 1 to 31; None means the day of the first occurrence.
        month: for years, 1 to 12; None means the month of the first occurrence.
        short: what happens in months without the day 29, 30 or 31. A last day of the month is `day=31`
            with `ShortMonth.LAST_DAY`.
        until: the last date on which it may happen, by the wall clock.
        count: how often in all, 1 to 999; never together with `until`.
        without: dates that are left out, sorted; `count` counts them all the same.
    """

    every: Every
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    week_start: int = 0
    nth: tuple[int, int] | None = None
    day: int | None = None
    month: int | None = None
    short: ShortMonth = ShortMonth.SKIP
    until: date | None = None
    count: int | None = None
    without: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        for wrong, sentence in self._mistakes():
            if wrong:
                raise ValueError(sentence)

    def _mistakes(self) -> tuple[tuple[bool, str], ...]:
        monthly = self.every in {Every.MONTH, Every.YEAR}
        days = LONGEST_MONTHS[self.month - 1] if self.month and 1 <= self.month <= 12 else 31
        clamped = self.short is ShortMonth.LAST_DAY
        return (
            (not 1 <= self.interval <= MOST_APART, f"the interval is 1 to {MOST_APART}"),
            (bool(self.weekdays) and self.every is not Every.WEEK, "weekdays belong to weeks"),
            (
                sorted({*self.weekdays} & {*range(7)}) != [*self.weekdays],
                "weekdays are 0 to 6, sorted, once each",
            ),
            (not 0 <= self.week_start <= 6, "a week starts on a weekday, 0 to 6"),
            (self.nth is not None and (not monthly or self.day is not None), "a ranked weekday stands alone"),
            (
                self.nth is not None and (self.nth[0] not in RANK_NAMES or self.nth[1] not in range(7)),
                "a ranked weekday is (1 to 5 or -1, 0 to 6)",
            ),
            (self.day is not None and not monthly, "a day of the month belongs to months and years"),
            (
                self.day is not None and not 1 <= self.day <= (31 if clamped else days),
                "that month lacks the day",
            ),
            (clamped and self.day is None, "the last day of a shorter month stands in for a day"),
            (
                self.every is Every.YEAR and self.month is None and bool(self.day or self.nth),
                "a day of the year has a month",
            ),
            (self.month is not None and self.every is not Every.YEAR, "a month belongs to years"),
            (self.month is not None and not 1 <= self.month <= 12, "months are 1 to 12"),
            (self.count is not None and not 1 <= self.count <= MOST_TIMES, f"the count is 1 to {MOST_TIMES}"),
            (self.count is not None and self.until is not None, "a rule ends by a date or by a count"),
            (sorted({*self.without}) != [*self.without], "dates left out are sorted, once each"),
            (len(self.without) > MOST_LEFT_OUT, f"I leave out at most {MOST_LEFT_OUT} dates"),
        )

    def words(self) -> str:
        """Say the rule: "every other Thursday until 15 December 2026"; `read_repeat` reads it back."""
        without = f", except {listed([spoken_date(day) for day in self.without])}" if self.without else ""
        if self.until is not None:
            return f"{self._pace()} until {spoken_date(self.until)}{without}"
        if self.count is not None:
            return f"{self._pace()}, {'once' if self.count == 1 else f'{self.count} times'}{without}"
        return self._pace() + without

    def _pace(self) -> str:
        if self.nth is not None:
            named = f"the {RANK_NAMES[self.nth[0]]} {DAY_NAMES[self.nth[1]]}"
            inside = f" of {MONTH_NAMES[self.month - 1]}" if self.month else " of"
            return f"{named}{inside} {_each(self.every, self.interval)}"
        if self.every is Every.WEEK and self.weekdays:
            return self._weekly()
        pace = _each(self.every, self.interval)
        if self.day is None and self.month is None:
            return pace + self._shorter()
        if self.day == 31 and self.short is ShortMonth.LAST_DAY:
            return f"{pace} on the last day of {MONTH_NAMES[self.month - 1] if self.month else 'the month'}"
        when = f"the {ordinal(self.day)}" if self.day else "the same day"
        return (
            f"{pace} on {when}{f' of {MONTH_NAMES[self.month - 1]}' if self.month else ''}{self._shorter()}"
        )

    def _weekly(self) -> str:
        if self.weekdays == WORKDAYS:
            return (
                _each("weekday", 1)
                if self.interval == 1
                else f"{_each(self.every, self.interval)} on weekdays"
            )
        names = listed([DAY_NAMES[day] for day in self.weekdays])
        if self.interval <= 2 and (self.interval == 1 or len(self.weekdays) == 1):
            return _each(names, self.interval)
        return f"{_each(self.every, self.interval)} on {names}"

    def _shorter(self) -> str:
        if (self.day or 0) < 29 or self.month not in {None, 2}:
            return ""
        skips = self.short is ShortMonth.SKIP
        return ", skipping shorter months" if skips else ", or the last day of a shorter month"

    def to_rrule(self, zone: str | None = None) -> str:
        """Write the rule as RFC 5545 section 3.3.10 does, without the "RRULE:" before it.

        UNTIL is to be in UTC beside a start with a zone: name the `zone` for that. Without one the end
        of the last day is written in wall-clock time, as dateutil wants it beside a naive start.
        Dates that are left out stand beside a rule, in EXDATE, and not in it.
        """
        parts = [f"FREQ={FREQUENCIES[self.every]}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.week_start:
            parts.append(f"WKST={CODES[self.week_start]}")
        if self.month is not None:
            parts.append(f"BYMONTH={self.month}")
        if self.weekdays:
            parts.append(f"BYDAY={','.join(CODES[day] for day in self.weekdays)}")
        if self.nth is not None:
            parts.append(f"BYDAY={self.nth[0]}{CODES[self.nth[1]]}")
        if self.day is not None:
            parts += _monthday(self.day, self.short)
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            end = datetime.combine(self.until, datetime.max.time().replace(microsecond=0))
            moment = wall.at(end, zone) if zone else end
            parts.append(f"UNTIL={moment.year:04}{moment:%m%dT%H%M%S}{'Z' if zone else ''}")
        return ";".join(parts)


def _each(unit: str, interval: int) -> str:
    if interval == 1:
        return f"every {unit}"
    return f"every other {unit}" if interval == 2 else f"every {interval} {unit}s"


def _monthday(day: int, short: ShortMonth) -> list[str]:
    if short is ShortMonth.SKIP or day <= 28:
        return [f"BYMONTHDAY={day}"]
    if day == 31:
        return ["BYMONTHDAY=-1"]
    return [f"BYMONTHDAY={','.join(str(one) for one in range(28, day + 1))}", "BYSETPOS=-1"]
