"""Exporting a community: all of it as JSON in a shape that is promised, and its events as a calendar."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from communitybot.communities.model import Community
from communitybot.errors import NotFound
from communitybot.events.calendars.archives import CalendarWork
from communitybot.events.calendars.ics import Series, calendar_of
from communitybot.events.model import Attendance, Change, Details, Event, Programme, Rsvp
from communitybot.ports import Units

FORMAT = "communitybot-export"
VERSION = 1
"""Rises when a field changes its meaning or goes; new fields may come at any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _All:
    """Everything of one community, read from one snapshot."""

    community: Community
    events: tuple[Event, ...]
    changes: Mapping[str, Mapping[datetime, Change]]
    programmes: tuple[Programme, ...]
    answers: tuple[Rsvp, ...]
    presence: tuple[Attendance, ...]


async def export(units: Units[CalendarWork], community: str) -> tuple[bytes, bytes]:
    """Return a community's JSON and its calendar; equal data give equal bytes.

    Left out: drafts, which only their makers know; accounts, rooms, secrets of subscriptions. Times are
    wall-clock times in the zone beside them, without an offset; moments end in Z.

    Raises:
        NotFound: when there is no community of that name; it names those there are.
    """

    async def unit(work: CalendarWork) -> _All:
        return await _read(work, community)

    everything = await units.read(unit)
    told = json.dumps(_community(everything), ensure_ascii=False, indent=1).encode() + b"\n"
    series = [
        Series(event=one, changes=tuple(everything.changes[one.id].values())) for one in everything.events
    ]
    return told, calendar_of(everything.community.name, series)


async def _read(work: CalendarWork, name: str) -> _All:
    found = await work.communities.by_name(name)
    if found is None:
        names = [each.name for each in await work.communities.every()]
        there = f"There are: {', '.join(names[:20])}." if names else "There is none yet."
        raise NotFound(f"There is no community “{name[:80]}”. {there}", understood=name[:80])
    events = tuple(await work.calendars.every(found.id))
    return _All(
        community=found,
        events=events,
        changes=await work.events.changes(found.id, [event.id for event in events]) if events else {},
        programmes=tuple(await work.events.programmes(found.id)),
        answers=tuple(await work.calendars.answers(found.id)),
        presence=tuple(await work.calendars.presence(found.id)),
    )


def _community(everything: _All) -> dict[str, Any]:
    community, settings = everything.community, everything.community.settings
    answers: dict[str, list[Rsvp]] = defaultdict(list)
    presence: dict[str, list[Attendance]] = defaultdict(list)
    for answer in everything.answers:
        answers[answer.event].append(answer)
    for present in everything.presence:
        presence[present.event].append(present)
    return {
        "format": FORMAT,
        "version": VERSION,
        "community": {
            "name": community.name,
            "slug": community.slug,
            "zone": community.zone,
            "settings": {
                "reminder_minutes": [int(offset.total_seconds()) // 60 for offset in settings.offsets],
                "who_hosts": settings.who_hosts.value,
                "public_page": settings.public_page,
            },
        },
        "programmes": [
            {
                "id": each.id,
                "name": each.name,
                "theme": each.theme,
                "starts": each.starts.date().isoformat(),
                "ends": each.ends.date().isoformat(),
            }
            for each in everything.programmes
        ],
        "events": [
            {
                **_event(event),
                "changes": [_change(change) for _, change in sorted(everything.changes[event.id].items())],
                "answers": [_answer(answer) for answer in answers[event.id]],
                "attendance": [_present(present) for present in presence[event.id]],
            }
            for event in everything.events
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "uid": event.uid,
        **_details(event.details),
        "starts": _wall(event.starts),
        "zone": event.zone,
        "minutes": int(event.length.total_seconds()) // 60,
        "all_day": event.all_day,
        "repeat": event.repeat.to_rrule() if event.repeat else None,
        "repeat_words": event.repeat.words() if event.repeat else None,
        "status": event.status.value,
        "cancel_reason": event.cancel_reason,
        "revision": event.revision,
        "programme": event.programme,
        "created_by": event.created_by,
        "created_at": _moment(event.created_at),
        "changed_at": _moment(event.changed_at),
    }


def _details(details: Details) -> dict[str, Any]:
    return {
        "title": details.title,
        "description": details.description,
        "kind": details.kind.value,
        "level": details.level.value,
        "hosts": [{"name": host.name, "person": host.person} for host in details.hosts],
        "place": details.place,
        "link": details.link,
        "hashtag": details.hashtag,
        "topics": list(details.topics),
        "capacity": details.capacity,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "original": _wall(change.original),
        "starts": _wall(change.starts) if change.starts else None,
        "minutes": int(change.length.total_seconds()) // 60 if change.length else None,
        "details": _details(change.details) if change.details else None,
        "cancelled": change.cancelled,
        "cancel_reason": change.cancel_reason,
    }


def _answer(answer: Rsvp) -> dict[str, Any]:
    return {
        "original": _wall(answer.original),
        "person": answer.person,
        "name": answer.name,
        "answer": answer.answer.value,
        "at": _moment(answer.at),
    }


def _present(present: Attendance) -> dict[str, Any]:
    return {
        "original": _wall(present.original),
        "person": present.person,
        "name": present.name,
        "present": present.present,
        "at": _moment(present.at),
        "corrected_by": present.corrected_by,
        "reason": present.reason,
    }


def _wall(wall: datetime) -> str:
    return wall.isoformat(timespec="minutes")


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
