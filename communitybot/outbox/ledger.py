"""What the relay asks of the table of promises, as contracts; storage keeps them."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol

from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Held, Matter, Room, Turn

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Ledger(Protocol):
    """One worker's seat at the table, on a connection of its own, under a name random at each opening."""

    @property
    def elsewhere(self) -> bool:
        """Whether another process does the table's work: then a turn may be taken while messages leave.

        A thread of ours would only fight the senders for the interpreter, at every row.
        """
        ...

    async def open(self) -> int:
        """Take the seat, and take over what a dead process held, where only one may work (SQLite).

        Waits while another process has the one seat there is. Returns how many rows were taken over.
        """
        ...

    async def close(self) -> None:
        """Leave the seat; what is still held is recovered by whoever comes next."""
        ...

    async def turn(self, answers: Answers, *, now: int, room: Room) -> Turn:
        """Commit the answers and claim what is due at `now` (microseconds), in one durable transaction.

        Rows with frozen words come back `sending`, the others `claimed`. If it raises, nothing was kept,
        or all was: giving the same answers again is harmless.
        """
        ...

    async def tend(self, held: Sequence[tuple[int, int]]) -> Sequence[tuple[int, str]]:
        """Renew the lease of what we hold (id, epoch), then take over what others let expire.

        Returns id and key of rows put into quarantine.
        """
        ...

    async def release(self, held: Sequence[Held]) -> None:
        """Put back what was claimed and not begun, as if it had never been claimed."""
        ...

    def listen(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener(due)` when something was planned, here or (a hint) elsewhere; returns its end."""
        ...


class Drawn(NamedTuple):
    """What drawing made of one held row.

    `sending`: `payload` is frozen (an edit or removal names its message, a carrier has `merge` 2), or
    `carrier` is the id of the row that carries its words. `planned`: at `due`. Any other state is final.
    """

    held: Held
    state: State
    payload: str | None = None
    edit: str | None = None
    merge: int = 0
    carrier: int | None = None
    due: int | None = None
    reason: str | None = None


class Drawing(Protocol):
    """The held rows inside the transaction that draws them."""

    async def still_held(self, held: Sequence[Held]) -> Mapping[int, Matter]:
        """Lock the rows; returns what those are about that nobody took or ended since they were claimed."""
        ...

    async def keep(self, drawn: Sequence[Drawn], *, started_at: int) -> None:
        """Write what drawing made of them; what is `sending` may leave once this is committed."""
        ...


class DrawingWork(Protocol):
    """A unit of work that draws."""

    @property
    def drawing(self) -> Drawing: ...


def real() -> int:
    """Microseconds since 1970 by the machine's clock: leases and doubts live by it."""
    return time.time_ns() // 1_000


def stamp(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


@lru_cache(maxsize=256)  # many are due at one moment
def moment(count: int) -> datetime:
    """The aware moment `count` microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=count)
