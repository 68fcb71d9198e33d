"""Lets tests of storage import the rooms beside them, and plants what many of them only read once."""

import asyncio
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # `from seeded_dates import plant`

import databases
from seeded_dates import Stored, plant

from communitybot.storage.engine import create
from communitybot.storage.work import UnitsOfWork


def planted(url: str) -> Stored:
    """Plant the seeded dates in a migrated database, and leave it."""

    async def planting() -> Stored:
        database = create(url)
        try:
            return await plant(UnitsOfWork(database))
        finally:
            await database.close()

    return asyncio.run(planting())


@pytest.fixture(scope="session")
def planted_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stored]:
    """A file with the seeded dates, to be copied, and what is in it."""
    file = tmp_path_factory.mktemp("planted") / "planted.db"
    shutil.copyfile(sqlite_template, file)
    return file, planted(f"sqlite:///{file}")


@pytest.fixture(scope="session")
def planted_postgres(postgres: tuple[str, str]) -> Iterator[tuple[str, str, Stored]]:
    """A server, its database with the seeded dates, to be copied, and what is in that."""
    server, name = postgres
    with databases.copied(server, name) as url:
        stored = planted(url)
        yield server, urlsplit(url).path.removeprefix("/"), stored
