"""What a digest is: whom it comes to, what it holds, and when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind


class Cadence(StrEnum):
    """How often a digest comes, in the words people read."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


SPAN: dict[Cadence, timedelta] = {
    Cadence.DAILY: timedelta(days=1),
    Cadence.WEEKLY: timedelta(days=7),
    Cadence.MONTHLY: timedelta(days=31),
}
"""How far back the first one looks."""

MOST = 5  # digests a person has, and a room
SHOWN = 10  # resources in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a digest holds; what is empty leaves nothing out, of several each does."""

    tags: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When it comes: at a full hour, daily, on a weekday (0 is Monday), or on the first such of a month."""

    cadence: Cadence = Cadence.WEEKLY
    weekday: int = 0
    hour: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """News of resources for a person, or for a room.

    `person` has it, or set it up for the `room`. It is a proposal until it has `begun`. `told` is up to when
    news was gathered, `edition` the day (where it is read) of the last one, `next` when the next is due;
    `paused` is since when it rests, `lost` that it rests because nothing can be posted in its room.
    """

    id: str
    community: str
    person: str
    name: str
    room: PlaceAddress | None = None
    wanted: Wanted = Wanted()
    rhythm: Rhythm = Rhythm()
    made: datetime
    begun: datetime | None = None
    told: datetime | None = None
    edition: date | None = None
    next: datetime | None = None
    paused: datetime | None = None
    lost: bool = False

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"digest:{self.id}"

    @property
    def since(self) -> datetime:
        """From when on what was shared is news to it."""
        return self.told or self.made - SPAN[self.rhythm.cadence]


@dataclass(frozen=True, slots=True)
class Fresh:
    """As much of a resource that was shared lately as it takes to know whether a digest holds it."""

    id: str
    person: str
    tags: tuple[str, ...]
    subjects: tuple[str, ...]
    grades: tuple[Grade, ...]
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Leaning:
    """A resource that somebody saved or tried, and what it is about."""

    id: str
    tried: bool
    tags: tuple[str, ...]
    subjects: tuple[str, ...]
    grades: tuple[Grade, ...]
