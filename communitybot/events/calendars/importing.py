"""Importing a calendar: each event whole or not at all, and nothing twice however often a file is read."""

import asyncio
import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from communitybot.communities.model import Community
from communitybot.communities.names import clean, slug
from communitybot.errors import Misread
from communitybot.events.calendars.archives import CalendarWork, Remembered
from communitybot.events.calendars.comparing import exceptions_read, exceptions_stored, merged, same
from communitybot.events.calendars.foreign_read import ReadCalendar, ReadEvent
from communitybot.events.calendars.landing import Landing
from communitybot.events.calendars.reading import read_calendar
from communitybot.events.model import Event, Status
from communitybot.ids import new_id
from communitybot.ports import Clock, Units

MOST_TOLD = 50  # sentences of a report; ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a file: how many events were what, and a sentence for whatever there is to tell."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unread: int = 0
    problems: tuple[str, ...] = ()


class Verdict(Enum):
    """What became of one event."""

    NEW = auto()
    CHANGED = auto()
    UNCHANGED = auto()
    KEPT = auto()  # the file says something else, and ours counts
    IGNORED = auto()


async def import_calendar(
    units: Units[CalendarWork], clock: Clock, content: bytes, *, community: str, zone: str = "UTC"
) -> Report:
    """Read a calendar into the community of that name, which is made if there is none and anything was read.

    `zone` is for a new community whose file names no zone. An event is known by its UID. Reading a file again
    changes nothing, and keeps what was changed here since. When the file has changed too, the file counts,
    unless its SEQUENCE is below the one last read, or something was changed here and the file's SEQUENCE did
    not rise: then ours is kept, and the report says so. Events that a file no longer holds stay.

    Raises:
        Misread: for a name nobody could call a community by.
    """
    now = clock.now()
    if not clean(community, ""):
        raise Misread("A community needs a name.", field="community", example="--community 'Lincoln School'")
    known = await units.read(lambda work: work.communities.by_name(community))
    read = await asyncio.to_thread(read_calendar, content, zone=known.zone if known else zone, now=now)
    if known is None and read.events:
        own = read.zone or _usual(read, zone)
        if own != zone:
            read = await asyncio.to_thread(read_calendar, content, zone=own, now=now)
        known = await units.run(lambda work: _made(work, community, own))
    counts: Counter[Verdict] = Counter()
    problems = list(read.problems)
    for event, home in () if known is None else [(event, known) for event in read.events]:
        verdict = await _one(units, home, event, now)
        counts[verdict] += 1
        if verdict is Verdict.KEPT:
            problems.append(
                f"“{event.details.title}”: kept as it is here; the file is older or has no newer SEQUENCE."
            )
    return Report(
        new=counts[Verdict.NEW],
        changed=counts[Verdict.CHANGED],
        unchanged=counts[Verdict.UNCHANGED] + counts[Verdict.KEPT],
        unread=read.unread,
        problems=_told(problems),
    )


def _told(problems: list[str]) -> tuple[str, ...]:
    """As many sentences as anybody reads."""
    more = len(problems) - MOST_TOLD
    return (*problems[:MOST_TOLD], *([f"And {more:,} more of this kind."] if more > 0 else ()))


async def _one(units: Units[CalendarWork], community: Community, read: ReadEvent, now: datetime) -> Verdict:
    async def unit(work: CalendarWork) -> Verdict:
        return await _land(Landing(work=work, community=community, now=now), read)

    return await units.run(unit)


async def _land(landing: Landing, read: ReadEvent) -> Verdict:
    work, name = landing.work, landing.community.id
    stored = await work.events.by_uid(name, read.uid)
    if stored is None:
        if read.only_if_known:
            return Verdict.IGNORED
        event = await landing.new(read)
        await work.calendars.remember(name, read.uid, _remembered(read, event))
        return Verdict.NEW
    stored = await work.events.get(name, stored.id, hold=True) or stored
    changes = (await work.events.changes(name, [stored.id]))[stored.id]
    if read.only_if_known:  # its words are those of its series; only that it is not held is news
        read = replace(
            read, details=stored.details, starts=stored.starts, zone=stored.zone, length=stored.length
        )
    wanted = merged(read, stored)
    exceptions = exceptions_read(read, wanted)
    last = await work.calendars.imported(name, read.uid)
    if same(stored, wanted) and exceptions == exceptions_stored(changes.values(), stored):
        if last not in {None, _remembered(read, stored)}:
            await work.calendars.remember(name, read.uid, _remembered(read, stored))
        return Verdict.UNCHANGED
    if last is not None and last[2] == _fingerprint(read):
        return Verdict.UNCHANGED  # the file is what it was: what differs was changed here
    if stored.status is Status.DRAFT or not _newer(read, stored, last):
        return Verdict.KEPT
    event = await landing.changed(stored, wanted, exceptions, read.sequence)
    await work.calendars.remember(name, read.uid, _remembered(read, event))
    return Verdict.CHANGED


def _newer(read: ReadEvent, stored: Event, last: Remembered | None) -> bool:
    """Whether the file counts: see `import_calendar`. Many programs never raise SEQUENCE at all."""
    if last is None:  # made here; the file is a copy of it
        return read.sequence >= stored.revision
    sequence, revision, _ = last
    changed_here = stored.revision > revision
    return read.sequence > sequence if changed_here else read.sequence >= sequence


def _remembered(read: ReadEvent, event: Event) -> Remembered:
    return read.sequence, event.revision, _fingerprint(read)


def _fingerprint(read: ReadEvent) -> str:
    return hashlib.sha256(repr(replace(read, sequence=0)).encode()).hexdigest()


def _usual(read: ReadCalendar, zone: str) -> str:
    """The zone most events of a file are in."""
    zones = Counter(event.zone for event in read.events if event.zone != "UTC")
    return max(sorted(zones), key=lambda each: zones[each], default=zone)


async def _made(work: CalendarWork, name: str, zone: str) -> Community:
    known = await work.communities.by_name(name)
    tidy = clean(name, "Our community")
    return known or await work.communities.add(Community(id=new_id(), name=tidy, slug=slug(tidy), zone=zone))
