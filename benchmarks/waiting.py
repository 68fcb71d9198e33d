"""What the whole bot costs while a million reminders wait: CPU, memory, and the time until it is ready."""

import asyncio
import compileall
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import adapters
import communitybot
from benchmarks.measure import Row, at_most, median, scaled
from benchmarks.sending import folder, fresh

MANY = scaled(1_000_000)
FEW = 1_000
WATCHED = 60.0  # seconds
STARTS = 3
COMMAND = str(Path(sys.executable).with_name("communitybot"))
FILL = (
    "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
    " INSERT INTO outbox (key, community, kind, destination, subject, args, due)"
    " SELECT 'event:e' || (i / 100) || ':1h:person:' || i, 'c' || (i % 200), 'event.remind.person',"
    " 'playground:demo@p' || (i % 2000), 'event:e' || (i / 100) || '/2026-12-01T19:00',"
    " json_object('event', 'e' || (i / 100), 'offset', 3600), {first} + i * 30000000 FROM n"
)


@dataclass
class Life:
    """One process of the bot.

    Wall and CPU seconds until it said it was well, CPU s a minute when idle, peak memory in MB.
    """

    ready: float
    starting: float
    cpu: float
    peak: float


async def filled(url: str, rows: int) -> None:
    """A migrated database with reminders from tomorrow on, one every half minute."""
    first = int((datetime.now(UTC) + timedelta(days=1)).timestamp() * 1e6)
    async with fresh(url) as database, database.writing(), database.engine.begin() as connection:
        await connection.exec_driver_sql(FILL.format(last=rows - 1, first=first))


def live(url: str, place: Path, seconds: float) -> Life:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMUNITYBOT_")}
    environment |= {"COMMUNITYBOT_DATABASE_URL": url, "COMMUNITYBOT_HTTP_PORT": str(_free_port())}
    began = time.perf_counter()
    with (place / "stderr").open("wb") as errors:
        bot = subprocess.Popen(
            [COMMAND, "run"], env=environment, cwd=place, stdout=subprocess.PIPE, stderr=errors
        )
    try:
        address = _await_line(bot, r"Playground: (\S+)\n")
        with urllib.request.urlopen(f"{address}healthz", timeout=10) as health:  # noqa: S310 - its own address, on loopback
            health.read()  # an unhealthy bot answers 503, which raises
        ready = time.perf_counter() - began
        starting = _cpu(bot.pid)
        cpu = 0.0
        if seconds:
            time.sleep(3)
            before = _cpu(bot.pid)
            time.sleep(seconds)
            cpu = (_cpu(bot.pid) - before) * 60 / seconds
        return Life(ready, starting, cpu, _peak(bot.pid))
    finally:
        bot.send_signal(signal.SIGTERM)
        bot.wait(15)


def _await_line(bot: "subprocess.Popen[bytes]", wanted: str) -> str:
    """Wait until the bot has said a line of this pattern; returns the pattern's group."""
    assert bot.stdout is not None
    told = b""
    with selectors.DefaultSelector() as waiting:
        waiting.register(bot.stdout, selectors.EVENT_READ)
        until = time.monotonic() + 60
        while (found := re.search(wanted, told.decode())) is None:
            if not waiting.select(until - time.monotonic()):
                raise TimeoutError(f"the bot did not say {wanted!r}")
            read = os.read(bot.stdout.fileno(), 4096)
            if not read:
                raise RuntimeError(f"the bot ended: {told.decode()!r}")
            told += read
    return found[1]


def _compile() -> None:
    """Leave our modules compiled, as `make setup` and every first start do, whatever else is set here."""
    for package in (communitybot, adapters):
        compileall.compile_dir(str(Path(package.__path__[0])), quiet=1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(process: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def run() -> list[Row]:
    lives: dict[int, list[Life]] = {FEW: [], MANY: []}
    _compile()
    with folder() as place:
        urls = {}
        for rows in lives:
            (place / str(rows)).mkdir()
            urls[rows] = f"sqlite:///{place / str(rows) / 'bot.db'}"
            asyncio.run(filled(urls[rows], rows))
        for turn in range(STARTS):
            for rows, taken in lives.items():
                taken.append(live(urls[rows], place / str(rows), 0 if turn else WATCHED))
    many, few = lives[MANY], lives[FEW]
    how = f"`communitybot run` with its playground on SQLite, {MANY:,} rows due from tomorrow on; "
    told = f" beside the same with {FEW:,} rows."
    rows_ = [
        at_most(
            f"{MANY:,} waiting: CPU s a minute",
            many[0].cpu,
            0.05,
            unit="s/min",
            how=f"{how}user and system time over {WATCHED:g} idle seconds, in ticks of 0.01 s;{told}",
        )
        | {"peer": round(few[0].cpu, 3)},
        at_most(
            f"{MANY:,} waiting: peak memory",
            max(life.peak for life in many),
            120,
            unit="MB",
            how=f"{how}VmHWM of the whole process, largest of {STARTS} starts;{told}",
        )
        | {"peer": round(max(life.peak for life in few), 1)},
        at_most(
            f"{MANY:,} waiting: spawn to ready",
            median([life.ready for life in many]),
            1.0,
            unit="s",
            how=f"{how}until it has printed its address and /healthz there answers 200, median of {STARTS} "
            f"starts with compiled modules in place, as `make setup` leaves them; CPU time of a start: "
            f"{median([life.starting for life in many]):.2f} s;{told}",
        )
        | {"peer": round(median([life.ready for life in few]), 3)},
    ]
    return [
        row | {"peer_name": f"with {FEW:,} rows", "ratio": row["ours"] / (row["peer"] or 1)} for row in rows_
    ]
