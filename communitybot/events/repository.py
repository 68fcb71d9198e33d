"""What the event services ask of the store; every call demands the community."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.events.model import (
    Answer,
    Attendance,
    Change,
    Event,
    Feed,
    Follow,
    FollowKind,
    Level,
    Occurrence,
    Programme,
    Rsvp,
    Tally,
)
from communitybot.events.views import Listed, Page
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository

Slot = tuple[str, str, datetime]
"""One date: community, event, wall-clock start by the rule."""

SERIES = datetime(1, 1, 1)  # noqa: DTZ001 - in place of a date: the whole event
Own = tuple[timedelta, ...] | None
"""How long before the start a person wants to be reminded; None when they did not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which coming dates a list shows: those that end after `since` and start before `until`.

    `person` is whoever reads; with `mine`, only what they answered, host or planned. `topic` is folded
    and matches hashtags too.
    """

    community: str
    person: str
    since: datetime
    until: datetime | None = None
    mine: bool = False
    topic: str | None = None
    level: Level | None = None
    programme: str | None = None
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which events a person is looking for by name: the beginnings of words, folded."""

    community: str
    person: str
    words: tuple[str, ...]
    now: datetime
    limit: int
    editable_by: str | None = None
    dates: int = 1  # how many dates of one event


class EventStore(Protocol):
    """Events, how single dates of theirs differ, and the dates laid out for lists."""

    async def add(self, event: Event) -> None: ...

    async def save(self, event: Event) -> None: ...

    async def delete(self, community: str, event: str) -> None: ...

    async def get(self, community: str, event: str, *, hold: bool = False) -> Event | None:
        """The event; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def by_uid(self, community: str, uid: str) -> Event | None: ...

    async def ending(self, community: str, letters: str) -> Sequence[str]:
        """The ids of events that end with these letters, two at most: is it the only one?"""
        ...

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Event]: ...

    async def changes(self, community: str, ids: Sequence[str]) -> Mapping[str, Mapping[datetime, Change]]:
        """The changes of each of the events, by original start; an event without any is there, empty."""
        ...

    async def change(self, community: str, change: Change) -> None:
        """Store how one date differs, in place of what was stored for it."""
        ...

    async def originals(self, community: str, event: str) -> Sequence[datetime]:
        """Every wall-clock start of the event that something is kept about: a change, an answer, presence."""
        ...

    async def rekey(
        self, community: str, event: str, originals: Mapping[datetime, datetime], *, into: str | None = None
    ) -> None:
        """Give dates another original start (or event): their changes, answers and presence follow."""
        ...

    async def lay_out(
        self, community: str, event: str, occurrences: Sequence[Occurrence], *, since: datetime | None
    ) -> None:
        """Replace the laid-out dates that end after `since` (None: all of them) by these."""
        ...

    async def laid_out(self, community: str, event: str) -> Sequence[Occurrence]:
        """Every laid-out date of an event, soonest first."""
        ...

    async def occurrences(self, slots: Sequence[Slot]) -> Mapping[Slot, Occurrence]:
        """Those of the dates that are laid out, in one read."""
        ...

    async def card_turn(self, community: str, event: str) -> tuple[int, datetime | None]:
        """Which redrawing of the card comes next, and when the last one was drawn; holds the event."""
        ...

    async def card_drawn(self, events: Sequence[tuple[str, str]], at: datetime) -> None:
        """Note that the cards of (community, event) pairs are being drawn now: a new turn begins."""
        ...


class Listings(Protocol):
    """Lists of dates as one person sees them."""

    async def listed(self, wanted: Wanted) -> Page: ...

    async def sought(self, sought: Sought) -> Sequence[Occurrence]:
        """The next `dates` of each event, soonest first, then those over, latest first, then cancelled ones.

        A date that has a title of its own is found by that, and by that alone.
        """
        ...

    async def overlapping(self, community: str, start: datetime, end: datetime) -> Sequence[Occurrence]:
        """Posted dates of at most half a day that overlap a span, soonest first, at most ten."""
        ...

    async def subscribed(self, community: str, person: str | None, since: datetime) -> Sequence[Occurrence]:
        """Posted and cancelled dates that end after `since`, soonest first, at most 1,000.

        With a person, only those they said going, maybe or waiting to.
        """
        ...


class Answers(Protocol):
    """What people said to dates, and when they want to be reminded of them."""

    async def tallies(self, slots: Sequence[Slot]) -> Mapping[Slot, Tally]:
        """How many said what, in one read; a date nobody answered counts nothing."""
        ...

    async def rsvps(
        self, slots: Sequence[Slot], people: Sequence[str]
    ) -> Mapping[tuple[Slot, str], Rsvp]: ...

    async def answered(self, slot: Slot, answers: Sequence[Answer], *, limit: int = 1_000) -> Sequence[Rsvp]:
        """Who gave one of the answers, first come first."""
        ...

    async def answer(self, community: str, rsvp: Rsvp) -> None:
        """Store an answer in place of the person's earlier one; they join the end of its line."""
        ...

    async def withdraw(self, slot: Slot, person: str) -> None: ...

    async def ahead_of(self, slot: Slot, person: str) -> int | None:
        """How many wait before a person who waits; None when they do not."""
        ...

    async def audience(self, slots: Sequence[Slot]) -> Sequence[tuple[Slot, str, Answer | None, Own]]:
        """Who answered or asked to be reminded: date, person, answer, and what they asked for."""
        ...

    async def attending(
        self, community: str, event: str, originals: Sequence[datetime]
    ) -> Mapping[str, datetime]:
        """Everybody going, maybe or waiting on one of the dates, with the first of theirs."""
        ...

    async def coming_of(self, community: str, person: str, since: datetime) -> Sequence[Occurrence]:
        """The laid-out dates a person answered or set reminders for that end after `since`, soonest first."""
        ...

    async def offsets(self, slot: Slot, person: str) -> Own:
        """What a person asked for on this date, else for its whole event, else None."""
        ...

    async def set_offsets(self, slot: Slot, person: str, offsets: tuple[timedelta, ...]) -> None: ...


