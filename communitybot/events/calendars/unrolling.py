"""Series that no rule of ours holds, as single dates around now, worked out by recurring-ical-events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from communitybot.events.calendars.calendar_words import clean
from communitybot.events.calendars.foreign_time import checked, local, zone_of
from communitybot.events.calendars.taking_apart import Piece
from communitybot.events.calendars.unread import Unread

if TYPE_CHECKING:
    from icalendar import Event

BEHIND, AHEAD = timedelta(days=366), timedelta(days=366)
MOST_DATES = 500
MOST_NAMED = 2_000  # dates an event may list by itself
SOURCE = "X-COMMUNITYBOT-SOURCE"
UNITS = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrolled:
    """One date of a series: where its words stand, its start by the rule, and its times as the file has them.

    `dropped`: the series lists it as an exception.
    """

    piece: Piece
    original: datetime
    start: date
    end: date
    dropped: bool = False


def unroll(uid: str, master: Piece, overrides: Sequence[Piece], now: datetime) -> list[Unrolled]:
    """Work out the dates from a year before `now` to a year after it, soonest first, at most `MOST_DATES`.

    Raises:
        Unread: for a rule more frequent than daily, and for one nobody can work out.
    """
    from icalendar import Calendar
    from recurring_ical_events import of

    _refuse_endless(master.part)
    pieces = [master, *overrides]
    try:
        calendar = Calendar()
        for number, piece in enumerate(pieces):
            calendar.add_component(_bare(uid, piece.part, number))
        found = of(calendar, skip_bad_series=False).between(now - BEHIND, now + AHEAD)
    except Unread:
        raise
    except Exception as problem:
        raise Unread(f"its dates cannot be worked out ({clean(str(problem))[:80]})") from problem
    dates = [_unrolled(part, pieces) for part in found[: MOST_DATES * 2]]
    known = {one.original for one in dates}
    dates += [one for one in _dropped(master, now) if one.original not in known]
    return sorted(dates, key=lambda one: one.original)[:MOST_DATES]


def _unrolled(part: Any, pieces: Sequence[Piece]) -> Unrolled:
    piece = pieces[int(part[SOURCE])]
    start, end = part["DTSTART"].dt, part["DTEND"].dt
    original = part["RECURRENCE-ID"].dt if "RECURRENCE-ID" in part else start
    return Unrolled(piece=piece, original=_original(original, pieces[0]), start=start, end=end)


def _dropped(master: Piece, now: datetime) -> Iterator[Unrolled]:
    start = checked(master.part["DTSTART"].dt, master.part["DTSTART"].params, "DTSTART")
    for each in _listed(master.part, "EXDATE"):
        original = _original(each, master)
        near = abs(original - now.replace(tzinfo=None)) < AHEAD
        if near and isinstance(each, datetime) == isinstance(start, datetime):
            length = timedelta(hours=1) if isinstance(each, datetime) else timedelta(days=1)
            yield Unrolled(piece=master, original=original, start=each, end=each + length, dropped=True)


def _original(moment: date, master: Piece) -> datetime:
    """What names a date whatever becomes of it: its start by the rule, on the series' own clocks."""
    start = checked(master.part["DTSTART"].dt, master.part["DTSTART"].params, "DTSTART")
    return local(moment, zone_of(start, master.zone) or master.zone)


def _refuse_endless(part: Any) -> None:
    rules = part.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        held = {str(name).upper(): value for name, value in rule.items()}
        if not held.get("FREQ"):
            raise Unread("its RRULE cannot be read")
        often = str(held["FREQ"][0]).upper() not in UNITS or held.keys() & {"BYSECOND", "BYMINUTE"}
        if often or len(held.get("BYHOUR", [])) > 4:
            raise Unread("it repeats more often than anybody could come")
        if any(int(each) < 1 for each in held.get("INTERVAL", [])):
            raise Unread("its rule never goes on to a next date")
    if "EXRULE" in part:
        raise Unread("it leaves out dates by a rule (EXRULE), which calendars no longer know")


def _bare(uid: str, part: Any, number: int) -> "Event":
    """As much of an event as its dates depend on."""
    from icalendar import Event

    bare = Event()
    bare.add("UID", uid)
    bare.add(SOURCE, str(number))
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        if name in part:
            bare.add(name, checked(part[name].dt, part[name].params, name))
            if name == "RECURRENCE-ID" and part[name].params.get("RANGE"):
                bare[name].params["RANGE"] = part[name].params["RANGE"]
    for name in ("DURATION", "RRULE", "RDATE"):
        if name in part:
            bare[name] = part[name]
    if len(list(_listed(part, "RDATE"))) > MOST_NAMED:
        raise Unread(f"it lists more than {MOST_NAMED:,} dates")
    excepted = list(_listed(part, "EXDATE"))
    if len(excepted) > MOST_NAMED:
        raise Unread(f"it leaves out more than {MOST_NAMED:,} dates")
    if excepted:
        bare.add("EXDATE", excepted)
    return bare


def _listed(part: Any, name: str) -> Iterator[date]:
    held = part.get(name, [])
    for one in held if isinstance(held, list) else [held]:
        for each in one.dts:
            moment = each.dt[0] if isinstance(each.dt, tuple) else each.dt
            yield checked(moment, {**one.params, **each.params}, name)
