"""What a kill -9 at half of 2,000 sends costs: nothing lost, nothing doubled, and how soon all is done."""

import asyncio
import contextlib
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Row, at_most, median, scaled
from benchmarks.peers import apscheduler
from benchmarks.sending import HOUR, Counting, folder, fresh, relay, reminders, sentence, store
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import Message
from communitybot.logs import quiet_logs
from communitybot.storage.engine import create
from communitybot.storage.migrate import ensure

COUNT = scaled(2_000)
TAKES = 0.005  # seconds a send
TURNS = 3
PATIENCE = 20.0  # seconds after the restart until what has not come is called lost


@dataclass
class Told:
    """A platform in another process: it survives the kill, and gives a repeated key its first message."""

    shown: dict[str, str] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    half: asyncio.Event = field(default_factory=asyncio.Event)
    last: float = 0.0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                key = line.decode().strip()
                # taken at once, answered after 5 ms: a kill falls between the two
                self.asked[key] += 1
                if key not in self.shown:
                    self.shown[key] = str(len(self.shown) + 1)
                    self.last = time.monotonic()
                if len(self.shown) >= COUNT // 2:
                    self.half.set()
                await asyncio.sleep(TAKES)
                writer.write(f"{self.shown[key]}\n".encode())
        writer.close()


class Connections:
    """As many connections to the platform's process as are in use at once."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, key: str) -> str:
        pair = self._free.pop() if self._free else await asyncio.open_unix_connection(self._socket)
        pair[1].write(f"{key}\n".encode())
        answer = (await pair[0].readline()).decode().strip()
        self._free.append(pair)
        return answer


class Distant(Counting):
    """Sends over a socket."""

    def __init__(self, socket: str) -> None:
        super().__init__()
        self._connections = Connections(socket)

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:  # noqa: ARG002
        return MessageRef(place, await self._connections.ask(key))


@asynccontextmanager
async def worker(
    kind: str, file: Path, socket: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, float]]:
    """A process that sends what is due, and the moment it was ready; killed when done."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.killed", kind, str(file), socket, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 60)
        assert line.strip() == b"ready", line
        yield process, time.monotonic()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


@dataclass
class Outcome:
    lost: int
    doubled: int
    asked_again: int
    seconds: float  # from ready again until all is done; infinite when something is lost


async def turn(kind: str) -> Outcome:
    with folder() as place:
        file, socket = place / "bench.db", str(place / "platform")
        if kind == "ours":
            async with fresh(f"sqlite:///{file}") as database:
                await store(database, reminders(COUNT, due=datetime.now(UTC) - HOUR / 60, frozen=sentence))
        else:
            await apscheduler.store_sends(file, COUNT)
        told = Told()
        server = await asyncio.start_unix_server(told.serve, socket)
        async with server:
            async with worker(kind, file, socket) as (process, _):
                await asyncio.wait_for(told.half.wait(), 60)
                process.kill()
                await process.wait()
            async with worker(kind, file, socket) as (_, ready):
                until = ready + PATIENCE
                while time.monotonic() < until and not _all_done(kind, told, file):
                    await asyncio.sleep(0.01)
                done = time.monotonic()
        lost = COUNT - len(told.shown)
        again = sum(count - 1 for count in told.asked.values())
        # the platform shows a key once; without its keys, what was asked twice would be seen twice
        shown_twice = 0 if kind == "ours" else again
        return Outcome(lost, shown_twice, again, done - ready if not lost else float("inf"))


def _all_done(kind: str, told: Told, file: Path) -> bool:
    if len(told.shown) < COUNT:
        return False
    if kind != "ours":
        return True
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        left = connection.execute("SELECT count(*) FROM outbox WHERE state <> 'sent'").fetchone()[0]
    return bool(left == 0)


async def _taken() -> dict[str, list[Outcome]]:
    taken: dict[str, list[Outcome]] = {"ours": [], "APScheduler WAL": []}
    for number in range(TURNS):
        taken["ours"].append(await turn("ours"))
        if number == 0:
            taken["APScheduler WAL"].append(await turn("apscheduler"))
    return taken


def run() -> list[Row]:
    taken = asyncio.run(_taken())
    ours, peer = taken["ours"], taken["APScheduler WAL"][0]
    how = (
        f"{COUNT:,} frozen reminders due at once on SQLite, sends of 5 ms to a platform in another process "
        f"that honours keys, kill -9 once half have arrived, started again; {TURNS} turns, the worst; "
        f"peer: APScheduler WAL once, its jobs sending through the same socket, waited for {PATIENCE:g} s."
    )
    name = "APScheduler WAL"
    rows = [
        at_most(
            f"killed at half of {COUNT:,}: lost", max(each.lost for each in ours), 0, unit="sends", how=how
        ),
        at_most(
            f"killed at half of {COUNT:,}: doubled",
            max(each.doubled for each in ours),
            0,
            unit="sends",
            how=f"{how} Asked again with its key, and given the first message back: "
            f"{median([each.asked_again for each in ours]):g} (median).",
        ),
        at_most(
            f"killed at half of {COUNT:,}: ready again to all done",
            max(each.seconds for each in ours),
            1.0,
            unit="s",
            how=f"{how} From the second process's word that it begins until every row is recorded as sent.",
        ),
    ]
    beside = (peer.lost, peer.doubled, None if peer.lost else round(peer.seconds, 3))
    return [row | {"peer": theirs, "peer_name": name} for row, theirs in zip(rows, beside, strict=True)]


async def send_all(file: Path, socket: str) -> None:
    """Be the bot's relay until killed."""
    database = create(f"sqlite:///{file}")
    await ensure(database)
    sending = relay(database, Distant(socket))
    print("ready", flush=True)
    await sending.run()


if __name__ == "__main__":
    quiet_logs()
    kind_, file_, socket_ = sys.argv[1:]
    if kind_ == "ours":
        asyncio.run(send_all(Path(file_), socket_))
    else:
        asyncio.run(apscheduler.send_all(Path(file_), Connections(socket_).ask))
