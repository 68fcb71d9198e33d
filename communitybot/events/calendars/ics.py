"""Calendar files out: RFC 5545 through icalendar, with a stable UID and a SEQUENCE that only rises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from communitybot.events.calendars.calendar_words import OWN, clean, description, own_line, safe_url
from communitybot.events.calendars.zones_out import zone_component
from communitybot.events.model import Change, Details, Event, Occurrence, Status
from communitybot.events.occurrences import span
from communitybot.events.series import born, family
from communitybot.moments import Repeat
from communitybot.moments.wall import at, zone_info

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Community Bot//Events//EN"
REFRESH = timedelta(hours=1)  # how often calendars are asked to look again; ours, most look less often
ZONE_YEARS = 5  # zones are written in steps of so many years, so that a file seldom changes for that alone
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A whole event as a calendar shows it, with how single dates of it differ."""

    event: Event
    changes: tuple[Change, ...] = ()


def calendar_of(name: str, series: Iterable[Series], *, through: datetime | None = None) -> bytes:
    """Write whole events: a rule for a series, an override for each changed or cancelled date.

    Nothing in it depends on when it is written: equal events give equal bytes. Zones are told up to
    `through`, or to the last date that is named.
    """
    calendar = _empty(name)
    for one in sorted(series, key=lambda each: (each.event.starts, each.event.id)):
        calendar.add_component(_master(one.event))
        if one.event.repeat is not None:
            for change in sorted(one.changes, key=lambda each: each.original):
                calendar.add_component(_override(one.event, change))
    return _finished(calendar, through)


def calendar_of_occurrences(
    name: str, dates: Iterable[Occurrence], *, through: datetime | None = None
) -> bytes:
    """Write single dates, as a person's own calendar holds them: one entry a date, under a UID of its own."""
    calendar = _empty(name)
    for one in sorted(dates, key=lambda each: (each.start, each.event.id)):
        event = one.event
        part = _component(
            uid=event.uid
            if event.repeat is None
            else uid_of_date(family(event.uid), born(event, one.original)),
            event=event,
            details=one.details,
            revision=max(event.revision, one.revision),
            cancelled=one.status is Status.CANCELLED,
            reason=one.cancel_reason,
        )
        length = one.end.astimezone(zone_info(event.zone)).replace(tzinfo=None) - one.starts
        _add_time(part, event, one.starts, length if event.all_day else one.end - one.start)
        calendar.add_component(part)
    return _finished(calendar, through)


def uid_of_date(uid: str, original: datetime) -> str:
    """The calendar identity of one date of a series that stands alone: no move and no split may change it."""
    return f"{original:%Y%m%dT%H%M}-{uid}"


def _master(event: Event) -> "icalendar.Event":
    part = _component(
        uid=event.uid,
        event=event,
        details=event.details,
        revision=event.revision,
        cancelled=event.status is Status.CANCELLED,
        reason=event.cancel_reason,
    )
    _add_time(part, event, event.starts, event.length)
    if event.repeat is not None:
        part.add("rrule", _rule(event.repeat, event))
        clock = event.starts.time()
        for day in event.repeat.without:
            part.add("exdate", day if event.all_day else _zoned(datetime.combine(day, clock), event.zone))
    return part


def _override(event: Event, change: Change) -> "icalendar.Event":
    cancelled = change.cancelled or event.status is Status.CANCELLED
    part = _component(
        uid=event.uid,
        event=event,
        details=change.details or event.details,
        revision=max(event.revision, change.revision),
        cancelled=cancelled,
        reason=change.cancel_reason or event.cancel_reason,
    )
    part.add(
        "recurrence-id", change.original.date() if event.all_day else _zoned(change.original, event.zone)
    )
    _add_time(part, event, change.starts or change.original, change.length or event.length)
    return part


def _component(
    *, uid: str, event: Event, details: Details, revision: int, cancelled: bool, reason: str
) -> "icalendar.Event":
    import icalendar

    part = icalendar.Event()
    changed = event.changed_at.astimezone(UTC).replace(microsecond=0)
    reason = clean(reason) if cancelled else ""
    part.add("uid", clean(uid))
    part.add("sequence", revision)
    part.add("dtstamp", changed)  # RFC 5545 3.8.7.2: without a METHOD, when it was last changed
    part.add("created", event.created_at.astimezone(UTC).replace(microsecond=0))
    part.add("last-modified", changed)
    part.add("summary", clean(details.title))
    part.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    words = description(details, reason)
    if words:
        part.add("description", words)
    link = safe_url(details.link)
    if details.place or link:
        part.add("location", clean(details.place or link))
    if link:
        part.add("url", link)
    part.add("categories", [clean(word) for word in (details.kind, details.level, *details.topics)])
    part.add(OWN, own_line(details, zone=event.zone, reason=reason))
    return part


def _add_time(part: "icalendar.Event", event: Event, starts: datetime, length: timedelta) -> None:
    if event.all_day:
        part.add("dtstart", starts.date())
        part.add("dtend", starts.date() + max(DAY, timedelta(days=-(-length // DAY))))
        return
    part.add("dtstart", _zoned(starts, event.zone))
    # The length is real time (RFC 5545 3.8.5.3), so the end is worked out from the instant.
    end = span(event, starts, length)[1]
    local = end.astimezone(zone_info(event.zone))
    # The second of two equal hours cannot be said by the wall clock: such an end is told in UTC.
    part.add("dtend", local if at(local.replace(tzinfo=None), event.zone) == end else end)


def _zoned(wall: datetime, zone: str) -> datetime:
    """The wall clock as it stands, also in an hour that clocks skip: RFC 5545 3.3.5 says how that is read."""
    return wall.replace(tzinfo=zone_info(zone))


def _rule(repeat: Repeat, event: Event) -> "icalendar.vRecur":
    import icalendar

    # Beside whole days the rule ends with a day, beside moments with a moment in UTC (RFC 5545 3.3.10).
    rule: icalendar.vRecur = icalendar.vRecur.from_ical(
        repeat.to_rrule(None if event.all_day else event.zone)
    )
    if repeat.until is not None and event.all_day:
        rule["UNTIL"] = [repeat.until]
    return rule


def _empty(name: str) -> "icalendar.Calendar":
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", clean(name))
    calendar.add("x-wr-calname", clean(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _finished(calendar: "icalendar.Calendar", through: datetime | None) -> bytes:
    """Add the zones used, bounded to the years that occur so that they stay small."""
    parts: list[Any] = list(calendar.walk("VEVENT"))
    years = [part["dtstart"].dt.year for part in parts]
    years += [until.year for part in parts for until in part.get("RRULE", {}).get("UNTIL", [])]
    if years:
        last = max([*years, *([through.year] if through else [])])
        last = min((last // ZONE_YEARS + 1) * ZONE_YEARS, date.max.year)
        first = max(min(years) - 1, date.min.year + 1)
        zones = sorted(calendar.get_used_tzids())
        calendar.subcomponents[:0] = [zone_component(zone, first, last) for zone in zones]
    written: bytes = calendar.to_ical()
    return written
