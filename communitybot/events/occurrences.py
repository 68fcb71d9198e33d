"""From an event and its changes to the dates on which it takes place, by arithmetic and without a clock."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from communitybot.events.model import Change, Event, Occurrence, Status
from communitybot.moments import next_after, wall

MOST = 1_000  # dates of one event in one window; a daily series has 366 a year
SLACK = timedelta(days=2)  # more than zones and gaps can move a wall-clock time
SIGHT = timedelta(days=366)  # how far the first date of an endless series is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The dates of an event still to come: the first, and the last and their number where it ends."""

    first: Occurrence
    last: Occurrence | None
    count: int | None


def occurrence(event: Event, original: datetime, change: Change | None = None) -> Occurrence:
    """Work out one date: wall clock and zone first, and what the change says before what the event says."""
    starts = original if change is None or change.starts is None else change.starts
    length = event.length if change is None or change.length is None else change.length
    start, end = span(event, starts, length)
    cancelled = event.status is Status.CANCELLED or (change is not None and change.cancelled)
    return Occurrence(
        event=event,
        original=original,
        starts=starts,
        start=start,
        end=end,
        details=event.details if change is None or change.details is None else change.details,
        status=Status.CANCELLED if cancelled else event.status,
        revision=event.revision if change is None else max(event.revision, change.revision),
        timing=event.timing if change is None else max(event.timing, change.timing),
        cancel_reason=(change.cancel_reason if change and change.cancelled else "") or event.cancel_reason,
    )


def span(event: Event, starts: datetime, length: timedelta) -> tuple[datetime, datetime]:
    """Return start and end in UTC: hours are real hours, but whole days end at midnight by the wall clock."""
    start = wall.at(starts, event.zone)
    return start, wall.at(starts + length, event.zone) if event.all_day else start + length


def happens(event: Event, original: datetime) -> bool:
    """Whether the rule gives this wall-clock start; a cancelled or moved date still counts."""
    if event.repeat is None:
        return original == event.starts
    if original < event.starts or original.time() != event.starts.time():
        return False
    before = wall.at(original, event.zone) - timedelta(microseconds=1)
    found = next_after(event.repeat, event.starts, event.zone, before)
    return found is not None and found[0] == original


def expand(
    event: Event, changes: Mapping[datetime, Change], since: datetime, until: datetime, *, most: int = MOST
) -> tuple[Occurrence, ...]:
    """Return the dates that overlap [since, until), cancelled ones too, soonest first, at most `most`.

    A changed date counts where it has been moved to. The work follows the window, not the age of a series.
    """
    reach = max([event.length, *(change.length for change in changes.values() if change.length)]) + SLACK
    found = []
    for original in _originals(event, since - reach, until):
        if original not in changes:
            found.append(occurrence(event, original))
            if len(found) > most + len(changes):
                break
    found += _changed(event, changes)
    kept = [one for one in found if one.start < until and (one.end > since or one.start >= since)]
    return tuple(sorted(kept, key=_soonest)[:most])


def following(event: Event, changes: Mapping[datetime, Change], after: datetime) -> Occurrence | None:
    """Return the first date that ends after an instant and is not cancelled by itself; None if none is."""
    kept = [
        one for one in _changed(event, changes) if one.end > after and not changes[one.original].cancelled
    ]
    for original in _originals(event, after - event.length - SLACK, None):
        one = occurrence(event, original)
        if one.end > after and original not in changes:
            kept.append(one)
            break
    return min(kept, key=_soonest, default=None)


def run_of(
    event: Event, changes: Mapping[datetime, Change], after: datetime, *, since: datetime | None = None
) -> Run | None:
    """The dates that begin after an instant and are not cancelled by themselves; None when there are none.

    `since`: only dates whose wall-clock start by the rule is that or a later one.
    """
    endless = event.repeat is not None and event.repeat.until is None and event.repeat.count is None
    until = None if not endless else max(after, wall.at(since, event.zone) if since else after) + SIGHT
    found = [
        occurrence(event, original)
        for original in _originals(event, after - SLACK, until)
        if original not in changes and (since is None or original >= since)
    ]
    kept = [one for one in _changed(event, changes) if not changes[one.original].cancelled]
    found += [one for one in kept if since is None or one.original >= since]
    coming = sorted((one for one in found if one.start > after), key=_soonest)
    if not coming:
        return None
    return Run(first=coming[0], last=None if endless else coming[-1], count=None if endless else len(coming))


def latest(event: Event, changes: Mapping[datetime, Change], now: datetime) -> Occurrence | None:
    """Return the last date that began before now, else the first of all; None for a rule without any."""
    back = timedelta(days=7)
    while back < timedelta(days=60_000):
        begun = [one for one in expand(event, changes, now - back, now) if one.start <= now]
        if begun:
            return begun[-1]
        if wall.at(event.starts, event.zone) >= now - back:
            break
        back *= 4
    first = next(_originals(event, wall.at(event.starts, event.zone) - SLACK, None), None)
    return None if first is None else occurrence(event, first, changes.get(first))


def ahead(event: Event, original: datetime) -> datetime | None:
    """Return the wall-clock start that the rule gives after one of its own; None for the last."""
    if event.repeat is None:
        return None
    found = next_after(event.repeat, event.starts, event.zone, wall.at(original, event.zone))
    return found[0] if found else None


def resolve(event: Event, original: datetime) -> datetime | None:
    """Return the wall-clock start that names the same date now, also when the series was moved since.

    None when the event has no such date (it may have a successor that does).
    """
    if event.repeat is None:
        return event.starts
    if happens(event, original):
        return original
    moved = original
    for shift in reversed(event.shifts):
        moved += shift
        if happens(event, moved):
            return moved
    return None


def parse_key(key: str) -> tuple[str, datetime | None]:
    """Split `EVENT@2026-12-01T19.00`, or a bare event id; a hostile key gives an id that no event has."""
    event, at, original = key.partition("@")
    if not at:
        return event, None
    try:
        return event, datetime.strptime(original, "%Y-%m-%dT%H.%M")  # noqa: DTZ007 - wall clock, on purpose
    except ValueError:
        return "", None


def _changed(event: Event, changes: Mapping[datetime, Change]) -> list[Occurrence]:
    return [occurrence(event, original, change) for original, change in changes.items()]


def _originals(event: Event, since: datetime, until: datetime | None) -> Iterator[datetime]:
    """Give the rule's wall-clock starts whose instant lies after `since` and before `until`."""
    if event.repeat is None:
        yield event.starts
        return
    found = next_after(event.repeat, event.starts, event.zone, since)
    while found is not None and (until is None or found[1] < until):
        yield found[0]
        found = next_after(event.repeat, event.starts, event.zone, found[1])


def _soonest(one: Occurrence) -> tuple[datetime, datetime]:
    return one.start, one.original
