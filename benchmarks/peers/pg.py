"""PgQueuer and procrastinate on the PostgreSQL our own run uses, as their documentation sets them up."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Any


async def pgqueuer_burst(dsn: str, jobs: int) -> float:
    """Jobs a second from the start of the worker to the last one done (batch 100, its best in our trials)."""
    import asyncpg
    from pgqueuer import AsyncpgDriver, PgQueuer, Queries
    from pgqueuer.models import Job

    connection = await asyncpg.connect(dsn)
    driver = AsyncpgDriver(connection)
    queries = Queries(driver)
    await queries.install()
    for begin in range(0, jobs, 5_000):
        count = min(5_000, jobs - begin)
        await queries.enqueue(
            ["send"] * count, [b'{"text": "Reading circle is tomorrow"}'] * count, [0] * count
        )
    worker = PgQueuer(driver)
    done = 0
    finished = asyncio.Event()

    @worker.entrypoint("send")
    async def send(_job: Job) -> None:
        nonlocal done
        done += 1
        if done == jobs:
            finished.set()

    began = time.perf_counter()
    running = asyncio.create_task(worker.run(batch_size=100, dequeue_timeout=timedelta(seconds=1)))
    await asyncio.wait_for(finished.wait(), 600)
    took = time.perf_counter() - began
    worker.shutdown.set()
    with contextlib.suppress(asyncio.TimeoutError, asyncio.CancelledError):
        await asyncio.wait_for(running, 10)
    await connection.close()
    return jobs / took


async def pgqueuer_schedule(dsn: str, jobs: int) -> float:
    """Rows a second through its bulk enqueue (5,000 a call), each to run in a month."""
    import asyncpg
    from pgqueuer import AsyncpgDriver, Queries

    connection = await asyncpg.connect(dsn)
    queries = Queries(AsyncpgDriver(connection))
    await queries.install()
    later = timedelta(days=30)
    began = time.perf_counter()
    for begin in range(0, jobs, 5_000):
        count = min(5_000, jobs - begin)
        await queries.enqueue(
            ["send"] * count, [b'{"text": "Reading circle"}'] * count, [0] * count, [later] * count
        )
    took = time.perf_counter() - began
    await connection.close()
    return jobs / took


async def procrastinate_burst(dsn: str, jobs: int) -> float:
    """Jobs a second with 50 running at once (its documented concurrency setting)."""
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=dsn))
    done = 0
    finished = asyncio.Event()

    @app.task(name="send")
    async def send(**_given: Any) -> None:
        nonlocal done
        done += 1
        if done == jobs:
            finished.set()

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        due = datetime.now(UTC)
        for begin in range(0, jobs, 1_000):
            count = min(1_000, jobs - begin)
            jobs_of_it: list[Any] = [{"number": begin + n, "due": due.isoformat()} for n in range(count)]
            await send.batch_defer_async(*jobs_of_it)
        began = time.perf_counter()
        running = asyncio.create_task(
            app.run_worker_async(concurrency=50, install_signal_handlers=False, wait=True)
        )
        await asyncio.wait_for(finished.wait(), 600)
        took = time.perf_counter() - began
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await running
    return jobs / took


async def pgqueuer_lateness(dsn: str, jobs: int, gap: timedelta, ahead: timedelta) -> list[float]:
    """How many milliseconds after its due time each job ran (batch 10, polled every 0.1 s)."""
    import asyncpg
    from pgqueuer import AsyncpgDriver, PgQueuer, Queries
    from pgqueuer.models import Job

    connection = await asyncpg.connect(dsn)
    driver = AsyncpgDriver(connection)
    queries = Queries(driver)
    await queries.install()
    first = datetime.now(UTC) + ahead
    await queries.enqueue(
        ["send"] * jobs,
        [str((first + number * gap).timestamp()).encode() for number in range(jobs)],
        [0] * jobs,
        [first + number * gap - datetime.now(UTC) for number in range(jobs)],
    )
    worker = PgQueuer(driver)
    late: list[float] = []

    @worker.entrypoint("send")
    async def send(job: Job) -> None:
        late.append((time.time() - float(job.payload or b"0")) * 1000)

    running = asyncio.create_task(worker.run(batch_size=10, dequeue_timeout=timedelta(seconds=0.1)))
    until = (first + jobs * gap).timestamp()
    while len(late) < jobs and time.time() < until + 30:
        await asyncio.sleep(0.1)
    worker.shutdown.set()
    with contextlib.suppress(asyncio.TimeoutError, asyncio.CancelledError):
        await asyncio.wait_for(running, 10)
    await connection.close()
    return late
