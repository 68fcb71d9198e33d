"""Whether an event read from a file says anything that the stored one does not: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from communitybot.communities.names import fold
from communitybot.events.calendars.foreign_read import ReadChange, ReadEvent
from communitybot.events.model import Change, Details, Event, Host, Kind, Status
from communitybot.moments import Repeat, from_rrule
from communitybot.people.model import Level

Exceptions = Mapping[datetime, ReadChange]


def merged(read: ReadEvent, stored: Event) -> Event:
    """The stored event as the file has it now; what a file cannot say stays as it is."""
    cancelled = read.cancelled
    same_rule = read.repeat == _as_written(stored)
    return replace(
        stored,
        details=_words(read.details, stored.details, own=read.own),
        starts=read.starts,
        zone=read.zone,
        length=read.length,
        all_day=read.all_day,
        repeat=stored.repeat if same_rule else read.repeat,
        status=Status.CANCELLED if cancelled else Status.OPEN,
        cancel_reason=(read.reason or ("" if read.own else stored.cancel_reason)) if cancelled else "",
    )


def exceptions_read(read: ReadEvent, event: Event) -> dict[datetime, ReadChange]:
    """How single dates differ by the file, from the event as it will be."""
    return _normal(read.changes, event)


def exceptions_stored(changes: Iterable[Change], event: Event) -> dict[datetime, ReadChange]:
    """How single dates differ in the store, told in the same way."""
    told = (
        ReadChange(
            original=change.original,
            starts=change.starts,
            length=change.length,
            details=change.details,
            cancelled=change.cancelled,
            reason=change.cancel_reason if change.cancelled else "",
        )
        for change in changes
    )
    return _normal(told, event)


def same_words(one: Details, other: Details) -> bool:
    """Whether people read the same; who of the hosts is a member is not in calendars."""
    return _named(one) == _named(other)


def same(one: Event, other: Event) -> bool:
    """Whether two states of an event say the same, apart from their exceptions."""
    return (
        same_time(one, other)
        and same_words(one.details, other.details)
        and ((one.status, one.cancel_reason) == (other.status, other.cancel_reason))
    )


def same_time(one: Event, other: Event) -> bool:
    return (one.starts, one.zone, one.length, one.all_day, one.repeat) == (
        other.starts,
        other.zone,
        other.length,
        other.all_day,
        other.repeat,
    )


def _normal(changes: Iterable[ReadChange], event: Event) -> dict[datetime, ReadChange]:
    cancelled = event.status is Status.CANCELLED  # then its dates are, whatever each says by itself
    plain = (
        replace(
            change,
            starts=None if change.starts == change.original else change.starts,
            length=None if change.length == event.length else change.length,
            details=None
            if change.details is None or same_words(change.details, event.details)
            else _named(change.details),
            cancelled=change.cancelled and not cancelled,
            reason="" if cancelled else change.reason,
        )
        for change in changes
        if event.repeat is not None
    )
    return {change.original: change for change in plain if not change.is_nothing}


def _words(read: Details, stored: Details, *, own: bool) -> Details:
    members = {fold(host.name): host for host in stored.hosts}
    hosts = tuple(members.get(fold(host.name), host) for host in read.hosts)
    if own:
        return replace(read, hosts=hosts)
    return replace(
        read,
        hosts=hosts or stored.hosts,
        kind=stored.kind if read.kind is Kind.MEETING else read.kind,
        level=stored.level if read.level is Level.ALL else read.level,
        hashtag=stored.hashtag,
        capacity=stored.capacity,
    )


def _named(details: Details) -> Details:
    return replace(details, hosts=tuple(Host(host.name) for host in details.hosts))


def _as_written(event: Event) -> Repeat | None:
    """The stored rule as a calendar gives it back: it leaves out what makes no difference."""
    if event.repeat is None:
        return None
    zone = None if event.all_day else event.zone
    try:
        return from_rrule(event.repeat.to_rrule(zone), first=event.starts, zone=zone)
    except ValueError:
        return event.repeat
