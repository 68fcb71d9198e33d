"""`communitybot check`: what is configured and what is wrong, in plain words, by variable name."""

import asyncio
import os
from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from typing import Any

from communitybot.running import GROUP, chosen_of
from communitybot.settings import PREFIX, BadSettings, Settings, unknown_variables

LOG_IN_WITHIN = 30.0  # seconds for a platform to answer `communitybot check`


async def check(settings: Settings, *, say: Callable[[str], None]) -> bool:
    """Say how things stand; returns whether the bot can run."""
    say(f"Database     {_without_password(settings.database_url)}")
    wrong = await _database(settings)
    say(f"HTTP server  {settings.http_host}, port {settings.http_port}")
    say(f"Links begin  {settings.base_url}")
    kept = "set" if settings.secret_key else "made at the first start, kept beside the database"
    say(f"Secret key   {kept}")
    adapters = {point.name: point.load()() for point in entry_points(group=GROUP)}
    on = {adapter.name for adapter in chosen_of(adapters.values(), settings)}
    for name, adapter in sorted(adapters.items()):
        if adapter.name not in on:
            say(f"{name.capitalize():<12} off")
            continue
        mistakes = list(adapter.check(settings))
        missing: Sequence[str] = ()
        if not mistakes:
            mistakes, missing = await _logged_in(adapter, settings)
        say(f"{name.capitalize():<12} {'cannot run' if mistakes else 'on'}")
        for sentence in missing:
            say(f"             {sentence}")
        wrong += mistakes
    for name in unknown_variables(os.environ):
        say(f"Note: {name} is no setting of mine; .env.example lists those there are.")
    for mistake in wrong:
        say(mistake)
    say("Ready: communitybot run" if not wrong else "Cannot run yet; see above.")
    return not wrong


async def _logged_in(adapter: Any, settings: Settings) -> tuple[list[str], Sequence[str]]:
    """What keeps an adapter from running, and what is missing though it can run; asked of the platform."""
    log_in = getattr(adapter, "log_in", None)
    if log_in is None:
        return [], ()
    try:
        async with asyncio.timeout(LOG_IN_WITHIN):
            return [], await log_in(settings)
    except BadSettings as problem:
        return list(problem.mistakes), ()
    except Exception as problem:  # noqa: BLE001 - whatever a network does, the person learns which platform it was
        return [f"{adapter.name.capitalize()} could not be asked just now ({type(problem).__name__})."], ()


async def _database(settings: Settings) -> list[str]:
    from communitybot.storage.engine import BadDatabase, create
    from communitybot.storage.migrate import REVISIONS, NewerSchema, current

    file = settings.sqlite_file
    if file is not None:
        folder = file.parent if str(file.parent) else file
        if folder.exists() and not os.access(folder, os.W_OK):
            return [f"{PREFIX}DATABASE_URL names a file in {folder}, where I may not write"]
        if not file.exists():
            return []  # made at the first start
    try:
        database = create(settings.database_url)
    except BadDatabase as problem:
        return [f"{PREFIX}DATABASE_URL cannot be used: {problem}"]
    try:
        found = await current(database)
    except NewerSchema as problem:
        return [f"{PREFIX}DATABASE_URL: {problem}"]
    except Exception as problem:  # noqa: BLE001 - whatever the driver says, the person needs the variable's name
        first = str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
        return [f"{PREFIX}DATABASE_URL names a database that does not answer: {first}"]
    finally:
        await database.close()
    if found != REVISIONS[-1] and file is None:
        return [f"{PREFIX}DATABASE_URL: its tables are not up to date; run communitybot migrate"]
    return []


def _without_password(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://…@{rest.rpartition('@')[2]}" if "@" in rest else url
