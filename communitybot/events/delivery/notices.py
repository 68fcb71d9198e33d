"""What people are told of once: a new event, a move, a cancellation, a free place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from communitybot.conversation.addresses import MessageRef
from communitybot.events.model import Details, Event, Kind, Occurrence
from communitybot.events.occurrences import Run
from communitybot.outbox.entry import Entry, NewEntry
from communitybot.people.model import Person

TOLD = "event.told"
CORRECT = "event.correct"
REVISED = "events.revised"  # a fact for whoever stands on dates of events; none of the handlers here
STOOD_ON = frozenset({Kind.CHAT, Kind.LAB})  # what other features hold on dates of events
ON_THE_WIRE = timedelta(seconds=10)  # ours: how soon a reminder that had left before a change is corrected


class News(StrEnum):
    NEW = "new"  # an event somebody follows
    CHANGED = "changed"  # another name, time, place or number of places
    CANCELLED = "cancelled"
    FREED = "freed"  # a place for the first who waits
    MISSED = "missed"  # a reminder that came too late to be sent


def of_new(event: Event, now: datetime) -> NewEntry:
    """Tell followers; whom, is found out when it is done."""
    return _news(event, News.NEW, f"event:{event.id}:new", {}, now)


def is_news(before: Occurrence, after: Occurrence) -> bool:
    """Whether those who answered a date are told of a change: of its name, its time, its place, its room."""
    return _as_told(before) != _as_told(after)


def of_change(
    event: Event, pairs: Sequence[tuple[Occurrence, Occurrence]], *, now: datetime, by: str = ""
) -> NewEntry:
    """Tell whoever answered one of the dates, except `by`, what the first of theirs was before.

    The pairs are dates before and after; those that are no news are left out. One at least is news.
    """
    changed = [(before, after) for before, after in pairs if is_news(before, after)]
    dates = {after.original.isoformat(): _before(before, after) for before, after in changed}
    subject = changed[0][1].subject if len(changed) == 1 else f"event:{event.id}"
    key = f"{subject}:changed:{event.revision}"
    return _news(event, News.CHANGED, key, {"dates": dates, "by": by}, now)


def of_cancellation(
    event: Event, gone: Sequence[Occurrence], *, now: datetime, by: str = "", run: Run | None = None
) -> NewEntry:
    """Tell whoever answered one of the dates, except `by`, that it does not take place.

    `run`: how many dates there were, where the whole event is cancelled.
    """
    key = f"{gone[0].subject}:cancelled" if run is None else f"event:{event.id}:cancelled"
    args: dict[str, Any] = {"dates": {one.original.isoformat(): None for one in gone}, "by": by}
    if run is not None and run.count != 1:
        args["run"] = {
            "first": run.first.start.isoformat(),
            "last": run.last.start.isoformat() if run.last else None,
            "count": run.count,
        }
    return _news(event, News.CANCELLED, key, args, now)


def of_place(occurrence: Occurrence, person: Person, line: str, now: datetime) -> NewEntry:
    """Tell somebody who waited that they are going; `line` tells one time from another."""
    args = {"original": occurrence.original.isoformat()}
    news = _news(occurrence.event, News.FREED, f"{occurrence.subject}:freed:{line}", args, now)
    return to_person(news, person, occurrence.original)


def of_missed(occurrence: Occurrence, person: Person, now: datetime) -> NewEntry:
    """Tell whoever planned a date, once, that a reminder of it was too late to be sent."""
    args = {"original": occurrence.original.isoformat()}
    news = _news(
        occurrence.event, News.MISSED, f"{occurrence.subject}:t{occurrence.timing}:missed", args, now
    )
    return to_person(news, person, occurrence.original)


def to_person(
    news: NewEntry | Entry, person: Person, original: datetime, *, due: datetime | None = None, **more: Any
) -> NewEntry:
    """One person's copy of a piece of news, about one date of the event; at once unless `due` is later."""
    told = {name: held for name, held in news.args.items() if name != "dates"}
    return NewEntry(
        key=f"{news.key}:{person.id}",
        community=news.community,
        kind=TOLD,
        due=due or news.due,
        destination=str(person.direct),
        subject=news.subject,
        args={**told, "original": original.isoformat(), "person": person.id, **more},
        revision=news.revision,
    )


def corrections(event: Event, before: Occurrence, after: Occurrence, now: datetime) -> NewEntry:
    """Look for reminders of the old date that had left already, so that they are edited."""
    return NewEntry(
        key=f"{before.subject}:t{before.timing}:correct:{after.revision}",
        community=event.community,
        kind=CORRECT,
        due=now,
        subject=f"event-told:{event.id}",
        args={
            "event": event.id,
            "original": after.original.isoformat(),
            "subject": before.subject,
            "start": before.start.isoformat(),
            "timing": before.timing,
            "changed": now.isoformat(),
        },
        revision=after.revision,
    )


def of_revision(
    event: Event, words: Iterable[Details | None], now: datetime, *, was: str = ""
) -> Sequence[NewEntry]:
    """The fact that an event was edited or cancelled, where it is or was a chat or a lab on any date.

    `words` are those of the event and of single dates, before and after. `was` is what it was split off from.
    """
    if all(each is None or each.kind not in STOOD_ON for each in words):
        return ()
    return (
        NewEntry(
            key=f"event:{event.id}:revised:{event.revision}",
            community=event.community,
            kind=REVISED,
            due=now,
            subject=f"event-revised:{event.id}",
            args={"event": event.id, "was": was or event.id},
            revision=event.revision,
        ),
    )


def correction(entry: Entry, key: str, ref: MessageRef, now: datetime) -> NewEntry:
    """Edit one message in which the reminder `key` stands."""
    return NewEntry(
        key=f"{key}:corrected:{entry.revision}",
        community=entry.community,
        kind=CORRECT,
        due=now,
        destination=str(ref.place),
        subject=entry.subject,
        args={"ref": str(ref), "key": key, "event": entry.args["event"], "original": entry.args["original"]},
        revision=entry.revision,
    )


def _news(event: Event, news: News, key: str, args: Mapping[str, Any], now: datetime) -> NewEntry:
    return NewEntry(
        key=key,
        community=event.community,
        kind=TOLD,
        due=now,
        subject=f"event-told:{event.id}",
        args={"event": event.id, "news": news.value, **args},
        revision=event.revision,
    )


def _before(before: Occurrence, after: Occurrence) -> dict[str, Any]:
    return {
        "by": (after.start - before.start).total_seconds(),
        "length": (before.end - before.start).total_seconds(),
        "zone": before.event.zone,
        "title": before.details.title,
        "place": before.details.place,
        "link": before.details.link,
        "capacity": before.details.capacity,
    }


def _as_told(one: Occurrence) -> tuple[object, ...]:
    details = one.details
    return one.start, one.end, details.title, details.place, details.link, details.capacity
