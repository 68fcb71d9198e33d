"""What becomes of a series that is moved as a whole or split in two: pure, by its rule."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from communitybot.errors import Misread
from communitybot.events.model import Event
from communitybot.ids import new_id
from communitybot.moments import Repeat, dates

COMPARED = 60  # dates that a moved rule must give in step with the old one


def moved(event: Event, by: timedelta) -> Event:
    """The series with every date moved by as much; its rule is turned to the new weekdays.

    Raises:
        Misread: when no rule gives the moved dates ("the first Monday", a day later), or when a date would
            reach the next one, so that nobody could tell which answers belong to which.
    """
    if event.repeat is None or not by:
        return replace(event, starts=event.starts + by)
    days = (event.starts + by).date() - event.starts.date()
    rule = _turned(event.repeat, days)
    old = list(islice(dates(event.repeat, event.starts), COMPARED))
    starts = event.starts + by
    if list(islice(dates(rule, starts), COMPARED)) != [date + by for date in old]:
        raise Misread(
            "Moved like that, the dates would not follow their rule. Move this date alone, or plan anew.",
            understood=event.repeat.words(),
            field="when",
            example="scope: this",
        )
    if any(abs(by) >= later - date for date, later in pairwise(old)):
        raise Misread(
            "Moved that far, each date would meet the next one. Cancel one date instead.",
            understood=event.repeat.words(),
            field="when",
            example="/event cancel",
        )
    return replace(event, starts=starts, repeat=rule, shifts=(*event.shifts, by))


def split(event: Event, original: datetime, *, now: datetime) -> tuple[Event, Event]:
    """End a series before one of its dates; the second event goes on from there, under a new id and uid.

    Calendars see the first end and a second begin: RFC 5545's THISANDFUTURE is read by few of them. The
    second starts where the rule had its date, so a move of it is a move of a whole series.
    """
    if event.repeat is None:
        raise ValueError("only a series can be split")
    name = new_id()
    count = event.repeat.count
    if count is not None:
        gone = sum(1 for _ in _before(event, original))
        gone += sum(day < original.date() for day in event.repeat.without)  # counted though left out
        count -= gone
    first = replace(
        event,
        repeat=replace(event.repeat, until=original.date() - timedelta(days=1), count=None),
        successor=name,
    )
    second = replace(
        event,
        id=name,
        uid=f"{name}@communitybot",
        starts=original,
        repeat=replace(event.repeat, count=count),
        revision=0,
        timing=0,
        shifts=(),
        created_at=now,
        changed_at=now,
    )
    return first, second


def is_first(event: Event, original: datetime) -> bool:
    """Whether a date is the first of its event, so that "this and following" means all."""
    return event.repeat is None or next(dates(event.repeat, event.starts), None) == original


def _before(event: Event, original: datetime) -> list[datetime]:
    found = []
    if event.repeat is not None:
        for date in dates(event.repeat, event.starts):
            if date >= original:
                break
            found.append(date)
    return found


def _turned(rule: Repeat, days: timedelta) -> Repeat:
    """The rule some days later, as far as a rule can be turned: weekdays, days of the month, its end."""
    if not days:
        return rule
    turned = replace(rule, without=tuple(day + days for day in rule.without))
    try:
        if rule.weekdays:
            turned = replace(turned, weekdays=tuple(sorted((day + days.days) % 7 for day in rule.weekdays)))
        if rule.nth is not None:
            turned = replace(turned, nth=(rule.nth[0], (rule.nth[1] + days.days) % 7))
        if rule.day is not None:
            turned = replace(turned, day=rule.day + days.days)
        if rule.until is not None:
            turned = replace(turned, until=rule.until + days)
    except (ValueError, OverflowError):
        return rule  # it cannot be turned; the comparison of dates refuses it
    return turned
