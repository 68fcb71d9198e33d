"""Calendar files in: what other people's events mean in our terms, whole or not at all, event by event."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from communitybot.events.calendars import unrolling
from communitybot.events.calendars.calendar_words import clean
from communitybot.events.calendars.foreign_read import ReadCalendar, ReadChange, ReadEvent
from communitybot.events.calendars.foreign_time import checked, instant, local, moment_of, zone_of
from communitybot.events.calendars.ics import uid_of_date
from communitybot.events.calendars.reading_times import Times, span_of, times_of
from communitybot.events.calendars.reading_words import details_of, own_of
from communitybot.events.calendars.taking_apart import Piece, take_apart
from communitybot.events.calendars.unread import Unread
from communitybot.moments import Repeat, dates, from_rrule, next_after, wall
from communitybot.moments.zones import known

MOST_SEQUENCE = 1_000_000_000  # with room above it for our own changes
MATTER = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "STATUS")
"""An event in which one of these is broken is not read; any other broken line is left out and told."""


class Unkept(Exception):
    """A series that is clear, but that one rule of ours cannot hold: why."""


def read_calendar(content: bytes, *, zone: str, now: datetime) -> ReadCalendar:
    """Read a calendar file; `zone` is meant where the file names none.

    An event is read with all its dates and exceptions, or told and left out. Series that no rule of
    ours holds become single dates around `now`. Whatever the bytes are, nothing is raised.
    """
    apart = take_apart(content, zone)
    events: list[ReadEvent] = []
    problems = list(apart.problems)
    unread = len(problems)
    notes: list[str] = []
    for uid, group in apart.groups.items():
        try:
            found, said = _read(uid, group, now)
        except Unread as problem:
            unread += 1
            problems.append(f"{_name(uid, group)}: not read, because {problem}.")
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
            unread += 1
            problems.append(f"{_name(uid, group)}: not read, because a value in it makes no sense.")
        else:
            events += found
            notes += [f"{_name(uid, group)}: {note}." for note in said]
    return ReadCalendar(events=tuple(events), problems=(*problems, *notes), unread=unread, zone=apart.zone)


def _read(uid: str, group: Sequence[Piece], now: datetime) -> tuple[list[ReadEvent], list[str]]:
    """Every event under one UID: mostly one; and what there is to say about how it was read."""
    notes = list(_left_out(group))
    masters = [piece for piece in group if "RECURRENCE-ID" not in piece.part]
    overrides = [piece for piece in group if "RECURRENCE-ID" in piece.part]
    sequence = max(_sequence(piece.part) for piece in group)
    if not masters:  # invitations to single dates of a series we do not have
        return [_alone(uid, piece, sequence) for piece in overrides], notes
    master = _newest(masters)
    try:
        return _series(uid, master, overrides, sequence), notes
    except Unkept as why:
        unrolled = unrolling.unroll(uid, master, overrides, now)
        if not unrolled:
            raise Unread("none of its dates lies in the year behind us or the year before us") from why
        notes.append(
            f"{why}, so {len(unrolled)} of its dates are kept one by one; "
            "import the file again for later ones"
        )
        read = [
            replace(
                _single(uid_of_date(uid, one.original), one.piece, one.start, one.end, sequence),
                cancelled=one.dropped or _cancelled(one.piece),
                only_if_known=one.dropped,
            )
            for one in unrolled
        ]
        return read, notes


def _series(uid: str, master: Piece, overrides: Sequence[Piece], sequence: int) -> list[ReadEvent]:
    part = master.part
    if "RDATE" in part or "EXRULE" in part or isinstance(part.get("RRULE"), list):
        raise Unkept("It repeats on single dates or by several rules")
    if "RRULE" not in part:
        if overrides:
            raise Unkept("It changes a date of an event that has no rule")
        start, end = span_of(part)
        return [_single(uid, master, start, end, sequence)]
    times = _times_of_series(master)
    repeat = _rule(part, times)
    details = details_of(part, own_of(part))
    cancelled = _cancelled(master)
    event = ReadEvent(
        uid=uid,
        details=details,
        starts=times.starts,
        zone=times.zone,
        length=times.length,
        all_day=times.all_day,
        repeat=repeat,
        cancelled=cancelled,
        reason=_reason(part) if cancelled else "",
        sequence=sequence,
        own=own_of(part) is not None,
    )
    changes = {change.original: change for change in _exceptions(event, part)}
    beside: list[ReadEvent] = []
    for piece in overrides:
        change = _override(event, piece)
        if _happens(event, change.original):
            changes[change.original] = change
        elif not change.cancelled:
            beside.append(_alone(uid, piece, sequence))
    kept = [changes[original] for original in sorted(changes)]
    if cancelled:  # then its dates are cancelled with it, not by themselves
        kept = [replace(change, cancelled=False, reason="") for change in kept]
    return [replace(event, changes=tuple(change for change in kept if not change.is_nothing)), *beside]


def _alone(uid: str, piece: Piece, sequence: int) -> ReadEvent:
    """One date of a series as an event of its own."""
    original = moment_of(piece.part, "RECURRENCE-ID")
    zone = zone_of(original, piece.zone) or piece.zone
    start, end = span_of(piece.part)
    return _single(uid_of_date(uid, local(original, zone)), piece, start, end, sequence)


def _single(uid: str, piece: Piece, start: date, end: date, sequence: int) -> ReadEvent:
    own = own_of(piece.part)
    cancelled = _cancelled(piece)
    zone = zone_of(start, piece.zone) or piece.zone
    if own is not None and own.zone.lower() in known():
        zone = known()[own.zone.lower()]
    elif zone == "UTC":  # calendars tell single moments in UTC; people meant the clocks of the file
        zone = piece.zone
    if isinstance(start, datetime) and start.tzinfo is not None:
        whole = instant(start, zone).replace(second=0, microsecond=0)
        if wall.at(local(start, zone), zone) != whole:  # the second of two equal hours
            zone = "UTC"
    times = times_of(piece.part, start, end, zone)
    return ReadEvent(
        uid=uid,
        details=details_of(piece.part, own),
        starts=times.starts,
        zone=times.zone,
        length=times.length,
        all_day=times.all_day,
        repeat=None,
        cancelled=cancelled,
        reason=_reason(piece.part) if cancelled else "",
        sequence=sequence,
        own=own is not None,
    )


def _times_of_series(master: Piece) -> Times:
    part = master.part
    start, end = span_of(part)
    own = own_of(part)
    zone = zone_of(start, master.zone)
    if zone is None:
        raise Unkept("It repeats by the clocks of a zone that only its file knows")
    if own is not None and own.zone.lower() in known():
        zone = known()[own.zone.lower()]
    elif zone == "UTC" and master.named and local(start, master.zone).date() == local(start, "UTC").date():
        zone = master.zone  # what writes series in UTC and names a zone beside them means that zone's clocks
    return times_of(part, start, end, zone)


def _rule(part: Any, times: Times) -> Repeat:
    rule = part["RRULE"]
    if not getattr(rule, "get", lambda _: None)("FREQ"):
        raise Unread("its RRULE cannot be read")
    text = rule.to_ical().decode()
    try:
        repeat = from_rrule(text, first=times.starts, zone=None if times.all_day else times.zone)
    except ValueError as problem:
        raise Unkept(f"No rule of ours is like {clean(text)[:80]}") from problem
    if next(dates(repeat, times.starts), None) != times.starts:
        raise Unkept("Its first date does not follow its rule")
    return repeat


def _happens(event: ReadEvent, original: datetime) -> bool:
    if event.repeat is None or original < event.starts or original.time() != event.starts.time():
        return False
    before = wall.at(original, event.zone) - timedelta(microseconds=1)
    found = next_after(event.repeat, event.starts, event.zone, before)
    return found is not None and found[0] == original


def _override(event: ReadEvent, piece: Piece) -> ReadChange:
    part = piece.part
    if str(part["RECURRENCE-ID"].params.get("RANGE", "")):
        raise Unkept("It changes a date and all that follow")
    original = _in_series(event, moment_of(part, "RECURRENCE-ID"))
    cancelled = _cancelled(piece)
    if cancelled and "DTSTART" not in part:
        return ReadChange(original=original, cancelled=True)
    start, end = span_of(part)
    times = times_of(part, start, end, event.zone)
    moment = start if isinstance(start, datetime) and start.tzinfo is not None else None
    if times.all_day != event.all_day or (
        moment is not None
        and wall.at(times.starts, event.zone) != instant(moment, event.zone).replace(second=0, microsecond=0)
    ):
        raise Unkept("One of its dates is kept by another clock than the others")
    details = details_of(part, own_of(part))
    return ReadChange(
        original=original,
        starts=None if times.starts == original else times.starts,
        length=None if times.length == event.length else times.length,
        details=None if details == event.details else details,
        cancelled=cancelled,
        reason=_reason(part) if cancelled else "",
    )


def _exceptions(event: ReadEvent, part: Any) -> Iterator[ReadChange]:
    held = part.get("EXDATE", [])
    for one in held if isinstance(held, list) else [held]:
        for each in one.dts:
            original = _in_series(event, checked(each.dt, {**one.params, **each.params}, "EXDATE"))
            if _happens(event, original):
                yield ReadChange(original=original, cancelled=True)


def _in_series(event: ReadEvent, moment: date) -> datetime:
    """A date of a series by its own wall clock; a bare date of a timed series means its usual hour."""
    if event.all_day or not isinstance(moment, datetime):
        day = local(moment, event.zone).date()
        return datetime.combine(day, event.starts.time())
    return local(moment, event.zone)


def _left_out(group: Sequence[Piece]) -> Iterator[str]:
    """Refuse events whose meaning hangs on a broken line; name the broken lines of others."""
    for piece in group:
        for name, trouble in piece.part.errors:
            said = str(name or "").upper() or clean(str(trouble)).partition(": '")[2].upper()
            broken = next((word for word in MATTER if said.startswith(word)), None)
            if broken:
                raise Unread(f"its {broken} cannot be read")
            yield (
                f"its {said} was left out, since it cannot be read" if name else "a broken line was left out"
            )


def _newest(masters: Sequence[Piece]) -> Piece:
    """The one that counts when a UID comes twice: the highest SEQUENCE, or any of two that are the same."""
    best = max(masters, key=lambda piece: _sequence(piece.part))
    rivals = [piece for piece in masters if _sequence(piece.part) == _sequence(best.part)]
    if len({piece.part.to_ical() for piece in rivals}) > 1:
        raise Unread("the file has two different events under its UID")
    return best


def _cancelled(piece: Piece) -> bool:
    return piece.cancels or str(piece.part.get("STATUS", "")).upper() == "CANCELLED"


def _reason(part: Any) -> str:
    own = own_of(part)
    return own.reason if own else ""


def _sequence(part: Any) -> int:
    try:
        return min(max(0, int(part.get("SEQUENCE", 0))), MOST_SEQUENCE)
    except (TypeError, ValueError):
        return 0


def _name(uid: str, group: Sequence[Piece]) -> str:
    title = clean(str(group[0].part.get("SUMMARY", "")))[:60]
    return f"“{title}”" if title else f"The event {uid[:60]}"
