"""Which reminders a date has: pure planning, one entry a room or audience and offset."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from communitybot.conversation.addresses import PlaceAddress
from communitybot.events.model import Event, Occurrence
from communitybot.outbox.entry import Entry, NewEntry
from communitybot.people.model import Person

HORIZON = timedelta(days=14)  # entries exist for dates whose first reminder is due within this
ROOM = "event.remind.room"
PEOPLE = "event.remind.people"
PERSON = "event.remind.person"
PLAN = "event.plan"
REMINDERS = (ROOM, PEOPLE, PERSON)


def for_rooms(
    occurrence: Occurrence, offsets: Iterable[timedelta], rooms: Sequence[PlaceAddress], *, since: datetime
) -> list[NewEntry]:
    """Remind each events room; what was due at `since` or before is left out."""
    return [
        _entry(occurrence, offset, ROOM, f"room:{room}", destination=str(room), then=nearer, merge=True)
        for offset, nearer in _with_next(offsets)
        for room in rooms
        if occurrence.start - offset > since
    ]


def for_people(occurrence: Occurrence, offsets: Iterable[timedelta], *, since: datetime) -> list[NewEntry]:
    """Remind whoever is going or maybe: one entry an offset, which becomes one a person when it is due."""
    return [
        _entry(occurrence, offset, PEOPLE, "people", then=nearer)
        for offset, nearer in _with_next(offsets)
        if occurrence.start - offset > since
    ]


def for_person(
    fan_out: Entry, person: Person, *, due: datetime, nearer: timedelta | None, asked: bool
) -> NewEntry:
    """One person's share of an entry of `for_people`, due when their quiet hours let it through.

    `nearer` is their next offset: two late ones are not sent at once. `asked`: they did not answer, they
    asked to be reminded.
    """
    then = {} if nearer is None else {"then": int(nearer.total_seconds())}
    kept = {name: value for name, value in fan_out.args.items() if name != "then"}
    return NewEntry(
        key=f"{fan_out.key}:{person.id}",
        community=fan_out.community,
        kind=PERSON,
        due=due,
        destination=str(person.direct),
        subject=fan_out.subject,
        args={**kept, **then, "person": person.id, "asked": asked},
        revision=fan_out.revision,
    )


def nearer_than(offset: timedelta, offsets: Iterable[timedelta]) -> timedelta | None:
    """The next of one's offsets after this one, nearer to the start."""
    return max((each for each in offsets if each < offset), default=None)


def first_due(occurrence: Occurrence, offsets: Iterable[timedelta]) -> datetime:
    """When the earliest of a date's reminders is due."""
    return occurrence.start - max(offsets, default=timedelta())


def is_near(occurrence: Occurrence, offsets: Iterable[timedelta], now: datetime) -> bool:
    """Whether a date's reminders should exist by now."""
    return first_due(occurrence, offsets) <= now + HORIZON


def plan_ahead(event: Event, due: datetime) -> NewEntry:
    """Go on planning an event at `due`."""
    return NewEntry(
        key=f"event:{event.id}:plan:t{event.timing}:{int(due.timestamp())}",
        community=event.community,
        kind=PLAN,
        due=due,
        subject=f"event-plan:{event.id}",
        args={"event": event.id},
        revision=event.timing,
    )


def is_overtaken(entry: Entry, start: datetime, now: datetime) -> bool:
    """Whether the next reminder for the same room or person is due as well: then only that one goes."""
    then = entry.args.get("then")
    return then is not None and start - timedelta(seconds=int(then)) <= now


def was_held(entry: Entry, start: datetime) -> bool:
    """Whether a person's quiet hours put it off: it is due later than its offset says."""
    return entry.kind == PERSON and entry.due > start - offset_of(entry)


def offset_of(entry: Entry) -> timedelta:
    return timedelta(seconds=int(entry.args["offset"]))


def original_of(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.args["original"])


def _with_next(offsets: Iterable[timedelta]) -> list[tuple[timedelta, timedelta | None]]:
    each = sorted(set(offsets), reverse=True)
    return list(zip(each, [*each[1:], None], strict=True))


def _entry(
    occurrence: Occurrence,
    offset: timedelta,
    kind: str,
    audience: str,
    *,
    destination: str | None = None,
    then: timedelta | None = None,
    merge: bool = False,
) -> NewEntry:
    """A date that moves gets a new timing, so its new entries never meet the keys of the old ones."""
    seconds = int(offset.total_seconds())
    return NewEntry(
        key=f"{occurrence.subject}:t{occurrence.timing}:{seconds}s:{audience}",
        community=occurrence.event.community,
        kind=kind,
        due=occurrence.start - offset,
        destination=destination,
        subject=occurrence.subject,
        args={
            "event": occurrence.event.id,
            "original": occurrence.original.isoformat(timespec="minutes"),
            "offset": seconds,
            **({} if then is None else {"then": int(then.total_seconds())}),
        },
        revision=occurrence.timing,
        merge=merge,
    )
