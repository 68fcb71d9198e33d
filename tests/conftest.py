"""Fixtures everybody uses: real databases, a clock that stands still, a platform that records."""

import gc
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `from fakes import FakeClock`, `import databases`

import databases
import hypothesis
from fakes import FakeClock, RecordingPlatform
from reused import Reused

from communitybot import logs
from communitybot.outbox.entry import Handler
from communitybot.outbox.relay import Relay
from communitybot.ports import Platform
from communitybot.storage.engine import Database, create
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork

# Thousands of small bots are built and dropped: looking for garbage ever so often takes its time.
gc.set_threshold(50_000, 20, 50)

# More tests are under way than there are cores: how long an example takes says nothing about the code.
hypothesis.settings.register_profile("unhurried", deadline=None, max_examples=50)
hypothesis.settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have each worker begin with its share of the slow tests: one that came last would hold up the end."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    drills = [item for item in items if item.path.parent.name == "faults"]
    slow = [item for item in items if item.get_closest_marker("slow") and item not in drills]
    apart = {*slow, *drills}
    quick = [item for item in items if item not in apart]
    edges = [len(quick) * worker // workers for worker in range(workers + 1)]
    shares = [
        slow[worker::workers]
        + _spread(drills[worker::workers], among=quick[slice(*edges[worker : worker + 2])])
        for worker in range(workers)
    ]
    items[:] = [item for share in shares for item in share]


def _spread(drills: list[pytest.Item], *, among: list[pytest.Item]) -> list[pytest.Item]:
    """Drills mostly wait: a worker does one now and then, while the others have the processor."""
    found: list[pytest.Item] = []
    for number, drill in enumerate(drills):
        found += among[len(among) * number // len(drills) : len(among) * (number + 1) // len(drills)]
        found.append(drill)
    return found or among


@pytest.fixture(autouse=True)
def logs_as_they_begin() -> Iterator[None]:
    """Take back what a bot that ran in a test's own process said about all log lines from then on."""
    yield
    if logs.Log.least != logging.NOTSET:
        import structlog

        logs.Log.least = logging.NOTSET
        logs._structlog.cache_clear()
        structlog.reset_defaults()
        logging.getLogger("aiosqlite").setLevel(logging.NOTSET)


@pytest.fixture(scope="session")
def postgres() -> Iterator[tuple[str, str]]:
    """The server's address and the name of its migrated template; skips where there is no PostgreSQL."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(databases.postgres_server())
        except databases.NoPostgres as why:
            if "postgres" in os.environ.get("COMMUNITYBOT_TESTS_REQUIRE", "").split(","):
                pytest.fail(f"PostgreSQL is required here: {why}")
            pytest.skip(f"needs PostgreSQL: {why}")
        name = databases.template(server)
        stack.callback(databases.dropped, server, name)
        yield server, name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "template.db"
    databases.migrated_file(file)
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a fresh, migrated SQLite file."""
    return databases.migrated_file(tmp_path / "test.db")


@pytest.fixture(scope="session")
def reused(postgres: tuple[str, str]) -> Iterator[Reused]:
    made = Reused(*postgres)
    yield made
    made.close()


@pytest.fixture
def postgres_url(reused: Reused) -> Iterator[str]:
    """The address of an empty, migrated PostgreSQL database."""
    yield reused.lend()
    reused.take_back()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated database: the test runs once on SQLite and once on PostgreSQL."""
    opened = create(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_database(sqlite_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated SQLite database."""
    opened = create(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def units(database: Database) -> UnitsOfWork:
    """Units of work on `database`, so once on each kind."""
    return UnitsOfWork(database)


@pytest.fixture
def sqlite_units(sqlite_database: Database) -> UnitsOfWork:
    return UnitsOfWork(sqlite_database)


@pytest.fixture
def clock() -> FakeClock:
    """A clock at noon UTC on Tuesday 1 December 2026."""
    return FakeClock()


@pytest.fixture
async def relays(clock: FakeClock) -> AsyncIterator[Callable[..., Relay]]:
    """Makes relays: `relays(units, {"fake": platform}, handlers)`; each is stopped when the test ends."""
    made: list[Relay] = []

    def make(
        units: UnitsOfWork,
        platforms: Mapping[str, Platform],
        handlers: Mapping[str, Handler] | None = None,
        **more: Any,
    ) -> Relay:
        ledger = StoredLedger(units.database)
        made.append(
            Relay(
                **{
                    "units": units,
                    "ledger": ledger,
                    "clock": clock,
                    "platforms": platforms,
                    "handlers": handlers,
                    **more,
                }
            )
        )
        return made[-1]

    yield make
    for relay in made:
        await relay.stop()


@pytest.fixture
def platform() -> RecordingPlatform:
    return RecordingPlatform()
