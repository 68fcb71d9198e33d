"""One relay's seat at the table of promises: its thread, its lock file, its ear for what others plan."""

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import IO, TypeVar

from communitybot.logs import Log
from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Held, Room, Turn
from communitybot.storage.engine import Database
from communitybot.storage.outbox import CHANNEL
from communitybot.storage.outbox_table import OutboxTable
from communitybot.storage.whole import whole

log = Log("communitybot.storage.outbox")
T = TypeVar("T")

STANDBY = 0.5  # seconds between two tries for the seat while another process has it
EAR_AGAIN = 5.0  # seconds until a lost ear is replaced; every wake-up would come by itself at most 10 s later


class StoredLedger:
    """A seat at the table, on a connection and a thread of its own, under a name never used before."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._table: OutboxTable | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._lock: IO[bytes] | None = None

    @property
    def elsewhere(self) -> bool:
        return self._database.file is None

    async def open(self) -> int:
        """Take the seat; on SQLite wait for it, then take over all that a dead process held."""
        await self.close()
        await self._sit()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")
        me = secrets.token_hex(8)
        self._table = await self._hop(partial(_table, self._database, me))
        if self._database.file is None:
            return 0
        await self._do(self._open.take_over)
        return len(await self._do(self._open.tend, (), _real()))

    async def close(self) -> None:
        """Leave the seat; what is still held is recovered by whoever comes next."""
        if self._table is not None:
            with suppress(Exception):  # a broken connection cannot be closed better
                await self._hop(self._table.close)
            self._table = None
        if self._thread is not None:
            self._thread.shutdown(wait=False)
            self._thread = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def turn(self, answers: Answers, *, now: int, room: Room) -> Turn:
        """Commit the answers and claim what is due, in one durable transaction."""
        return await self._do(self._open.turn, answers, now, _real(), room)

    async def tend(self, held: Sequence[tuple[int, int]]) -> Sequence[tuple[int, str]]:
        """Renew the lease of what we hold, then take over what others let expire."""
        taken = await self._do(self._open.tend, held, _real())
        return [(row, key) for row, key, state in taken if state == State.QUARANTINED]

    async def release(self, held: Sequence[Held]) -> None:
        """Put back what was claimed and not begun, as if it had never been claimed."""
        await self._do(self._open.release, held)

    def listen(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener(due)` when something was planned here or, as a hint, by another process."""
        stop = self._database.when_planned(listener)
        if self._database.file is not None:
            return stop
        ear = asyncio.ensure_future(_hear(self._database.url, listener))

        def stop_both() -> None:
            stop()
            ear.cancel()

        return stop_both

    @property
    def _open(self) -> OutboxTable:
        if self._table is None:
            raise RuntimeError("the ledger is not open")
        return self._table

    async def _do(self, unit: Callable[..., T], *values: object) -> T:
        """One transaction: in this process's turn to write, in one hop, never split by a cancellation."""
        return await whole(self._in_turn(partial(unit, *values)))

    async def _in_turn(self, unit: Callable[[], T]) -> T:
        async with self._database.writing():
            return await self._hop(unit)

    async def _hop(self, unit: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, unit)

    async def _sit(self) -> None:
        file = self._database.file
        if file is None:
            return
        import fcntl

        self._lock = file.with_name(file.name + ".lock").open("ab")
        told = False
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if not told:
                    log.info(
                        "Another process sends from this database; standing by.", action="outbox.standby"
                    )
                told = True
                await asyncio.sleep(STANDBY)
            else:
                return


def _table(database: Database, me: str) -> OutboxTable:
    if database.file is not None:
        from communitybot.storage.outbox_sqlite import SqliteTable

        return SqliteTable(database.file, me)
    from communitybot.storage.outbox_postgresql import PostgresTable

    return PostgresTable(database.url, me)


async def _hear(url: str, listener: Callable[[int], None]) -> None:
    """Pass on PostgreSQL's notifications; a lost ear is replaced, since nothing depends on it."""
    import psycopg

    while True:
        try:
            async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                listener(0)  # whatever was planned while nobody listened
                async for _ in connection.notifies():
                    listener(0)
        except (psycopg.Error, OSError):
            log.info("The ear for other processes was lost; listening again.", action="outbox.ear")
        await asyncio.sleep(EAR_AGAIN)


def _real() -> int:
    return time.time_ns() // 1_000
