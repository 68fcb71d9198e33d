"""How fast `/events` is answered on Discord, beside a bare discord.py command."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, beside, in_turn, median, scaled, share

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-in for Discord is the tests'

from twins import chord

ASKED = scaled(1_500)
ALONE = scaled(300)
AT_ONCE = 16
WARMING = 30


class Stage:
    """A Discord with one bot in it, in a process of its own, and a person who asks it."""

    def __init__(self, person: Any, room: Any, bot: int) -> None:
        self.person, self.room, self.bot = person, room, bot

    async def ask(self) -> float:
        """Seconds until one `/events` was acknowledged."""
        began = time.perf_counter()
        given = await self.person.command(self.room, "events", {})
        await given.acknowledged()
        return time.perf_counter() - began

    async def many(self) -> float:
        """Interactions in a second of the bot's processor time; `AT_ONCE` people ask again when answered.

        By the clock the stand-in would be measured, which reads every answer against Discord's schemas.
        """
        left = iter(range(ASKED))

        async def one() -> None:
            for _ in left:
                await self.ask()

        began = busy(self.bot)
        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
        return ASKED / (busy(self.bot) - began)


def busy(process: int) -> float:
    """Seconds of processor time a process has used."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def stage(which: str) -> AsyncIterator[Stage]:
    async with chord.Twin.open(check_late=True) as twin:
        host = twin.person("Omar Haddad")
        guild = twin.guild("Oak Ridge", owner=host, channels=["events"])
        given = [twin.token, twin.api_url, twin.gateway_url]
        if which != "bare":
            given.append(f"{guild.guild.id}/{guild['events'].id}/{host.id}")
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.discord_server", which, *given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            line = await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), 30)
            assert line == "ready\n", line
            async with asyncio.timeout(20):
                while not twin.core.world.commands:
                    await asyncio.sleep(0.05)
            made = Stage(host, guild["events"], process.pid)
            for _ in range(WARMING):
                await made.ask()
            yield made
        finally:
            process.stdin.close()
            await asyncio.to_thread(process.wait, 20)


async def measured() -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    async with stage("ours") as ours, stage("forgetful") as forgetful, stage("bare") as bare:
        stages = {"ours": ours, "forgetful": forgetful, "bare": bare}
        rates = await in_turn(3, {name: each.many for name, each in stages.items()})
        waits = {name: [await each.ask() for _ in range(ALONE)] for name, each in stages.items()}
    return rates, waits


def run() -> list[Row]:
    rates, waits = asyncio.run(measured())
    return [
        beside(
            f"Discord, /events{told}",
            rates[who],
            rates["bare"],
            peer_name="bare discord.py",
            wanted=wanted,
            unit="a CPU s",
            how=(
                f"{ASKED:,} interactions from {AT_ONCE} people at once, 1,000 events stored, the whole bot "
                "on SQLite; peer: discord.py with a command tree, constant text; interactions in a second "
                "of each bot's processor time, since the stand-in is slower than either. One at a time, p50 "
                f"{median(waits[who]) * 1000:.1f} ms beside {median(waits['bare']) * 1000:.1f} ms, p99 "
                f"{share(waits[who], 0.99) * 1000:.1f} beside {share(waits['bare'], 0.99) * 1000:.1f}."
            ),
        )
        for who, told, wanted in (("ours", "", 0.7), ("forgetful", ", something written before each", None))
    ]
