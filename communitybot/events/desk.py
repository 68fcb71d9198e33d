"""What every event service stands on: finding an event by its key, and who may do what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed, NotFound
from communitybot.events import occurrences
from communitybot.events.model import Change, Event, Occurrence, Status
from communitybot.events.posted import Posted
from communitybot.events.repository import EventsWork, Slot, slot_of
from communitybot.ports import Clock, Units

EXAMPLE = "/events"
SPLITS_FOLLOWED = 20  # how often a series may have been split between a button's making and its pressing


class Desk:
    """One part of the event services: it keeps nothing itself."""

    def __init__(
        self, units: Units[EventsWork], clock: Clock, *, key: bytes = b"", posted: Posted | None = None
    ) -> None:
        self._units = units
        self._clock = clock
        self._posted = posted or Posted()
        self._key = key  # what the secrets of calendar addresses are kept under


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date that a key names, with all of its event."""

    event: Event
    changes: Mapping[datetime, Change]
    occurrence: Occurrence
    whole: bool  # the key names the event and no date

    @property
    def slot(self) -> Slot:
        return slot_of(self.occurrence)


async def find(work: EventsWork, caller: Caller, key: str, *, now: datetime, hold: bool = False) -> Found:
    """Find a date by `Occurrence.key`, or by an event's id: then its next date, or its last.

    Keys made before a series was moved or split still find their date. Somebody else's draft and another
    community's event are not there. With `hold`, others who hold the event wait.

    Raises:
        NotFound: when nothing of this community has that key.
    """
    name, original = occurrences.parse_key(key.strip())
    found = await follow(work, caller.community, name, original, now=now, hold=hold)
    if found is None or (found.event.status is Status.DRAFT and found.event.created_by != caller.person):
        raise NotFound(
            "I know no such event here; it may have been withdrawn.", understood=key[:100], example=EXAMPLE
        )
    return found


async def follow(
    work: EventsWork,
    community: str,
    name: str,
    original: datetime | None,
    *,
    now: datetime,
    hold: bool = False,
) -> Found | None:
    """Find a date by its event and the wall-clock start it had once, whoever asks; None when it is gone.

    It is followed where its series was moved, and into what was split off. Without `original` it is the
    event's next date, or its last. With `hold`, others who hold the event wait.
    """
    for _ in range(SPLITS_FOLLOWED):
        event = await work.events.get(community, name, hold=hold) if name else None
        if event is None:
            break
        changes = (await work.events.changes(event.community, [event.id]))[event.id]
        found = _on(event, changes, original, now)
        if found is not None:
            return Found(event=event, changes=changes, occurrence=found, whole=original is None)
        name = event.successor or ""
    return None


def _on(
    event: Event, changes: Mapping[datetime, Change], original: datetime | None, now: datetime
) -> Occurrence | None:
    if original is None:
        return occurrences.following(event, changes, now) or occurrences.latest(event, changes, now)
    named = occurrences.resolve(event, original)
    return None if named is None else occurrences.occurrence(event, named, changes.get(named))


async def community_of(work: EventsWork, caller: Caller) -> Community:
    """The caller's community as it is stored now."""
    return await known(work, caller.community)


async def known(work: EventsWork, community: str) -> Community:
    found = await work.communities.get(community)
    if found is None:
        raise NotFound("I do not know this community yet.", example="/communitybot")
    return found


def may_change(caller: Caller, occurrence: Occurrence) -> bool:
    """Whoever planned it, its hosts who are members, and administrators may change and cancel an event."""
    if caller.community != occurrence.event.community:
        return False
    hosts = (*occurrence.event.details.hosts, *occurrence.details.hosts)
    return (
        caller.administers
        or occurrence.event.created_by == caller.person
        or any(host.person == caller.person for host in hosts)
    )


def demand_change(caller: Caller, occurrence: Occurrence) -> None:
    """Refuse those who may not change an event, and say who may."""
    if not may_change(caller, occurrence):
        title = occurrence.details.title
        raise NotAllowed(
            f"Only the hosts of {title}, whoever planned it and administrators can do that.", example=EXAMPLE
        )


def rerevised(
    event: Event, changes: Mapping[datetime, Change], *, now: datetime, moved: bool = False
) -> Event:
    """The event with its next revision, which is above that of all its dates."""
    revision = max([event.revision, *(change.revision for change in changes.values())]) + 1
    return replace(event, revision=revision, changed_at=now, timing=revision if moved else event.timing)
