"""Callers cancelled at any moment never leave a transaction open or a connection lost."""

import asyncio
import random
import sqlite3
import time

import aiosqlite
import pytest
from faults.drills import delivery, rows
from sqlalchemy import text

from communitybot.storage.work import UnitsOfWork

SEED = 24
CANCELS = 5_000


class Naive(UnitsOfWork):
    """The control: a driver's connection kept for ever, and a unit that is cancelled with its caller."""

    kept = None

    async def run(self, unit):  # noqa: ARG002 - any two statements will do
        if self.kept is None:
            self.kept = await aiosqlite.connect(self.database.file, isolation_level=None)
        async with self.database.writing():
            await self.kept.execute("BEGIN IMMEDIATE")
            try:
                await self.kept.execute("UPDATE outbox SET due = due")
                await self.kept.execute("COMMIT")
            except Exception:
                await self.kept.execute("ROLLBACK")
                raise


async def fuzz(units, cancels: int) -> list[str]:
    """Cancel units at random moments; returns every trouble: what was left open, lost, half-done or slow."""
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    troubles: list[str] = []
    file = units.database.file
    other = None if file is None else sqlite3.connect(file, timeout=0, isolation_level=None)
    for number in range(cancels):
        unit = _two_steps(number) if number % 4 else _look_twice
        task = asyncio.ensure_future((units.run if number % 4 else units.read)(unit))
        for _ in range(chance.randrange(40)):
            await asyncio.sleep(0 if chance.random() < 0.8 else 0.0001)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            pass
        except Exception as problem:  # noqa: BLE001 - every trouble is told
            troubles.append(f"{number}: a unit failed: {problem!r}")
        troubles += [f"{number}: {trouble}" for trouble in _left_open(units.database, other)]
        if number % 250 == 249:
            began = time.monotonic()
            try:
                await asyncio.wait_for(units.run(_one_row(f"other-{number}")), 1)
            except Exception as problem:  # noqa: BLE001 - every trouble is told
                troubles.append(f"{number}: the next writer failed: {problem!r}")
            if time.monotonic() - began > 1:
                troubles.append(f"{number}: the next writer waited")
    if other is not None:
        other.close()
    return troubles


def _left_open(database, other):
    if other is not None:
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            yield "a transaction is still open"
    # the caller has its cancellation: by now the unit has ended, and its connection is at home
    for name, engine in (("writer", database.engine), ("reader", database.readers)):
        if engine.pool.checkedout():
            yield f"a {name} is still out"


def _two_steps(number):
    async def unit(work):
        await work.outbox.put([delivery(f"first-{number}")])
        await asyncio.sleep(0)
        await work.outbox.put([delivery(f"second-{number}")])

    return unit


def _one_row(key):
    async def unit(work):
        await work.outbox.put([delivery(key)])

    return unit


async def _look_twice(work):
    await work.connection.scalar(text("SELECT count(*) FROM outbox WHERE state = 'due'"))
    await work.connection.scalar(text("SELECT 1"))


def halves(url) -> int:
    first = {key[6:] for (key,) in rows(url, "SELECT key FROM outbox WHERE key LIKE 'first-%'")}
    second = {key[7:] for (key,) in rows(url, "SELECT key FROM outbox WHERE key LIKE 'second-%'")}
    return len(first ^ second)


@pytest.mark.slow
@pytest.mark.promise("R24")
async def test_five_thousand_cancellations_leave_nothing_open(units, database_url):
    troubles = await fuzz(units, CANCELS)

    assert troubles == []
    assert halves(database_url) == 0
    done = len(rows(database_url, "SELECT key FROM outbox WHERE key LIKE 'first-%'"))
    assert 0 < done < CANCELS, "the cancellations all fell on one side of the commit"
    if database_url.startswith("postgres"):
        idle = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"  # noqa: E501
        assert rows(database_url, idle) == [(0,)]


@pytest.mark.slow
@pytest.mark.promise("R24")
async def test_control_without_the_shield_a_transaction_is_left_open(sqlite_database, sqlite_url):
    units = Naive(sqlite_database)
    troubles = await fuzz(units, 100)
    if units.kept is not None:
        await units.kept.close()

    assert any("still open" in trouble for trouble in troubles)