class Presence(Protocol):
    """Who was there."""

    async def attendance(self, slot: Slot, *, person: str | None = None) -> Sequence[Attendance]:
        """By name; with `person`, theirs alone."""
        ...

    async def attended(self, community: str, attendance: Attendance) -> None: ...


class Followings(Protocol):
    """Who wants to hear of new events by a host, on a topic or with a hashtag."""

    async def follow(self, community: str, follow: Follow) -> bool:
        """Store it; False when it is stored already."""
        ...

    async def unfollow(self, community: str, follow: Follow) -> bool: ...

    async def follows(self, community: str, person: str) -> Sequence[Follow]: ...

    async def followers(self, community: str, of: Iterable[tuple[FollowKind, str]]) -> Sequence[Follow]: ...


class Programmes(Protocol):
    """Runs of events under one theme."""

    async def add_programme(self, programme: Programme, folded: str) -> None: ...

    async def change_programme(self, programme: Programme, folded: str) -> None:
        """Keep it anew, under the id it has."""
        ...

    async def remove_programme(self, community: str, programme: str) -> None: ...

    async def has_events(self, community: str, programme: str) -> bool:
        """Whether any event that is posted, or was, belongs to it."""
        ...

    async def programmes(self, community: str) -> Sequence[Programme]: ...

    async def programme(self, community: str, named: str) -> Programme | None:
        """By id, or by folded name."""
        ...


class Feeds(Protocol):
    """Calendar subscriptions."""

    async def add_feed(self, feed: Feed) -> None: ...

    async def feeds_of(self, community: str, person: str) -> Sequence[Feed]:
        """The open subscriptions a person made, oldest first."""
        ...

    async def revoke_feeds(self, community: str, person: str, at: datetime) -> int:
        """End every subscription a person made; returns how many were open."""
        ...

    async def feed(self, secret_hash: str) -> Feed | None:
        """The open subscription of a secret; it names its community, so none is asked for."""
        ...


class Wire(Protocol):
    """What has left."""

    async def sent_with(self, community: str, key: str) -> Sequence[Mapping[str, Any]]:
        """The arguments of every reminder that went out in the same message as `key`, itself included."""
        ...

    async def is_promised(self, community: str, key: str) -> bool:
        """Whether a message with this key is still to come."""
        ...

    async def on_the_wire(self, community: str, subject: str) -> bool:
        """Whether a reminder of a date may have left, and it is not known yet."""
        ...


class EventRepository(EventStore, Listings, Answers, Presence, Followings, Programmes, Feeds, Wire, Protocol):
    """Everything about events that is kept."""


class EventsWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def events(self) -> EventRepository: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...


def slot_of(occurrence: Occurrence) -> Slot:
    """The date's identity in the store."""
    return occurrence.event.community, occurrence.event.id, occurrence.original


__all__ = ["SERIES", "EventRepository", "EventsWork", "Listed", "Own", "Slot", "Sought", "Wanted", "slot_of"]
