"""How soon Discord and Slack hear back at 50 interactions a second for a minute (R14, R15).

The whole bot in a process of its own, as `communitybot run`; the stand-ins and the people in this one. In the
middle of Discord's minute somebody holds SQLite's write lock for five seconds.
"""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.measure import Row, at_most, scaled, share
from benchmarks.sending import folder

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-ins are the tests'

from twins import chord, loom

RATE = 50
SECONDS = max(scaled(60), 20)
LOCKED = 5.0  # seconds the database takes no writes, from a third of the way on
READY = 30.0  # seconds the bot may take to be there

Late = list[float]


@asynccontextmanager
async def running(environment: Mapping[str, str]) -> AsyncIterator[str]:
    """`communitybot run`; its address, once it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "communitybot", "run"],
        env={**os.environ, "COMMUNITYBOT_HTTP_PORT": "0", "COMMUNITYBOT_PLAYGROUND": "off", **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = ""
        while not address:
            line = await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), READY)
            assert line, "the bot ended"
            found = re.search(r"(http://\S+?)/?\s*$", line)
            address = found[1] if found else ""
        yield address
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 15)


async def paced(act: Callable[[int], Awaitable[float]], *, meanwhile: Callable[[], Awaitable[None]]) -> Late:
    """Seconds until each was acknowledged; the next begins when its time has come, whatever the last does."""
    began = time.perf_counter()
    beside = asyncio.ensure_future(meanwhile())
    under_way = []
    for number in range(RATE * SECONDS):
        await asyncio.sleep(max(began + number / RATE - time.perf_counter(), 0))
        under_way.append(asyncio.ensure_future(act(number)))
    late = await asyncio.gather(*under_way)
    await beside
    return late


async def locked(file: Path) -> None:
    """Hold the write lock for a while, as a backup or another program may."""
    await asyncio.sleep(SECONDS / 3)

    def hold() -> None:
        connection = sqlite3.connect(file, isolation_level=None, timeout=20)
        connection.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED)
        connection.execute("ROLLBACK")
        connection.close()

    await asyncio.to_thread(hold)


async def nothing() -> None:
    """Nothing goes on meanwhile."""


async def discord() -> Late:
    with folder() as place:
        async with chord.Twin.open(check_late=True) as twin:
            teacher, host = twin.person("Priya Raman"), twin.person("Omar Haddad")
            guild = twin.guild("Oak Ridge", owner=host, channels=["events"], members=[teacher])
            room, file = guild["events"], place / "bench.db"
            told = {**twin.environment, "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{file}"}
            async with running(told):
                await until(lambda: bool(twin.core.world.commands))
                preview = await (
                    await host.command(room, "event create", {"title": "Reading circle", "when": "in 3 days"})
                ).answer()
                await (await host.press(preview, "Post it")).answer()
                await until(lambda: any("Maybe" in each.labels for each in teacher.sees(room)))
                card = next(each for each in teacher.sees(room) if "Maybe" in each.labels)

                async def act(number: int) -> float:
                    begun = time.perf_counter()
                    if number % 2:
                        given = await teacher.command(room, "events", {})
                    else:
                        given = await teacher.press(card, ("Going", "Maybe")[number // 2 % 2])
                    await given.acknowledged()
                    return time.perf_counter() - begun

                return await paced(act, meanwhile=lambda: locked(file))


async def slack() -> Late:
    with folder() as place:
        async with loom.Twin.open() as twin:
            twin.limits.on = False
            teacher, host = twin.person("Priya Raman"), twin.person("Dana Whitfield", admin=True)
            room = twin.channel("events", members=[teacher, host])
            told = {
                "SLACK_API_URL": twin.api_url,
                "SLACK_BOT_TOKEN": twin.bot_token,
                "SLACK_SIGNING_SECRET": twin.signing_secret,
                "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
            }
            async with running(told) as address:
                at = twin.doors.addresses
                at.events, at.commands = f"{address}/slack/events", f"{address}/slack/commands"
                at.interactivity = f"{address}/slack/interactivity"
                planned = "create Reading circle, when: in 3 days"
                preview = await (await host.command(room, "/event", planned)).answer()
                await (await host.press(preview, "Post it")).answer()
                await until(lambda: any("Maybe" in each.buttons for each in twin.seen(teacher, room)))
                card = next(each for each in twin.seen(teacher, room) if "Maybe" in each.buttons)

                async def act(number: int) -> float:
                    begun = time.perf_counter()
                    if number % 2:
                        given = await teacher.command(room, "/events")
                    else:
                        given = await teacher.press(card, ("Going", "Maybe")[number // 2 % 2])
                    acknowledged = await given.ack()
                    assert acknowledged.error is None, acknowledged.error
                    return time.perf_counter() - begun

                return await paced(act, meanwhile=nothing)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(READY):
        while not true():
            await asyncio.sleep(0.05)


def run() -> list[Row]:
    taken = {
        f"Discord, the database locked for {LOCKED:g} s": asyncio.run(discord()),
        "Slack over HTTP": asyncio.run(slack()),
    }
    how = f"{RATE} interactions a second for {SECONDS} s, half /events and half answers to one event"
    rows = []
    for name, late in taken.items():
        told = f"{how}; p50 {share(late, 0.5) * 1000:.0f} ms, slowest {max(late) * 1000:.0f} ms."
        rows.append(at_most(f"heard back p99, {name}", share(late, 0.99), 1.0, unit="s", how=told))
        rows.append(at_most(f"heard back at the latest, {name}", max(late), 2.5, unit="s", how=told))
    return rows
