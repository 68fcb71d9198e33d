"""A cancelled caller never splits a transaction and never keeps a connection."""

import asyncio
import random

import pytest
from promises import entry
from sqlalchemy import text

CANCELS = 500


async def count(units) -> int:
    return await units.read(lambda work: work.connection.scalar(text("SELECT count(*) FROM outbox")))


@pytest.mark.promise("R24")
async def test_cancelled_callers_leave_no_open_transaction_and_no_half_unit(units):
    chance = random.Random(24)

    async def pair(work, number):
        await work.outbox.put([entry(f"{number}/a", message=None)])
        await asyncio.sleep(0)
        await work.outbox.put([entry(f"{number}/b", message=None)])

    async def one(number):
        task = asyncio.ensure_future(units.run(lambda work: pair(work, number)))
        for _ in range(chance.randrange(12)):
            await asyncio.sleep(0)
        if chance.random() < 0.3:
            await asyncio.sleep(chance.random() / 200)
        task.cancel()
        return await asyncio.gather(task, return_exceptions=True)

    for begin in range(0, CANCELS, 50):
        await asyncio.gather(*(one(number) for number in range(begin, begin + 50)))
        await asyncio.wait_for(units.run(lambda work: work.outbox.put([])), 5)

    assert await count(units) % 2 == 0
    assert units.database.engine.pool.checkedout() == 0
    assert units.database.readers.pool.checkedout() == 0


@pytest.mark.promise("R24")
async def test_without_the_shield_a_cancelled_unit_is_lost_half_way(units):
    """The control: the same units run directly in the caller's task do not all reach their end."""
    done = 0

    async def unit(work):
        nonlocal done
        await work.outbox.put([entry("x", message=None)])
        await asyncio.sleep(0)
        done += 1

    for _ in range(20):
        task = asyncio.ensure_future(units._write(unit))
        await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    assert done < 20
