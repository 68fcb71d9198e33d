"""What people do, as adapters hand it over: platform addresses in, and the caller the core makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress, SpaceAddress

ADMINISTRATOR = "administrator"  # the platform says they run the space


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A message that somebody chose, to have something done about it.

    `text` are its words as in `Posted`, `account` and `name` whoever said them: each None where the platform
    does not tell, as for a message that is named by its address only.
    """

    ref: MessageRef
    text: str | None = None
    account: PersonAddress | None = None
    name: str | None = None


Value = str | bool | int | tuple[str, bytes] | Chosen | None
"""A given argument: text as typed, a platform's own yes/no or number, a file (name, bytes), or a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The person as the platform tells: account, name shown, and what it says about them.

    `zone` and `locale` are the platform's hints (IANA name, BCP 47 tag), None when it gives none;
    `roles` holds `ADMINISTRATOR` and platform role ids, as true now; `rights_told` is False where the
    platform does not say who administers what, as in private on Discord.
    """

    account: PersonAddress
    name: str
    zone: str | None = None
    locale: str | None = None
    roles: frozenset[str] = frozenset()
    rights_told: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoked:
    """A command was given: either `typed` text after its name (Slack, playground) or `values` by name.

    `id` is the platform's unique id of this happening: the same id is acted on once.
    `command` has no slash: `event create`. With `typed`, it may be just the first word (`event`), the
    binder finds the subcommand in the text.
    """

    id: str
    who: Who
    place: PlaceAddress
    command: str
    typed: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button was pressed, or a select's option chosen (`value`), under a message of ours."""

    id: str
    who: Who
    place: PlaceAddress
    action: Action
    message: MessageRef | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form was sent: `action` is the form's, `values` by field name."""

    id: str
    who: Who
    place: PlaceAddress
    action: Action
    values: Mapping[str, Value]
    message: MessageRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Suggestions are wanted for one parameter while it is typed; `given` holds the other values so far."""

    who: Who
    place: PlaceAddress
    command: str
    parameter: str
    text: str
    given: Mapping[str, Value] = field(default_factory=dict)


class Away(StrEnum):
    """Why nothing can be posted in a room now."""

    DELETED = "deleted"
    ARCHIVED = "archived"
    LEFT = "left"  # the bot is in it no more
    CLOSED = "closed"  # the bot may not see it, or not write there


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """The bot was added to a space. `rooms`: the address and name of each it can write in, in order.

    `closed` are rooms it knows of and may not write in, `others` those that are no rooms to choose from and
    can be written in. `missing` says what has become of known rooms that are in none of these; left out
    where not all rooms are told.
    """

    space: SpaceAddress
    name: str
    by: Who | None = None
    rooms: tuple[tuple[PlaceAddress, str], ...] = ()
    zone: str | None = None
    closed: tuple[PlaceAddress, ...] = ()
    others: tuple[PlaceAddress, ...] = ()
    missing: Away | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomTold:
    """One room, or a thread, as its platform tells of it now: its name, or why nothing can be posted there.

    The name may be empty where it is not known. `moved` is the address the room has had since.
    """

    room: PlaceAddress
    name: str = ""
    away: Away | None = None
    moved: PlaceAddress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Somebody spoke in a thread, or a room: `ref` is the message there, `at` when it was posted.

    `text` is what a reader sees, as plain words: mentions and rooms by name, marks of emphasis left out, web
    addresses whole, emoji as themselves or as `:name:`. `shown` says in words what is attached, a file each
    ("picture: the seating plan"). `reply_to` is the message it answers, where the platform says so.
    """

    who: Who
    ref: MessageRef
    text: str
    at: datetime
    reply_to: MessageRef | None = None
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """Somebody changed what they had said in a thread; words and attachments as in `Posted`."""

    ref: MessageRef
    text: str
    at: datetime
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Messages of one thread were deleted, by whomever."""

    refs: tuple[MessageRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """Somebody reacted to a message in a thread, or (`on` is False) took it back. `mark` names the emoji."""

    who: Who
    ref: MessageRef
    mark: str
    on: bool = True


def has_address(text: str) -> bool:
    """Whether words may have a web address in them: of a room, no others are ever wanted."""
    return "://" in text


Heard = Posted | Reworded | Removed | Reacted
"""What happens in a thread whose words are listened to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """A thread whose words are listened to, and since when they may have been missed."""

    thread: PlaceAddress
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """All people said in a thread from `since` to `until`, as its history tells it now, oldest first."""

    thread: PlaceAddress
    since: datetime
    until: datetime
    posts: tuple[Posted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What was said in a thread from `since` to `until` was not heard, and its history cannot be read."""

    thread: PlaceAddress
    since: datetime
    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls, as the core knows them: one person of one community, whatever account they use.

    `person` and `community` are our ids. `zone` is always a valid IANA name: the person's own if set,
    else the platform's hint, else the community's.
    """

    person: str
    name: str
    community: str
    account: PersonAddress
    space: SpaceAddress
    place: PlaceAddress
    zone: str
    locale: str = "en"
    roles: frozenset[str] = frozenset()
    zone_known: bool = True
    rights_told: bool = True

    @property
    def administers(self) -> bool:
        return ADMINISTRATOR in self.roles
