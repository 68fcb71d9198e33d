"""How fast future reminders are scheduled through the outbox's own bulk put, beside the peers' own ways."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta

from benchmarks.measure import Row, beside, in_turn, scaled
from benchmarks.peers import apscheduler, pg
from benchmarks.postgres import Server, server
from benchmarks.sending import AT_ONCE, folder, fresh, fresh_sqlite, reminders, store
from communitybot.storage.engine import Database

COUNT = scaled(100_000)
FEW = scaled(2_000)  # APScheduler stores its jobs one by one


async def _stored(opened: AbstractAsyncContextManager[Database]) -> float:
    async with opened as database:
        entries = reminders(COUNT, due=datetime.now(UTC) + timedelta(days=30))
        began = time.perf_counter()
        await store(database, entries)
        return COUNT / (time.perf_counter() - began)


async def on_sqlite() -> float:
    return await _stored(fresh_sqlite())


async def on_postgres(on: Server) -> float:
    with on.migrated() as url:
        return await _stored(fresh(url))


async def pgqueuer(on: Server) -> float:
    with on.empty() as url:
        return await pg.pgqueuer_schedule(url, COUNT)


async def scheduler() -> float:
    with folder() as place:
        return await asyncio.to_thread(apscheduler.schedule, place / "peer.db", FEW, wal=True)


def run() -> list[Row]:
    with server() as on:
        taken = asyncio.run(
            in_turn(
                3,
                {
                    "sqlite": on_sqlite,
                    "APScheduler WAL": scheduler,
                    "postgres": lambda: on_postgres(on),
                    "pgqueuer": lambda: pgqueuer(on),
                },
            )
        )
        about = on.about
    how = f"{COUNT:,} reminders due in a month, through work.outbox.put, {AT_ONCE:,} in each unit of work; "
    return [
        beside(
            f"{COUNT:,} reminders scheduled, SQLite",
            taken["sqlite"],
            taken["APScheduler WAL"],
            peer_name="APScheduler WAL",
            wanted=20.0,
            unit="/s",
            how=f"{how}WAL, synchronous=FULL; peer: {FEW:,} add_job, WAL and synchronous=NORMAL.",
        ),
        beside(
            f"{COUNT:,} reminders scheduled, PostgreSQL",
            taken["postgres"],
            taken["pgqueuer"],
            peer_name="pgqueuer",
            wanted=1.3,
            unit="/s",
            how=f"{how}{about}; peer: enqueue, 5,000 a call.",
        ),
    ]
