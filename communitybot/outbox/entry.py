"""A promise in the outbox: what features put in, what the relay hands back, and how it may end."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import chain
from typing import Any, NamedTuple, Protocol

from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.message import Message

UNREACHED = "outbox.unreached"
"""A task put when a person cannot be written to privately.

Its `args`: `to`, their address; `words`, frozen; `kind` and `args` of what could not be said.
"""


class State(StrEnum):
    """Where a promise stands. Everything after `IN_DOUBT` is final."""

    PLANNED = "planned"  # due now or later; nobody holds it
    CLAIMED = "claimed"  # a worker holds it and has not yet said what will be sent
    SENDING = "sending"  # what is sent is committed; the request may have left
    IN_DOUBT = "in_doubt"  # the request may or may not have arrived; looked up before anything else
    SENT = "sent"
    DONE = "done"  # a task without a message of its own
    FAILED = "failed"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    QUARANTINED = "quarantined"


FINAL = frozenset(
    {
        State.SENT,
        State.DONE,
        State.FAILED,
        State.SKIPPED,
        State.CANCELLED,
        State.SUPERSEDED,
        State.QUARANTINED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A promise being made, in the same transaction as the change that caused it.

    `key` is unique for ever: putting it again changes nothing (`event:42:2026-12-01T19:00:1h:room:7`).
    `destination` is the address of a place or a person; None for a task without a message. `subject` groups
    what is moved or cancelled together (`event:42`, `event:42/2026-12-01T19:00`). `args` is small JSON the
    kind's handler needs. `message` is given only when the words must not follow later changes.
    `merge` says that entries for one destination and one minute may become one message.
    """

    key: str
    community: str
    kind: str
    due: datetime
    destination: str | None = None
    subject: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0
    message: Message | None = None
    merge: bool = False


class Entry(NamedTuple):
    """A promise that is due, as its kind's handler sees it."""

    id: int
    key: str
    community: str
    kind: str
    due: datetime
    destination: str | None
    subject: str
    args: Mapping[str, Any]
    revision: int
    attempts: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the words of a message posted earlier; `key` posts it anew, once, if it was deleted."""

    ref: MessageRef
    message: Message


@dataclass(frozen=True, slots=True)
class Done:
    """The task is done; nothing is sent (other entries may have been put by the handler)."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not yet: try again at `at` (quiet hours, something unfinished)."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Not any more: too late to be useful, or overtaken; `state` says which final state it is."""

    reason: str
    state: State = State.SKIPPED


Outcome = Message | Edit | Done | Later | Skip

Handler = Callable[[Sequence[Entry], Any], Awaitable[Sequence[Outcome]]]
"""Draws due entries of one kind from the data as they are now, inside the transaction that freezes them.

It gets a batch and the unit's repositories, and returns one outcome an entry, in order: set-based reads keep
drawing cheap. It may put further entries (fan-out), which are committed together with its outcomes.
"""


class Outbox(Protocol):
    """The outbox as features see it, inside a unit of work."""

    async def put(self, entries: Sequence[NewEntry]) -> int:
        """Store promises; those whose key exists are left as they are. Returns how many were new."""
        ...

    async def cancel(self, community: str, subject: str, *, reason: str, below: bool = False) -> int:
        """End what is still planned for a subject (and, with `below`, for `subject/...`) as cancelled."""
        ...

    async def supersede(
        self, community: str, subject: str, *, revision: int, kinds: Sequence[str] = (), below: bool = False
    ) -> int:
        """End what is planned for a subject with an older revision as superseded; `kinds` narrows it."""
        ...

    async def ref(self, community: str, key: str) -> MessageRef | None:
        """The message a key became, once it was sent."""
        ...

    async def refs(self, community: str, subject: str, kind: str) -> Sequence[tuple[str, MessageRef]]:
        """Key and message of everything of one kind sent for a subject, oldest first."""
        ...


class Matter(NamedTuple):
    """What a held row is about, which only drawing needs; `args` is JSON."""

    community: str
    subject: str
    args: str
    revision: int


class Held(NamedTuple):
    """A row as the worker that claimed it holds it; times are microseconds since 1970.

    `epoch` rises with every claim: an answer is recorded only while it is still this one. `begun_at` is when
    the first attempt began whose outcome is unknown; it equals `started_at` when only the present one is.
    """

    id: int
    epoch: int
    state: str
    key: str
    kind: str
    destination: str | None
    due: int
    merge: int
    attempts: int
    crashes: int
    resent: int
    started_at: int | None
    begun_at: int | None
    payload: str | None
    edit: str | None

    def leaving(self, payload: str, edit: str | None, merge: int, began: int) -> "Held":
        """The same row with its words, about to be sent for the first time."""
        return Held(
            self.id,
            self.epoch,
            State.SENDING,
            self.key,
            self.kind,
            self.destination,
            self.due,
            merge,
            self.attempts,
            self.crashes,
            self.resent,
            started_at=began,
            begun_at=began,
            payload=payload,
            edit=edit,
        )


class Settled(NamedTuple):
    """How an attempt ended, other than plainly sent.

    `due` plans it again; `look_at` is the real time from which its doubt may be looked into. `unknown` keeps
    the memory of an attempt whose outcome is not known; `anew` turns an edit into a post; `redraw` drops
    the frozen words, which is right only while nothing can have arrived. `unreached`: a person cannot be
    written to privately, so a task of the kind `UNREACHED` follows.
    """

    held: Held
    state: State
    reason: str | None = None
    ref: str | None = None
    due: int | None = None
    look_at: int | None = None
    unknown: bool = False
    resent: int = 0
    anew: bool = False
    redraw: bool = False
    unreached: bool = False


Sent = tuple[str, int, int]
"""What a key became (the message's ref), the row's id and its epoch."""


@dataclass(slots=True)
class Answers:
    """What has happened to held rows since the last turn, to be committed with the next."""

    sent: list[Sent] = field(default_factory=list)
    carried: list[Sent] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sent) + len(self.carried) + len(self.settled)

    def add(self, later: "Answers") -> None:
        self.sent += later.sent
        self.carried += later.carried
        self.settled += later.settled

    def rows(self) -> Iterator[int]:
        """The ids of the rows they are about."""
        for _, row, _ in chain(self.sent, self.carried):
            yield row
        for settled in self.settled:
            yield settled.held.id


@dataclass(frozen=True, slots=True)
class Room:
    """How much a worker can take now: fresh rows, doubts to look into, and suspects.

    A suspect is a row in whose company the process died. `suspects` is how many of those that crashed once
    fit in; `worst` allows one that crashed twice, if no other suspect is left. Fresh rows are given up to
    `lead` microseconds before they are due, to be held until then.
    """

    fresh: int = 0
    lead: int = 0
    doubts: int = 0
    suspects: int = 0
    worst: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn at the table gave: rows now ours, and when to come again.

    `next_due` is by the clock people live by, `next_look` by real time, both in microseconds; `more` says
    that fresh rows were due beyond the room there was, `suspects` that suspects are left.
    """

    fresh: Sequence[Held] = ()
    doubts: Sequence[Held] = ()
    suspects: Sequence[Held] = ()
    next_due: int | None = None
    next_look: int | None = None
    more: bool = False
    suspects_left: int = 0
