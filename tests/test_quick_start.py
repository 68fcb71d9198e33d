"""A start loads what it needs and no more: heavy libraries wait until somebody needs them."""

import re
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest

from communitybot.settings import load
from communitybot.storage.engine import create
from communitybot.storage.migrate import migrate
from tests.stories.visiting import clean_environment

# Each of these costs 15 ms or more, and none of them is needed before somebody asks for what it does.
LATE = {
    "alembic",
    "cryptography",
    "dateutil",
    "discord",
    "dotenv",
    "icalendar",
    "jinja2",
    "mako",
    "psycopg",
    "pydantic",
    "recurring_ical_events",
    "resvg_py",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy.dialects.postgresql",
    "structlog",
}
LATE_FOR_ANSWERS = LATE | {"aiohttp", "asyncio", "sqlalchemy", "communitybot.bootstrap"}


@contextmanager
def told_of_imports(folder, *arguments):
    """A process of the bot that writes each module it imports to standard error."""
    with (folder / "imports").open("wb") as told:
        started = subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "communitybot", *arguments],
            cwd=folder,
            env={**clean_environment(), "COMMUNITYBOT_HTTP_PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        )
    try:
        yield started
    finally:
        if started.poll() is None:
            started.send_signal(signal.SIGTERM)
        started.communicate(timeout=20)


def imported(folder):
    return set(re.findall(r"^import time:.*\| +(\S+)$", (folder / "imports").read_text(), re.MULTILINE))


@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_a_short_answer_loads_nothing_heavy(tmp_path, asked):
    with told_of_imports(tmp_path, asked) as answering:
        assert answering.stdout.read()

    assert "communitybot.cli" in imported(tmp_path)
    assert imported(tmp_path) & LATE_FOR_ANSWERS == set()


async def test_a_bot_whose_tables_stand_is_ready_without_what_it_may_never_need(tmp_path):
    settings = load({"COMMUNITYBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'communitybot.db'}"})
    database = create(settings.database_url)
    await migrate(database)
    await database.close()

    with told_of_imports(tmp_path, "run") as running:
        while "Stop with" not in (line := running.stdout.readline()):
            assert line, (tmp_path / "imports").read_text()[-2_000:]
        at_ready = imported(tmp_path)

    assert "communitybot.bootstrap" in at_ready
    assert at_ready & LATE == set()
