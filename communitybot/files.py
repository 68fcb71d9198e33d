"""Calendar files and exports on this machine, in and out of the database that is set up."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from communitybot.clocks import SystemClock
from communitybot.errors import Misread, NotFound, Refusal
from communitybot.settings import Settings

if TYPE_CHECKING:
    from communitybot.events.calendars.importing import Report
    from communitybot.storage.work import UnitsOfWork

MOST_BYTES = 50_000_000  # a file of more is no calendar; what a calendar may have is checked when it is read


async def import_calendar(settings: Settings, file: Path, community: str) -> "Report":
    """Read a calendar file into a community, which is made if there is none.

    Raises:
        Misread: when the file cannot be read at all; whatever is wrong inside it is in the report.
    """
    from communitybot.events.calendars.importing import import_calendar as bring_in

    content = await asyncio.to_thread(_content, file)
    async with _opened(settings) as units:
        return await bring_in(units, SystemClock(), content, community=community)


async def export_community(settings: Settings, community: str, folder: Path) -> tuple[Path, ...]:
    """Write a community's JSON and its calendar into a folder, each whole or not at all; returns their paths.

    The folder is made if need be; earlier exports of that community in it are replaced. Only the person who
    runs it can read the files.

    Raises:
        NotFound: when there is no community of that name; it names those there are.
        Refusal: when the folder cannot be written to.
    """
    from communitybot.communities.names import slug
    from communitybot.events.calendars.exporting import export

    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        raise NotFound(f"There is no database yet at {settings.sqlite_file}, so there is nothing to export.")
    async with _opened(settings) as units:
        found = await units.read(lambda work: work.communities.by_name(community))
        told, calendar = await export(units, community)
    name = found.slug if found else slug(community)
    return await asyncio.to_thread(_write, folder, {f"{name}.json": told, f"{name}.ics": calendar})


@asynccontextmanager
async def _opened(settings: Settings) -> "AsyncIterator[UnitsOfWork]":
    """The database of the settings, its tables up to date; closed afterwards whatever happens."""
    from communitybot.storage.engine import create
    from communitybot.storage.migrate import NewerSchema, OldSchema, ensure
    from communitybot.storage.work import UnitsOfWork

    database = create(settings.database_url)
    try:
        try:
            await ensure(database)
        except (OldSchema, NewerSchema) as problem:
            raise Refusal(f"COMMUNITYBOT_DATABASE_URL: {problem}") from problem
        yield UnitsOfWork(database)
    finally:
        await database.close()


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Misread(f"{file.name} has {file.stat().st_size:,} bytes; that is too much for a calendar.")
        return file.read_bytes()
    except OSError as problem:
        raise Misread(f"I cannot read {file}: {problem.strerror or 'no such file'}.") from problem


def _write(folder: Path, files: dict[str, bytes]) -> tuple[Path, ...]:
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, draft = tempfile.mkstemp(dir=folder, prefix=f".{name}.")  # made for its owner alone
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(content)
                Path(draft).replace(folder / name)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
            written.append(folder / name)
    except OSError as problem:
        raise Refusal(f"I cannot write to {folder}: {problem.strerror}.", example="--to exports") from problem
    return tuple(written)
