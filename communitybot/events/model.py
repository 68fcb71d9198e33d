"""What an event is: frozen values, wall-clock times in a named zone, and answers to one occurrence each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.moments.repeat import Repeat
from communitybot.people.model import Level


class Kind(StrEnum):
    """The forms Connected Educator Month knew, and a plain meeting."""

    MEETING = "meeting"
    WEBINAR = "webinar"
    PANEL = "panel"
    CHAT = "chat"
    FORUM = "forum"
    BOOK_CLUB = "book club"
    TOUR = "tour"
    OPEN_HOUSE = "open house"
    CONTEST = "contest"
    EXHIBIT = "exhibit"
    PODCAST = "podcast"
    EDCAMP = "edcamp"
    BADGE_CHALLENGE = "badge challenge"
    KICKOFF = "kickoff"
    LAB = "leadership lab"


class Status(StrEnum):
    DRAFT = "draft"  # planned by somebody, not yet posted
    OPEN = "open"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What a person says to one occurrence."""

    GOING = "going"
    MAYBE = "maybe"
    CANT = "cant"
    WAITING = "waiting"  # going, once a place is free


class Scope(StrEnum):
    """Which occurrences an edit or a cancellation is about."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Host:
    """Who hosts: a member (`person` is our id) or a guest known by name only."""

    name: str
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What people read about an event; a series has them once, an edited occurrence its own."""

    title: str
    description: str = ""
    kind: Kind = Kind.MEETING
    level: Level = Level.ALL
    hosts: tuple[Host, ...] = ()
    place: str = ""  # where, in words
    link: str = ""  # or a web address (http or https)
    hashtag: str = ""  # without '#', folded to lower case
    topics: tuple[str, ...] = ()
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event or one series. `starts` is naive wall-clock time in `zone`; instants are worked out from it.

    `revision` rises with every change people should hear of; it is the SEQUENCE of calendar files. `timing`
    is the revision at which its time last changed: reminders belong to one timing. `uid` is the stable
    calendar identity. `programme` is the id of the programme it belongs to. `shifts` are the moves of the
    whole series, oldest first, also those from before it was split off, and `successor` is the event that
    goes on after a split: through them a button made before still finds its occurrence.
    """

    id: str
    community: str
    uid: str
    details: Details
    starts: datetime
    zone: str
    length: timedelta
    all_day: bool = False
    repeat: Repeat | None = None
    status: Status = Status.DRAFT
    revision: int = 0
    programme: str | None = None
    created_by: str | None = None
    created_at: datetime
    changed_at: datetime
    cancel_reason: str = ""
    timing: int = 0
    shifts: tuple[timedelta, ...] = ()
    successor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one occurrence of a series differs; `original` is its wall-clock start by the rule."""

    event: str
    original: datetime
    starts: datetime | None = None  # moved to, wall clock in the series' zone
    length: timedelta | None = None
    details: Details | None = None
    cancelled: bool = False
    cancel_reason: str = ""
    revision: int = 0
    timing: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time an event takes place: (event, original wall-clock start) is its identity.

    `start` and `end` are aware instants in UTC, worked out from wall clock and zone.
    """

    event: Event
    original: datetime
    starts: datetime
    start: datetime
    end: datetime
    details: Details
    status: Status
    revision: int
    timing: int = 0
    cancel_reason: str = ""

    @property
    def key(self) -> str:
        """`EVENT@2026-12-01T19.00`: fits in an action token and names the occurrence for ever."""
        return key_of(self.event.id, self.original)

    @property
    def subject(self) -> str:
        """The outbox subject of this occurrence, below its event's."""
        return f"event:{self.event.id}/{self.original:%Y-%m-%dT%H:%M}"


def key_of(event: str, original: datetime) -> str:
    """The key that names one date of an event."""
    return f"{event}@{original:%Y-%m-%dT%H.%M}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    """One person's answer to one occurrence."""

    event: str
    original: datetime
    person: str
    name: str
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """That a person was there: by their own button, or corrected by a host with a reason."""

    event: str
    original: datetime
    person: str
    name: str
    present: bool
    at: datetime
    corrected_by: str | None = None
    reason: str = ""


class FollowKind(StrEnum):
    HOST = "host"
    TOPIC = "topic"
    HASHTAG = "hashtag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Somebody wants to hear once of each new event by a host, on a topic or with a hashtag."""

    person: str
    kind: FollowKind
    value: str  # folded to lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A run of events under one name and theme, as Connected Educator Month was."""

    id: str
    community: str
    name: str
    theme: str
    starts: datetime  # naive dates at midnight, in the community's zone
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar subscription: only its secret's hash is kept; without `person`, all events.

    `created_by` is whoever may revoke it.
    """

    id: str
    community: str
    person: str | None
    secret_hash: str
    created_at: datetime
    revoked_at: datetime | None = None
    created_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many said what to one occurrence."""

    going: int = 0
    maybe: int = 0
    cant: int = 0
    waiting: int = 0
