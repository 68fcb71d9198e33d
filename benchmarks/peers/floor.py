"""The bare loop: claim 500, count, mark, on the driver alone; as quick as this store can go in Python."""

import json
import time
from pathlib import Path

import aiosqlite

SCHEMA = """
CREATE TABLE jobs (
    id INTEGER PRIMARY KEY, due INTEGER NOT NULL, state INTEGER NOT NULL, payload TEXT NOT NULL
);
CREATE INDEX jobs_due ON jobs (due) WHERE state = 0;
"""
BATCH = 500


async def burst(file: Path, jobs: int) -> float:
    """Jobs a second of a batched claim-count-mark loop over aiosqlite, WAL and synchronous=FULL."""
    async with aiosqlite.connect(file, isolation_level=None) as db:
        await db.execute("PRAGMA journal_mode=WAL")
        await db.execute("PRAGMA synchronous=FULL")
        await db.executescript(SCHEMA)
        await db.execute("BEGIN")
        await db.executemany(
            "INSERT INTO jobs (due, state, payload) VALUES (?, 0, ?)",
            [
                (number, json.dumps({"text": f"Reading circle {number} is tomorrow"}))
                for number in range(jobs)
            ],
        )
        await db.execute("COMMIT")
        done = 0
        began = time.perf_counter()
        while done < jobs:
            await db.execute("BEGIN IMMEDIATE")
            rows = list(
                await db.execute_fetchall(
                    "SELECT id, payload FROM jobs WHERE state = 0 AND due <= ? ORDER BY due LIMIT ?",
                    (jobs, BATCH),
                )
            )
            await db.executemany("UPDATE jobs SET state = 1 WHERE id = ?", [(row[0],) for row in rows])
            await db.execute("COMMIT")
            for _, payload in rows:
                json.loads(payload)
                done += 1
            await db.execute("BEGIN IMMEDIATE")
            await db.executemany("UPDATE jobs SET state = 2 WHERE id = ?", [(row[0],) for row in rows])
            await db.execute("COMMIT")
        return jobs / (time.perf_counter() - began)
