"""Lists of dates: which are wanted, and how the store answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from communitybot.events.model import Occurrence
from communitybot.events.views import Page
from communitybot.people.model import Level


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
