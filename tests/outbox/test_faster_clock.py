"""A clock that runs faster than real time, as load tests use it: what is due by it leaves by it."""

import asyncio
import time
from datetime import timedelta

from communitybot.clocks import PacedClock
from communitybot.conversation.message import message
from communitybot.outbox.entry import NewEntry
from communitybot.outbox.relay import Relay
from communitybot.storage.outbox_ledger import StoredLedger


async def test_what_is_due_in_ten_seconds_leaves_in_one_by_a_clock_ten_times_as_fast(sqlite_units, platform):
    clock = PacedClock(10.0)
    relay = Relay(
        units=sqlite_units,
        ledger=StoredLedger(sqlite_units.database),
        clock=clock,
        platforms={platform.name: platform},
    )
    working = asyncio.create_task(relay.run())
    entry = NewEntry(
        key="k",
        community="c",
        kind="note",
        due=clock.now() + timedelta(seconds=10),
        destination=f"{platform.name}:school/events",
        message=message("Now."),
    )
    began = time.monotonic()
    await sqlite_units.run(lambda work: work.outbox.put([entry]))
    while not platform.posted and time.monotonic() - began < 5:
        await asyncio.sleep(0.01)
    assert 0.8 <= time.monotonic() - began < 3
    await relay.stop()
    await working
