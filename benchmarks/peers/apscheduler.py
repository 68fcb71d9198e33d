"""APScheduler 3.11 with its SQLAlchemyJobStore: as it comes, and on a WAL database."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

DONE: list[float] = []
ALL_DONE: asyncio.Event | None = None
WANTED = 0


async def job(number: int, text: str) -> None:  # noqa: ARG001 - what a reminder carries
    DONE.append(time.perf_counter())
    if len(DONE) == WANTED and ALL_DONE is not None:
        ALL_DONE.set()


def store(file: Path, *, wal: bool) -> SQLAlchemyJobStore:
    engine = create_engine(f"sqlite:///{file}")
    if wal:

        @event.listens_for(engine, "connect")
        def _wal(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    return SQLAlchemyJobStore(engine=engine)


def scheduler(file: Path, *, wal: bool) -> AsyncIOScheduler:
    return AsyncIOScheduler(
        jobstores={"default": store(file, wal=wal)},
        executors={"default": AsyncIOExecutor()},
        job_defaults={"misfire_grace_time": None, "max_instances": 1_000_000},
        timezone=UTC,
    )


async def burst(file: Path, jobs: int, *, wal: bool) -> float:
    """Jobs a second from release to the last one done; all stored beforehand, due at the release."""
    global ALL_DONE, WANTED
    DONE.clear()
    WANTED, ALL_DONE = jobs, asyncio.Event()
    made = scheduler(file, wal=wal)
    made.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    _store_all(made, jobs, due)
    began = time.perf_counter()
    made.resume()
    await asyncio.wait_for(ALL_DONE.wait(), 600)
    took = time.perf_counter() - began
    made.shutdown(wait=False)
    return jobs / took


def _store_all(made: AsyncIOScheduler, jobs: int, due: datetime) -> None:
    """Fill the store in one transaction (not measured): the rows are those add_job would have written."""
    jobstore = made._jobstores["default"]
    import pickle

    rows = []
    for number in range(jobs):
        made._logger.disabled = True
        one = made._create_trigger("date", {"run_date": due})
        from apscheduler.job import Job

        state = Job(
            made,
            id=str(number),
            func=job,
            args=(number, f"Reading circle {number} is tomorrow"),
            kwargs={},
            trigger=one,
            executor="default",
            misfire_grace_time=None,
            coalesce=False,
            max_instances=1_000_000,
            name="job",
            next_run_time=due,
        )
        rows.append(
            {
                "id": str(number),
                "next_run_time": due.timestamp(),
                "job_state": pickle.dumps(state.__getstate__(), -1),
            }
        )
    with jobstore.engine.begin() as connection:
        connection.execute(jobstore.jobs_t.insert(), rows)


def schedule(file: Path, jobs: int, *, wal: bool) -> float:
    """Jobs a second through add_job, each due in a month."""

    async def run() -> float:
        made = scheduler(file, wal=wal)
        made.start(paused=True)
        due = datetime.now(UTC) + timedelta(days=30)
        began = time.perf_counter()
        for number in range(jobs):
            made.add_job(job, "date", run_date=due, args=(number, f"Reading circle {number}"), id=str(number))
        took = time.perf_counter() - began
        made.shutdown(wait=False)
        return jobs / took

    return asyncio.run(run())


LATE: list[float] = []


async def watched(due: float) -> None:
    LATE.append((time.time() - due) * 1000)


async def lateness(file: Path, jobs: int, gap: timedelta, ahead: timedelta) -> list[float]:
    """How many milliseconds after its due time each job ran; WAL."""
    LATE.clear()
    made = scheduler(file, wal=True)
    made.start(paused=True)
    first = datetime.now(UTC) + ahead + timedelta(milliseconds=2) * jobs  # add_job is slow, so begin later
    for number in range(jobs):
        due = first + number * gap
        made.add_job(watched, "date", run_date=due, args=(due.timestamp(),), id=str(number))
    made.resume()
    until = (first + jobs * gap).timestamp()
    while len(LATE) < jobs and time.time() < until + 30:
        await asyncio.sleep(0.1)
    made.shutdown(wait=False)
    return list(LATE)


ASK: Callable[[str], Awaitable[str]] | None = None
AT_ONCE = asyncio.Semaphore(50)


async def ask_job(key: str) -> None:
    assert ASK is not None
    async with AT_ONCE:  # fifty in flight, as ours
        await ASK(key)


async def store_sends(file: Path, jobs: int) -> None:
    """Jobs due at once, in the store of a scheduler that is not running."""
    made = scheduler(file, wal=True)
    made.start(paused=True)
    due = datetime.now(UTC) - timedelta(minutes=1)
    for number in range(jobs):
        made.add_job(ask_job, "date", run_date=due, args=(f"k{number}",), id=str(number))
    made.shutdown(wait=False)


async def send_all(file: Path, ask: Callable[[str], Awaitable[str]]) -> None:
    """Run what is due until killed."""
    global ASK  # noqa: PLW0603 - a stored job names a plain function
    ASK = ask
    made = scheduler(file, wal=True)
    print("ready", flush=True)
    made.start()
    await asyncio.Event().wait()
