"""How late reminders leave at 200 due a second for 10 s, beside schedulers given the same."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from benchmarks.measure import Row, median, scaled, share
from benchmarks.peers import apscheduler, pg
from benchmarks.postgres import Server, server
from benchmarks.sending import KIND, Counting, draw, fresh, fresh_sqlite, relay, reminders, sentence, store
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import Message
from communitybot.outbox.entry import NewEntry
from communitybot.storage.engine import Database

RATE = 200
COUNT = scaled(RATE * 10)
GAP = timedelta(seconds=1) / RATE
AHEAD = timedelta(seconds=3)  # from storing to the first due
TURNS = 3
WANTED = {"p50": 2.0, "p99": 8.0}

Late = list[float]


class Watching(Counting):
    """Notes how long after its due time each post was asked for, in milliseconds."""

    def __init__(self, due: dict[str, float]) -> None:
        super().__init__()
        self.due = due
        self.late: Late = []

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        self.late.append((time.time() - self.due[place.place]) * 1000)
        return await super().post(place, message, key)


def _spaced(*, frozen: bool) -> tuple[list[NewEntry], dict[str, float]]:
    """Entries due one after the other; each goes to a person of its own, by whom its due time is known."""
    from dataclasses import replace

    began = datetime.now(UTC) + AHEAD
    made = [
        replace(entry, due=began + number * GAP, destination=f"bench:s0@p{number}")
        for number, entry in enumerate(reminders(COUNT, due=began, frozen=sentence if frozen else None))
    ]
    return made, {f"p{number}": entry.due.timestamp() for number, entry in enumerate(made)}


async def ours(database: Database, *, frozen: bool) -> Late:
    entries, due = _spaced(frozen=frozen)
    platform = Watching(due)
    worker = relay(database, platform, {KIND: draw})
    running = asyncio.create_task(worker.run())
    await store(database, entries)
    await asyncio.sleep((entries[-1].due - datetime.now(UTC)).total_seconds())
    await worker.settled()
    await worker.stop()
    await running
    assert len(platform.late) == COUNT, f"{len(platform.late)} of {COUNT} were sent"
    return platform.late


async def on_sqlite(*, frozen: bool) -> Late:
    async with fresh_sqlite() as database:
        return await ours(database, frozen=frozen)


async def on_postgres(on: Server, *, frozen: bool) -> Late:
    with on.migrated() as url:
        async with fresh(url) as database:
            return await ours(database, frozen=frozen)


async def beside_sqlite() -> Late:
    from benchmarks.sending import folder

    with folder() as place:
        return await apscheduler.lateness(place / "peer.db", COUNT, GAP, AHEAD)


async def beside_postgres(on: Server) -> Late:
    with on.empty() as url:
        return await pg.pgqueuer_lateness(url, COUNT, GAP, AHEAD)


async def _all(on: Server) -> dict[str, list[Late]]:
    contenders: dict[str, Callable[[], Awaitable[Late]]] = {
        "SQLite, frozen": lambda: on_sqlite(frozen=True),
        "SQLite, drawn": lambda: on_sqlite(frozen=False),
        "APScheduler WAL": beside_sqlite,
        "PostgreSQL, frozen": lambda: on_postgres(on, frozen=True),
        "PostgreSQL, drawn": lambda: on_postgres(on, frozen=False),
        "pgqueuer": lambda: beside_postgres(on),
    }
    taken: dict[str, list[Late]] = {name: [] for name in contenders}
    for _ in range(TURNS):
        for name, contender in contenders.items():
            taken[name].append(await contender())
    return taken


def run() -> list[Row]:
    with server() as on:
        taken = asyncio.run(_all(on))
    rows = []
    for name, peer in (
        ("SQLite, frozen", "APScheduler WAL"),
        ("SQLite, drawn", "APScheduler WAL"),
        ("PostgreSQL, frozen", "pgqueuer"),
        ("PostgreSQL, drawn", "pgqueuer"),
    ):
        for label, part in (("p50", 0.5), ("p99", 0.99)):
            mine, theirs = (median([share(late, part) for late in taken[each]]) for each in (name, peer))
            rows.append(
                {
                    "work": f"lateness {label}, {name}",
                    "ours": round(mine, 2),
                    "peer": round(theirs, 2),
                    "peer_name": f"ms {peer}",
                    "ratio": round(mine / theirs, 2),
                    "wanted": f"at most {WANTED[label]:g} ms",
                    "met": mine <= WANTED[label],
                    "unit": "ms",
                    "how": (
                        f"{COUNT:,} reminders, one due every 5 ms, stored 3 s before while the relay runs; "
                        f"from due until the platform is asked; median of {TURNS} turns' {label}; "
                        "drawn: one card for those of a batch who get the same; of lateness, less is better."
                    ),
                }
            )
    return rows
