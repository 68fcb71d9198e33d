"""A database and how to talk to it: every pragma and every dialect's connection manners, in one place."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from communitybot.storage.remembering import Witness

BUSY_TIMEOUT = 5_000  # milliseconds another process may hold SQLite's one write lock
JOURNAL_LIMIT = 64 * 1024 * 1024  # bytes SQLite's journal may keep when idle
IDLE = 1.0  # seconds a connection to PostgreSQL may lie unused before it is asked whether it still lives
READERS = 4  # snapshots read at one time

WRITER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a promise is on the disk before its request leaves
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT}",
    f"PRAGMA journal_size_limit={JOURNAL_LIMIT}",
)
READER_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT}",
    "PRAGMA wal_autocheckpoint=0",  # only writers checkpoint: two at once can hurt SQLite before 3.51.3
    "PRAGMA query_only=ON",
)


class BadDatabase(ValueError):
    """An address that names no database we can use."""


class Database:
    """One SQLite file or one PostgreSQL database: where writes go, where snapshots are read.

    `engine` writes; on SQLite it has one connection, taken in turn (`writing`), so that a writer waits its
    turn in memory instead of in SQLite's sleeps. `readers` read snapshots beside it.
    """

    def __init__(self, url: str, *, engine: AsyncEngine, readers: AsyncEngine, file: Path | None) -> None:
        self.url = url
        self.engine = engine
        self.readers = readers
        self.file = file
        self.dialect = "postgresql" if file is None else "sqlite"
        self._turn = asyncio.Lock()
        self._witness = None if file is None else Witness(file)
        self._listeners: list[Callable[[int], None]] = []

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        """Hold this process's turn to write; PostgreSQL needs no turns."""
        if self.file is None:
            yield
            return
        async with self._turn:
            yield

    def when_planned(self, listener: Callable[[int], None]) -> Callable[[], None]:
        """Call `listener(due)` after each commit that planned something; returns how to stop it.

        `due` is the earliest due time planned, in microseconds since 1970.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def planned(self, due: int) -> None:
        """Tell the listeners; called by a unit of work once it is committed."""
        for listener in tuple(self._listeners):
            listener(due)

    def version(self) -> int | None:
        """A number that changes with every commit, whoever makes it; None when that costs a question."""
        return None if self._witness is None else self._witness.version()

    async def close(self) -> None:
        """Release every connection."""
        if self._witness is not None:
            self._witness.close()
        await self.readers.dispose()
        await self.engine.dispose()


def create(url: str) -> Database:
    """Open `sqlite:///path` or `postgresql://...`; nothing is connected yet.

    Raises:
        BadDatabase: for any other address, `sqlite:///:memory:` included.
    """
    scheme, found, rest = url.partition("://")
    if scheme == "sqlite" and found and rest.startswith("/"):
        return _sqlite(url, rest[1:])
    if scheme in {"postgresql", "postgres"} and found:
        return _postgresql(url, f"postgresql+psycopg://{rest}")
    raise BadDatabase("a database address begins with sqlite:/// or postgresql://")


def _sqlite(url: str, path: str) -> Database:
    if not path or path.startswith((":memory:", "?")):
        raise BadDatabase(
            "SQLite needs a file here, such as sqlite:///communitybot.db: memory forgets promises"
        )
    file = Path(path)
    address = make_url("sqlite+aiosqlite://").set(database=path)
    # One connection that writes. A waiting unit holds no connection, only its place in `writing`.
    engine = _one_file(address, connections=1)
    readers = _one_file(address, connections=READERS)
    _speak(engine, WRITER_PRAGMAS, begin="BEGIN IMMEDIATE")
    _speak(readers, READER_PRAGMAS, begin="BEGIN")
    return Database(url, engine=engine, readers=readers, file=file)


def _one_file(address: URL, *, connections: int) -> AsyncEngine:
    # whoever begins a transaction ends it, so the pool need not roll back once more
    return create_async_engine(address, pool_size=connections, max_overflow=0, pool_reset_on_return=None)


def _speak(engine: AsyncEngine, pragmas: tuple[str, ...], *, begin: str) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        # through the driver itself: one hop to its thread instead of a cursor's three
        connection.connection.dbapi_connection.run_async(lambda driver: driver.execute(begin))


def _postgresql(url: str, address: str) -> Database:
    try:
        target = make_url(address)
    except (ArgumentError, ValueError) as problem:
        raise BadDatabase(
            "this PostgreSQL address cannot be read; it looks like postgresql://user:password@host/name"
        ) from problem
    engine = create_async_engine(
        target,
        pool_size=5,
        max_overflow=5,
        connect_args={"connect_timeout": 10, "application_name": "communitybot"},
    )
    _ask_the_idle(engine)
    readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(url, engine=engine, readers=readers, file=None)


def _ask_the_idle(engine: AsyncEngine) -> None:
    """Replace connections that died with the server before they are used; those in steady use go unasked."""

    @event.listens_for(engine.sync_engine, "connect")
    @event.listens_for(engine.sync_engine, "checkin")
    def used(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info["used"] < IDLE:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise InvalidatePoolError from gone
