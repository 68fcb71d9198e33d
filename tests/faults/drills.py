"""What the drills have in common: processes to kill, a table to look into, and what users saw in the end."""

import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from faults.worker import Orders, told

from communitybot.outbox.entry import NewEntry
from communitybot.storage.engine import create
from communitybot.storage.work import UnitsOfWork

TESTS = Path(__file__).parents[1]
WORDS = re.compile(r"words of ([\w:-]+)")
UNFINISHED = "state IN ('planned', 'claimed', 'sending', 'in_doubt')"


class Nursery:
    """Workers born quickly, killed by their own number."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "workers.log"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.worker"],
            cwd=TESTS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._alive: set[int] = set()

    def load(self, module: str) -> None:
        """Load what workers will need before any is born."""
        self._ask(json.dumps({"load": module}))

    def born(self, orders: Orders) -> int:
        orders.log = str(self.log)
        pid = self._ask(told(orders))
        self._alive.add(pid)
        return pid

    def kill(self, pid: int, sign: signal.Signals = signal.SIGKILL) -> None:
        os.kill(pid, sign)

    def ended(self, pid: int, *, block: bool = True) -> int | None:
        """The exit code of a worker (negative: the signal); None while it lives, if we do not wait."""
        code = self._ask(json.dumps({"wait": pid, "block": block}))
        if code is not None:
            self._alive.discard(pid)
        return code

    def ended_within(self, pid: int, seconds: float) -> int:
        """The exit code; a worker that lives longer fails the test."""
        code = within(seconds, lambda: self.ended(pid, block=False), "the worker did not end", none=True)
        assert isinstance(code, int)
        return code

    def close(self) -> None:
        for pid in tuple(self._alive):
            os.kill(pid, signal.SIGKILL)
            self.ended(pid)
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(10)

    def _ask(self, line: str) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@dataclass
class Recorder:
    """The recording platform, and how to ask it what users see."""

    path: str

    def ask(self, do: str, **what: Any) -> dict[str, Any]:
        with socket.socket(socket.AF_UNIX) as wire:
            wire.settimeout(20)
            wire.connect(self.path)
            wire.sendall(json.dumps({"id": 0, "do": do, **what}).encode() + b"\n")
            with wire.makefile("rb") as answers:
                return json.loads(answers.readline())

    def behave(self, **manner: Any) -> None:
        self.ask("behave", **manner)

    def seen(self) -> list[dict[str, Any]]:
        return self.ask("ledger")["seen"]

    def arrived(self) -> list[tuple[int, str, str]]:
        return [tuple(each) for each in self.ask("ledger")["arrived"]]

    def copies(self) -> Counter[str]:
        """How often users see the words of each delivery."""
        return Counter(key for each in self.seen() for key in WORDS.findall(each["words"]))


@contextmanager
def recorder(folder: Path, *, seed: int = 1, **manner: Any) -> Iterator[Recorder]:
    path = str(folder / "platform")
    if len(path) > 90:  # a socket's path must be short
        path = str(Path(tempfile.mkdtemp(prefix="cb-")) / "platform")
    with subprocess.Popen(
        [sys.executable, "-m", "faults.recorder", path, str(seed), json.dumps(manner)],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == b"ready\n"
        try:
            yield Recorder(path)
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement finds in the database, read from outside the bot."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()
    with psycopg.connect(url, autocommit=True) as server:
        return server.execute(statement).fetchall()


def unfinished(url: str) -> int:
    return rows(url, f"SELECT count(*) FROM outbox WHERE {UNFINISHED}")[0][0]


def states(url: str) -> dict[str, int]:
    return dict(rows(url, "SELECT state, count(*) FROM outbox GROUP BY state"))


def put(url: str, entries: Sequence[NewEntry]) -> int:
    """Plan from this process, as a feature does."""

    async def plan() -> int:
        database = create(url)
        try:
            return await UnitsOfWork(database).run(lambda work: work.outbox.put(entries))
        finally:
            await database.close()

    return asyncio.run(plan())


def delivery(key: str, **changes: Any) -> NewEntry:
    """A promise due now whose words users will see as `words of KEY`."""
    given: dict[str, Any] = {
        "key": key,
        "community": "c",
        "kind": "drawn",
        "due": datetime.now(UTC),
        "destination": "fake:school/room",
        "args": {"say": f"words of {key}"},
    }
    return NewEntry(**(given | changes))


def within(seconds: float, happens: Callable[[], Any], otherwise: str, *, none: bool = False) -> Any:
    """Wait until something is so; fail with `otherwise`. With `none`, anything but None will do."""
    until = time.monotonic() + seconds
    while True:
        found = happens()
        if found is not None if none else found:
            return found
        assert time.monotonic() < until, f"{otherwise} within {seconds} s"
        time.sleep(0.02)


def finished_within(seconds: float, url: str) -> None:
    until = time.monotonic() + seconds
    while left := unfinished(url):
        assert time.monotonic() < until, f"{left} unfinished after {seconds} s: {states(url)}"
        time.sleep(0.1)
