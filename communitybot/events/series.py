"""What becomes of a series that is moved as a whole or split in two: pure, by its rule."""

import re
from dataclasses import fields, replace
from datetime import datetime, timedelta
from itertools import islice, pairwise

from communitybot.errors import Misread
from communitybot.events.model import Change, Details, Event
from communitybot.ids import new_id
from communitybot.moments import Repeat, dates, wall

COMPARED = 60  # dates that a moved rule must give in step with the old one
WORDS = tuple(field.name for field in fields(Details))
FROM = "-from-"  # stands in the uid of what was split off, before that of the first of its family
_SPLIT = re.compile(rf"^[0-9a-z]{{14}}{FROM}")


def moved(event: Event, by: timedelta) -> Event:
    """The series with every date moved by as much; its rule is turned to the new weekdays.

    Where its end was said as a day, that stays, unless the last date is moved beyond it: none is dropped.

    Raises:
        Misread: when no rule gives the moved dates ("the first Monday", a day later), or when a date would
            reach the next one, so that nobody could tell which answers belong to which.
    """
    if event.repeat is None or not by:
        return replace(event, starts=event.starts + by)
    starts = event.starts + by
    rule = _turned(event.repeat, starts.date() - event.starts.date())
    old = list(islice(dates(_endless(event.repeat), event.starts), COMPARED))
    if list(islice(dates(_endless(rule), starts), COMPARED)) != [date + by for date in old]:
        raise Misread(
            "Moved like that, the dates would not follow their rule. Move this date alone, or plan anew.",
            understood=event.repeat.words(),
            field="when",
            example="which: this",
        )
    if any(abs(by) >= later - date for date, later in pairwise(old)):
        raise Misread(
            "Moved that far, each date would meet the next one. Cancel one date instead.",
            understood=event.repeat.words(),
            field="when",
            example="/event cancel",
        )
    return replace(event, starts=starts, repeat=_ended(rule, event, by), shifts=(*event.shifts, by))


def split(event: Event, original: datetime, *, now: datetime) -> tuple[Event, Event]:
    """End a series before one of its dates; the second event goes on from there, under a new id and uid.

    Calendars see the first end and a second begin: RFC 5545's THISANDFUTURE is read by few of them. The
    second starts where the rule had its date, so a move of it is a move of a whole series. It keeps what
    names its dates: the family in its uid, the moves so far, and the revision, which may only rise.
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
        uid=f"{name}{FROM}{family(event.uid)}",
        starts=original,
        repeat=replace(event.repeat, count=count),
        timing=0,
        created_at=now,
        changed_at=now,
    )
    return first, second


def carried(change: Change, event: Event, revised: Event) -> Change:
    """What a date has of its own beside its changed series: times that were set for it, and words that were.

    All else is as the series has it now.
    """
    by = revised.starts - event.starts
    starts = change.starts
    if starts is not None and revised.zone != event.zone:
        moment = wall.at(starts, event.zone)
        starts = moment.astimezone(wall.zone_info(revised.zone)).replace(tzinfo=None)
    details = change.details
    if details is not None:
        same = [name for name in WORDS if getattr(details, name) == getattr(event.details, name)]
        details = replace(details, **{name: getattr(revised.details, name) for name in same})
    return replace(
        change,
        original=change.original + by,
        starts=starts,
        length=None if change.length == event.length else change.length,
        details=None if details == revised.details else details,
    )


def family(uid: str) -> str:
    """The uid of the series that an event was split off, however often; its own when it was not."""
    return _SPLIT.sub("", uid)


def born(event: Event, original: datetime) -> datetime:
    """The wall-clock start a date had before its series was ever moved: it names the date for ever."""
    return original - sum(event.shifts, timedelta())


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


def _endless(rule: Repeat) -> Repeat:
    return replace(rule, until=None, count=None)


def _ended(rule: Repeat, event: Event, by: timedelta) -> Repeat:
    """The turned rule with the end that was said, or with its last date where that lies beyond it."""
    if event.repeat is None or event.repeat.until is None:
        return rule
    *_, last = (event.starts, *dates(event.repeat, event.starts))
    return replace(rule, until=max(event.repeat.until, (last + by).date()))


def _turned(rule: Repeat, days: timedelta) -> Repeat:
    """The rule some days later, as far as a rule can be turned: weekdays and days of the month."""
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
    except (ValueError, OverflowError):
        return rule  # it cannot be turned; the comparison of dates refuses it
    return turned
