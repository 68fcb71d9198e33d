"""Promises in a worker's hands: rows it holds, what became of them, what its turn at the table gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from communitybot.outbox.entry import State


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
