"""A promise in the outbox: what features put in, what its handler is given, and how it may end."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from communitybot.conversation import limits
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.controls import check_label
from communitybot.conversation.message import Message

UNREACHED = "outbox.unreached"
"""A task put when a person cannot be written to privately.

Its `args`: `to`, their address; `words`, frozen; `kind` and `args` of what could not be said.
"""

ALONE = "alone"
"""Set among the `args` of what is for one person alone: no room is told its words in their place."""


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
class Thread:
    """Post an opening in the room it is for, and start a thread from it.

    Its key becomes the opening (`Outbox.ref`), whose id is the thread's: the thread's place is that
    message's place and its id. The opening is `pinned` in its room where the bot may.
    """

    title: str
    opening: Message
    pinned: bool = True

    def __post_init__(self) -> None:
        check_label(self.title, limits.HEADING)


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a message posted earlier; it is as well if it has gone already."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class Close:
    """Close the thread it is for."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """Let people write in the thread it is for again; it is as well if it is open."""


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


Act = Thread | Remove | Close | Reopen
"""What is done on a platform besides posting and editing."""

Outcome = Message | Edit | Act | Done | Later | Skip

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

    async def redraw(self, community: str, subject: str, *, kinds: Sequence[str], below: bool = False) -> int:
        """Have what was drawn for a subject and could not leave yet drawn anew when it next may.

        Its words may be gone meanwhile. What may have arrived already is left as it is.
        """
        ...

    async def ref(self, community: str, key: str) -> MessageRef | None:
        """The message a key became, once it was sent; what was opened became its opening."""
        ...

    async def state(self, community: str, key: str) -> State | None:
        """Where a promise stands; None when nothing was promised under this key.

        What was sent before a row fell due is seen as sent by whoever draws that row, as long as one relay
        works. What another process sent is seen some hundredths of a second later: until a state is final,
        take the promise for under way.
        """
        ...

    async def states(self, community: str, keys: Sequence[str]) -> Mapping[str, State]:
        """Where several promises stand; keys under which nothing was promised are left out."""
        ...

    async def unfinished(self, community: str, subject: str) -> Mapping[str, bool]:
        """What of a subject has not come to its end, oldest first: by key, whether its words are drawn."""
        ...

    async def anew(self, community: str, keys: Sequence[str]) -> int:
        """Have what was drawn and has surely not left drawn again at its turn; returns how many that are.

        What may have arrived is left as it is: it is corrected by an edit.
        """
        ...

    async def key_of(self, community: str, subject: str, ref: MessageRef) -> str | None:
        """The key of what became a message, among all that was sent for a subject."""
        ...

    async def refs(self, community: str, subject: str, kind: str) -> Sequence[tuple[str, MessageRef]]:
        """Key and message of everything of one kind sent for a subject, oldest first."""
        ...
