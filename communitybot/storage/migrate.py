"""The schema's revision: read with one SELECT, brought forward by numbered migrations."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from communitybot.storage.engine import Database

REVISIONS = tuple(f"{number:04}" for number in range(1, 23))
"""Every revision this version knows, oldest first; a test compares it with the files of `migrations/`."""

_LOCK = 7_402_611_903  # any number of our own: PostgreSQL lets one migration run at a time


class NewerSchema(Exception):
    """The database was made by a newer version of Community Bot; this one would damage it."""


class OldSchema(Exception):
    """The database has to be brought forward first: `communitybot migrate`."""


async def current(database: Database) -> str | None:
    """Return the database's revision; None when it is empty.

    Raises:
        NewerSchema: when this version does not know the revision.
    """
    async with database.writing(), database.engine.connect() as connection:
        try:
            found = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        except DBAPIError as problem:
            if problem.connection_invalidated or not _missing_table(problem):
                raise
            return None
    return _known(found)


async def ensure(database: Database) -> None:
    """Make sure the schema is this version's: SQLite is migrated, PostgreSQL only checked.

    Raises:
        OldSchema: on PostgreSQL, where migrating is somebody's decision.
    """
    found = await current(database)
    if found == REVISIONS[-1]:
        return
    if database.dialect == "postgresql":
        raise OldSchema("the database has to be brought forward first: communitybot migrate")
    await migrate(database)


async def migrate(database: Database) -> tuple[str, ...]:
    """Bring the schema to this version's, each step in one transaction; returns the revisions applied.

    May be repeated, and may be killed at any point: the next run goes on where the last whole step ended.
    """
    if database.file is not None:
        database.file.parent.mkdir(parents=True, exist_ok=True)
    applied: list[str] = []
    while True:
        async with database.writing(), database.engine.begin() as connection:
            step = await connection.run_sync(_step)
        if step is None:
            return tuple(applied)
        applied.append(step)


def _step(connection: Connection) -> str | None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    from alembic.migration import MigrationContext

    found = _known(MigrationContext.configure(connection).get_current_revision())
    done = 0 if found is None else REVISIONS.index(found) + 1
    if done == len(REVISIONS):
        return None
    from alembic import command

    command.upgrade(configuration(connection), REVISIONS[done])
    return REVISIONS[done]


def configuration(connection: Connection | None = None) -> Any:
    """Alembic's configuration for our migrations, on a connection whose transaction is ours."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _known(found: str | None) -> str | None:
    if found is not None and found not in REVISIONS:
        raise NewerSchema(
            f"the database has schema {found}, which this version of Community Bot (schema {REVISIONS[-1]}) "
            "does not know: use the version that made it, or a newer one"
        )
    return found


def _missing_table(problem: DBAPIError) -> bool:
    words = str(problem.orig).lower()
    return "no such table" in words or "does not exist" in words
