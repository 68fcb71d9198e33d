"""Events as rows and back: what is stored as text is read once for all rows that share it."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from communitybot.communities.names import fold
from communitybot.events.model import Answer, Change, Details, Event, Host, Kind, Occurrence, Rsvp, Status
from communitybot.events.repository import Slot
from communitybot.moments.repeat import Every, Repeat, ShortMonth
from communitybot.people.model import Level
from communitybot.storage.tables.events import events, occurrences

LASTING = timedelta(days=1)  # what goes on for longer is looked for apart from what begins

EVENT_COLUMNS = tuple(
    column.label(f"event_{column.name}") for column in events.c if column.name not in {"card_turn", "card_at"}
)
DATE_COLUMNS = tuple(occurrences.c)


def event_values(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "community": event.community,
        "uid": event.uid,
        "details": details_text(event.details),
        "starts": event.starts,
        "zone": event.zone,
        "length": event.length,
        "all_day": event.all_day,
        "repeat": rule_text(event.repeat) if event.repeat else None,
        "status": event.status.value,
        "revision": event.revision,
        "timing": event.timing,
        "shifts": [shift.total_seconds() for shift in event.shifts],
        "successor": event.successor,
        "programme": event.programme,
        "created_by": event.created_by,
        "created_at": event.created_at,
        "changed_at": event.changed_at,
        "cancel_reason": event.cancel_reason,
    }


def event_of(row: Mapping[str, Any] | RowMapping) -> Event:
    """Read an event out of a row that has `EVENT_COLUMNS`."""
    return Event(
        id=row["event_id"],
        community=row["event_community"],
        uid=row["event_uid"],
        details=details_of(row["event_details"]),
        starts=row["event_starts"],
        zone=row["event_zone"],
        length=row["event_length"],
        all_day=row["event_all_day"],
        repeat=rule_of(row["event_repeat"]),
        status=Status(row["event_status"]),
        revision=row["event_revision"],
        timing=row["event_timing"],
        shifts=tuple(timedelta(seconds=shift) for shift in row["event_shifts"]),
        successor=row["event_successor"],
        programme=row["event_programme"],
        created_by=row["event_created_by"],
        created_at=row["event_created_at"],
        changed_at=row["event_changed_at"],
        cancel_reason=row["event_cancel_reason"],
    )


def change_values(change: Change) -> dict[str, Any]:
    return {
        "event": change.event,
        "original": change.original,
        "starts": change.starts,
        "length": change.length,
        "details": details_text(change.details) if change.details else None,
        "cancelled": change.cancelled,
        "cancel_reason": change.cancel_reason,
        "revision": change.revision,
        "timing": change.timing,
    }


def change_of(row: RowMapping) -> Change:
    values: dict[str, Any] = {**row}
    values["details"] = details_of(row["details"]) if row["details"] else None
    return Change(**values)


def occurrence_values(one: Occurrence) -> dict[str, Any]:
    own = one.details is not one.event.details and one.details != one.event.details
    return {
        "event": one.event.id,
        "original": one.original,
        "community": one.event.community,
        "starts": one.starts,
        "start": one.start,
        "finish": one.end,
        "status": one.status.value,
        "revision": one.revision,
        "timing": one.timing,
        "level": one.details.level.value,
        "programme": one.event.programme,
        "lasting": one.end - one.start > LASTING,
        "details": details_text(one.details) if own else None,
        "cancel_reason": one.cancel_reason,
    }


def occurrence_of(row: Mapping[str, Any] | RowMapping) -> Occurrence:
    """Read a date out of a row that has `DATE_COLUMNS` and `EVENT_COLUMNS`."""
    event = event_of(row)
    return Occurrence(
        event=event,
        original=row["original"],
        starts=row["starts"],
        start=row["start"],
        end=row["finish"],
        details=details_of(row["details"]) if row["details"] else event.details,
        status=Status(row["status"]),
        revision=row["revision"],
        timing=row["timing"],
        cancel_reason=row["cancel_reason"],
    )


def rsvp_of(row: RowMapping) -> Rsvp:
    return Rsvp(
        event=row["event"],
        original=row["original"],
        person=row["person"],
        name=row["name"],
        answer=Answer(row["answer"]),
        at=row["at"],
    )


def slot_in(row: RowMapping) -> Slot:
    return row["community"], row["event"], row["original"]


def words_of(title: str) -> set[str]:
    """The folded words somebody may type to find a title; at most twenty."""
    folded = "".join(letter if letter.isalnum() else " " for letter in fold(title))
    return {word[:40] for word in folded.split()[:20]}


def labels_of(one: Occurrence) -> set[tuple[str, str]]:
    """What lists are narrowed by, as kind and value: folded topics, and whoever hosts or planned a date."""
    topics = {("topic", fold(topic)) for topic in (*one.details.topics, one.details.hashtag) if fold(topic)}
    hosts = (host.person for host in (*one.event.details.hosts, *one.details.hosts))
    return topics | {("person", person) for person in (*hosts, one.event.created_by) if person}


def label_values(one: Occurrence) -> list[dict[str, Any]]:
    """The rows of a date's labels; each repeats what decides whether and where the date is listed."""
    common = {
        "community": one.event.community,
        "status": one.status.value,
        "start": one.start,
        "event": one.event.id,
        "original": one.original,
        "finish": one.end,
        "level": one.details.level.value,
        "programme": one.event.programme,
    }
    return [{**common, "kind": kind, "value": value} for kind, value in sorted(labels_of(one))]


def details_text(details: Details) -> str:
    return json.dumps(
        {
            "title": details.title,
            "description": details.description,
            "kind": details.kind,
            "level": details.level,
            "hosts": [[host.name, host.person] for host in details.hosts],
            "place": details.place,
            "link": details.link,
            "hashtag": details.hashtag,
            "topics": details.topics,
            "capacity": details.capacity,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@lru_cache(maxsize=4096)
def details_of(text: str) -> Details:
    held = json.loads(text)
    return Details(
        **{
            **held,
            "kind": Kind(held["kind"]),
            "level": Level(held["level"]),
            "hosts": tuple(Host(name, person) for name, person in held["hosts"]),
            "topics": tuple(held["topics"]),
        }
    )


def rule_text(rule: Repeat) -> str:
    """Write a rule with all it holds; iCalendar's RRULE would leave some of it to the reader."""
    held = {field.name: getattr(rule, field.name) for field in fields(rule)}
    held["until"] = rule.until.isoformat() if rule.until else None
    held["without"] = [day.isoformat() for day in rule.without]
    return json.dumps(held, separators=(",", ":"))


@lru_cache(maxsize=1024)
def rule_of(text: str | None) -> Repeat | None:
    if text is None:
        return None
    held = json.loads(text)
    return Repeat(
        **{
            **held,
            "every": Every(held["every"]),
            "short": ShortMonth(held["short"]),
            "weekdays": tuple(held["weekdays"]),
            "nth": tuple(held["nth"]) if held["nth"] else None,
            "until": date.fromisoformat(held["until"]) if held["until"] else None,
            "without": tuple(date.fromisoformat(day) for day in held.get("without", ())),
        }
    )
