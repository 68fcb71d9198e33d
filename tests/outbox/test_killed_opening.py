"""Killed over an opening and its thread, at any moment: people see one opening, and it has its thread."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from faults import controls
from outbox.wall import Wall, opens
from promises import drawn, put, row, states
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.outbox.held import Settled

TESTS = Path(__file__).parents[1]
FORGOTTEN, KNOWN = timedelta(0), timedelta(seconds=60)
STOOD = {"before": (0, 0), "between": (1, 0), "after": (1, 1)}  # openings and threads when it died


@pytest.fixture
def wall(tmp_path):
    return tmp_path / "wall"


def killed_over_it(url, file, moment="between"):
    """A bot of its own process opens what is due, and is killed at the opening."""
    ended = subprocess.run(
        [sys.executable, "-m", "outbox.wall", url, str(file), moment],
        env=os.environ | {"PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"},
        cwd=TESTS.parent,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL
    left = Wall(file)
    assert (len(left.lines("opening")), len(left.lines("thread"))) == STOOD[moment]


async def taken_over(units, relays, wall, without=lambda _relay: None):
    """The next bot finds the dead one's lease at its end, and does what there is to do."""
    expire = "UPDATE outbox SET claimed_until = 1 WHERE claimed_until > 1"
    await units.run(lambda work: work.connection.execute(text(expire)))
    relay = relays(units, {"fake": wall}, {"drawn": opens}, settle=timedelta(0))
    without(relay)
    await relay._sit()
    relay._rest._tended -= 100  # the time to look for expired leases has come
    await relay.run_once()


@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.parametrize("keys", [KNOWN, FORGOTTEN], ids=["honours-keys", "history-only"])
@pytest.mark.parametrize("moment", STOOD)
async def test_there_is_one_opening_and_its_thread(units, relays, database_url, wall, keys, moment):
    await put(units, drawn())
    killed_over_it(database_url, wall, moment)
    platform = Wall(wall, honours_keys_for=keys)
    await taken_over(units, relays, platform)

    assert await states(units) == {State.SENT: 1}
    assert len(platform.lines("opening")) == 1
    assert platform.lines("thread") == ["0"]
    assert (await row(units))["ref"] == "fake:t1/events#0"


@pytest.mark.promise("R4")
async def test_control_opened_again_without_looking_there_are_two_openings(
    sqlite_units, relays, sqlite_url, wall
):
    await put(sqlite_units, drawn())
    killed_over_it(sqlite_url, wall)
    platform = Wall(wall)
    await taken_over(sqlite_units, relays, platform, lambda relay: controls.take_away("lookup", relay))

    assert len(platform.lines("opening")) == 2


@pytest.mark.promise("R4")
async def test_control_taken_for_done_when_it_is_found_the_opening_has_no_thread(
    sqlite_units, relays, sqlite_url, wall
):
    async def as_a_message_is(held, _act, found, *_):
        return Settled(held, State.SENT, ref=str(found))

    def believing(relay):
        relay._doubts._start = as_a_message_is

    await put(sqlite_units, drawn())
    killed_over_it(sqlite_url, wall)
    platform = Wall(wall)
    await taken_over(sqlite_units, relays, platform, believing)

    assert await states(sqlite_units) == {State.SENT: 1}
    assert platform.lines("thread") == []
