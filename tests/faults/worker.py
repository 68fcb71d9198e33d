"""A worker of the bot in a process of its own: the real relay over the real database, to be killed.

`python -m faults.worker` is a nursery: loaded once, it forks one worker for each line it reads, so that a
test may kill forty of them and wait for none to load.
"""

import asyncio
import importlib
import json
import os
import random
import signal
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from faults import controls
from faults.reached import reached

from communitybot.clocks import MovableClock, SystemClock
from communitybot.conversation.message import message
from communitybot.outbox import desk, rest, retry
from communitybot.outbox.entry import NewEntry
from communitybot.outbox.relay import Relay
from communitybot.storage import outbox_postgresql, outbox_sqlite, outbox_table
from communitybot.storage.engine import create
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork

POISONED = 9
LOADED = (outbox_postgresql, outbox_sqlite)  # else each worker would spend its first moments on loading one


@dataclass(kw_only=True)
class Orders:
    """What one worker is told. Times are seconds.

    `honours`: how long it believes that the platform knows a key; `lease`, `tend`, `well` and `first` (the
    wait after a first attempt) scale what is the product's own;
    `without` switches one protection off, for the negative controls; `now` starts its clock there (ISO);
    planners wait until `start_at` (seconds since 1970). With `environment` it delivers through the adapter
    of the platform that these variables switch on; unless it `trusts_keys`, it looks into history.
    One that `hears` is the whole bot, as `communitybot run` starts it with that environment.
    """

    database: str
    socket: str = ""
    log: str = os.devnull
    honours: float = 0.0
    timeout: float = 0.6
    settle: float = 1.6
    in_flight: int = 8
    lease: float | None = None
    tend: float | None = None
    without: str = ""
    now: str = ""
    plan: int = 0
    seed: int = 0
    start_at: float = 0.0
    environment: dict[str, str] = field(default_factory=dict)
    trusts_keys: bool = True
    hears: bool = False
    well: float | None = None
    first: float | None = None


async def words(entries, work):
    """A handler whose words come from the arguments; one row's drawing ends the process."""
    if any(entry.args.get("poison") for entry in entries):
        os._exit(POISONED)
    return [message(entry.args["say"]) for entry in entries]


def run(orders: Orders) -> int:
    with Path(orders.log).open("ab", buffering=0) as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    try:
        asyncio.run(_plan(orders) if orders.plan else _hear(orders) if orders.hears else _relay(orders))
    except BaseException:  # noqa: BLE001 - whatever ended it is told, and counts
        traceback.print_exc()
        return 1
    return 0


async def _relay(orders: Orders) -> None:
    if orders.lease is not None:
        outbox_table.LEASE = int(orders.lease * 1e6)
    if orders.tend is not None:
        rest.TEND = orders.tend
    if orders.well is not None:
        desk.WELL = orders.well
    if orders.first is not None:
        retry.FIRST = timedelta(seconds=orders.first)
    clock = MovableClock(datetime.fromisoformat(orders.now)) if orders.now else SystemClock()
    database = create(orders.database)
    platform, leave = await reached(orders)
    relay = Relay(
        units=UnitsOfWork(database),
        ledger=StoredLedger(database),
        clock=clock,
        platforms={platform.name: platform},
        handlers={"drawn": words},
        settle=timedelta(seconds=orders.settle),
        in_flight=orders.in_flight,
    )
    controls.take_away(orders.without, relay)
    stopping = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stopping.set)
    running = asyncio.create_task(relay.run())
    await asyncio.wait({running, asyncio.create_task(stopping.wait())}, return_when=asyncio.FIRST_COMPLETED)
    await relay.stop()
    await running
    await leave()
    # its handlers end with the loop: an impatient second signal must not spoil the exit code
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    await database.close()


async def _hear(orders: Orders) -> None:
    from communitybot.running import opened, until_stopped
    from communitybot.settings import load

    if orders.without == "work":
        controls.acknowledge_first()
    async with opened(load(orders.environment), SystemClock()) as house:
        await until_stopped(house)


async def _plan(orders: Orders) -> None:
    """Plan the same occurrences as everybody else, in an order of one's own; prints how many were new."""
    numbers = list(range(orders.plan))
    random.Random(orders.seed).shuffle(numbers)
    due = datetime(2030, 1, 1, tzinfo=UTC)
    database = create(orders.database)
    units = UnitsOfWork(database)
    await asyncio.sleep(max(orders.start_at - time.time(), 0))
    new = 0
    for begun in range(0, len(numbers), 100):
        entries = [
            NewEntry(key=f"event:{n}:2030-01-01:1h:room", community=f"c{n % 20}", kind="drawn", due=due)
            for n in numbers[begun : begun + 100]
        ]
        new += await units.run(lambda work, entries=entries: work.outbox.put(entries))
    await database.close()
    print(f"new {new}", flush=True)


def nursery() -> None:
    """Read a line, fork a worker or wait for one, answer with a line; ends when nobody writes any more."""
    for line in sys.stdin:
        asked = json.loads(line)
        if "load" in asked:
            answer: Any = importlib.import_module(asked["load"]).__name__
        elif "wait" in asked:
            pid, status = os.waitpid(asked["wait"], 0 if asked["block"] else os.WNOHANG)
            answer = None if pid == 0 else os.waitstatus_to_exitcode(status)
        else:
            answer = os.fork()
            if answer == 0:
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                os._exit(run(Orders(**asked)))
        print(json.dumps(answer), flush=True)


def told(orders: Orders) -> str:
    return json.dumps(asdict(orders))


if __name__ == "__main__":
    nursery()
