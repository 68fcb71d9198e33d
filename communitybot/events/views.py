"""What goes into the event services and what comes out: wishes, pages, and events as one person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from communitybot.communities.model import Community
from communitybot.errors import Misread
from communitybot.events.model import Answer, Change, Details, Event, Host, Kind, Occurrence, Tally
from communitybot.events.occurrences import Run
from communitybot.moments import Repeat
from communitybot.people.model import Level, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A wish for an event. `starts` is naive wall-clock time in `zone`; `programme` is an id or a name."""

    details: Details
    starts: datetime
    zone: str
    length: timedelta = timedelta(hours=1)
    repeat: Repeat | None = None
    programme: str | None = None
    all_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """A wish to change an event; None leaves a thing as it is.

    `starts` is the new wall-clock start of the occurrence the wish names, in `zone` when that is given,
    else in the event's; a series moves by as much. A `capacity` of 0 means no limit.
    """

    title: str | None = None
    description: str | None = None
    kind: Kind | None = None
    level: Level | None = None
    hosts: tuple[Host, ...] | None = None
    place: str | None = None
    link: str | None = None
    hashtag: str | None = None
    topics: tuple[str, ...] | None = None
    capacity: int | None = None
    starts: datetime | None = None
    zone: str | None = None
    length: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An occurrence as one person sees it: the tally, and what they said themselves; `maker` planned it."""

    occurrence: Occurrence
    tally: Tally
    mine: Answer | None = None
    waiting_position: int | None = None  # 1 is next in line
    attended: bool = False
    maker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a list. `total` counts all of it, up to 1,000; with `more_than_total` there are more."""

    items: tuple[Listed, ...]
    total: int
    more_than_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """One occurrence before and after an edit."""

    before: Occurrence
    after: Occurrence

    @property
    def moved(self) -> bool:
        return (self.before.start, self.before.end) != (self.after.start, self.after.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What one choice of dates would come to, before it is done.

    `told` is how many would be told, and `news` whether there is anything to tell. For a series as a whole,
    `event` is how it would be, `run` its dates to come, and `kept` those that keep something of their own,
    with the names of it. `refused` says why the choice cannot be.
    """

    told: int = 0
    news: bool = False
    event: Event | None = None
    run: Run | None = None
    kept: tuple[tuple[Occurrence, tuple[str, ...]], ...] = ()
    refused: Misread | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """What a calendar subscription shows: whole events with their changes, and the dates that count.

    With `person`, `occurrences` are those they said going, maybe or waiting to. Cancelled ones stay for
    30 days after they would have ended.
    """

    community: Community
    person: Person | None
    events: tuple[Event, ...]
    changes: Mapping[str, tuple[Change, ...]]
    occurrences: tuple[Occurrence, ...]
