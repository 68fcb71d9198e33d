"""When a rule of recurrence happens, in wall-clock time, found by arithmetic and not by counting up."""

from calendar import isleap
from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from functools import lru_cache

from communitybot.moments.repeat import Every, Repeat, ShortMonth
from communitybot.moments.wall import zone_info

LONGEST_SILENCE = 400  # the calendar repeats every 400 years: what has not come by then never comes
DAILY, WEEKLY, YEARLY = (
    Every.DAY,
    Every.WEEK,
    Every.YEAR,
)  # looked up here once: an enum member is slow to reach
LAST_DAY = date.max.toordinal()
LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def dates(rule: Repeat, first: datetime) -> Iterator[datetime]:
    """Give every occurrence from the naive wall time `first` on, in order, one at a time.

    Endless rules go on until the calendar ends, so take what is needed. `first` itself is given only
    if it fits the rule. Dates the rule leaves out are not given.
    """
    anchor, start = first.date(), first.toordinal()
    last = _last(rule, anchor)
    left_out = {one.toordinal() for one in rule.without}
    day = _on_or_after(rule, anchor, start)
    while day is not None and day <= last:
        if day not in left_out:
            yield first + timedelta(days=day - start)
        day = _on_or_after(rule, anchor, day + 1) if day < LAST_DAY else None


def next_after(rule: Repeat, first: datetime, zone: str, after: datetime) -> tuple[datetime, datetime] | None:
    """Return the first occurrence later than the aware instant `after`: its wall time, and it in UTC.

    `first` is naive wall time in `zone`. "Weekly at 16:00" stays at 16:00 when clocks change; an hour
    that a day lacks moves forward by the gap, a doubled one is taken once, the first time.
    """
    rules, anchor, start = zone_info(zone), first.date(), first.toordinal()
    local = after.astimezone(rules)
    last = _last(rule, anchor)
    # A day earlier than `after` shows: an hour that the clocks skip at midnight happens the day after.
    day = _on_or_after(rule, anchor, max(local.toordinal() - 1, start))
    while day is not None and day <= last:
        naive = first + timedelta(days=day - start)
        moment = naive.replace(tzinfo=rules).astimezone(UTC)
        if moment > after and not (rule.without and naive.date() in rule.without):
            return naive, moment
        day = _on_or_after(rule, anchor, day + 1)
    return None


def falls_on(rule: Repeat, first: datetime, day: date) -> bool:
    """Whether a rule, leaving nothing out, has a date on a day."""
    anchor, sought = first.date(), day.toordinal()
    if not anchor.toordinal() <= sought <= _last(rule, anchor):
        return False
    return _on_or_after(rule, anchor, sought) == sought


def _last(rule: Repeat, anchor: date) -> int:
    """Return the ordinal of the last day on which the rule may happen."""
    if rule.until is not None:
        return rule.until.toordinal()
    return LAST_DAY if rule.count is None else _counted(rule, anchor)


@lru_cache(maxsize=4096)
def _counted(rule: Repeat, anchor: date) -> int:
    """Return the ordinal of the last of `count` occurrences.

    Where months may lack the day they are counted one by one, at most 999 of them, and remembered.
    """
    first, left = _on_or_after(rule, anchor, anchor.toordinal()), (rule.count or 1) - 1
    if first is None:
        return 0
    if rule.every is DAILY:
        return first + left * rule.interval
    if rule.every is WEEKLY:
        return _counted_weeks(rule, anchor, first, left)
    for _ in range(left):
        following = _on_or_after(rule, anchor, first + 1)
        if following is None:
            break
        first = following
    return first


def _counted_weeks(rule: Repeat, anchor: date, first: int, left: int) -> int:
    days = sorted((day - rule.week_start) % 7 for day in rule.weekdays or (anchor.weekday(),))
    place = days.index((first - 1 - rule.week_start) % 7)
    weeks, position = divmod(place + left, len(days))
    return first - days[place] + 7 * rule.interval * weeks + days[position]


def _on_or_after(rule: Repeat, anchor: date, day: int) -> int | None:
    """Return the ordinal of the first fitting day not before `day`, itself not before the anchor."""
    if rule.every is WEEKLY:
        return _weekly(rule, anchor, day)
    if rule.every is DAILY:
        return day + (anchor.toordinal() - day) % rule.interval
    return _monthly(rule, anchor, day) if day <= LAST_DAY else None


def _weekly(rule: Repeat, anchor: date, day: int) -> int:
    start, weekdays = anchor.toordinal(), rule.weekdays
    if len(weekdays) <= 1:  # most rules: one weekday, so only the first one has to be found
        if weekdays:
            ahead = (weekdays[0] + 1 - start) % 7
            if ahead and (start - 1 - rule.week_start) % 7 + ahead >= 7:
                ahead += 7 * (rule.interval - 1)
            start += ahead
        return start if day <= start else day + (start - day) % (7 * rule.interval)
    start -= (start - 1 - rule.week_start) % 7
    week, within = divmod(day - start, 7)
    if not week % rule.interval:
        days = sorted((weekday - rule.week_start) % 7 for weekday in weekdays)
        for offset in days:
            if offset >= within:
                return start + 7 * week + offset
        week += 1
    week += -week % rule.interval
    return start + 7 * week + min((weekday - rule.week_start) % 7 for weekday in weekdays)


def _monthly(rule: Repeat, anchor: date, day: int) -> int | None:
    step, base = rule.interval, anchor.year * 12 + anchor.month - 1
    if rule.every is YEARLY:
        step *= 12
        base += (rule.month or anchor.month) - anchor.month
    near = date.fromordinal(day)
    index = base + max(0, (near.year * 12 + near.month - 1 - base) // step) * step
    wanted = 0 if rule.nth else rule.day or anchor.day
    for _ in range(LONGEST_SILENCE):
        year, month = divmod(index, 12)
        if year > MAXYEAR:
            return None
        found = _in_month(rule, wanted, year, month + 1)
        if found is not None and found >= day:
            return found
        index += step
    return None


def _in_month(rule: Repeat, wanted: int, year: int, month: int) -> int | None:
    """Return the ordinal of the rule's day in one month, or None if that month lacks it."""
    start = date(year, month, 1).toordinal()
    length = 28 + isleap(year) if month == 2 else LENGTHS[month]
    if rule.nth is None:
        if wanted > length:
            return start + length - 1 if rule.short is ShortMonth.LAST_DAY else None
        return start + wanted - 1
    rank, weekday = rule.nth
    if rank < 0:
        end = start + length - 1
        return end - (end - 1 - weekday) % 7
    offset = (weekday + 1 - start) % 7 + 7 * (rank - 1)
    return start + offset if offset < length else None
