"""A chat of an hour with 1,000 people and 5,000 messages on both stand-ins, its clock ten times as fast."""

import asyncio
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.measure import Row, at_most, scaled, share

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-ins are the tests'

from twins import chord, loom

PACE = 10.0  # the clock is compressed so many times, and the limits the stand-ins state with it
PEOPLE, MESSAGES = scaled(1_000), scaled(5_000)
SEED = 20141014
QUESTIONS = 6
MINUTES = 60  # how long the chat is, in chat time
QUIET = 5  # minutes at its end in which nobody says anything new
LOOK = 0.005  # seconds between two looks at what stands in the threads
ASKED = 40  # times the archive is asked for
TOKEN = re.compile(r"m(\d{5})m")
BEGIN = 120.0  # seconds we wait for the threads


@dataclass(slots=True)
class Talk:
    """What was said where and when, and when it stood on the other side; times are the steady clock's."""

    said: dict[int, float] = field(default_factory=dict)
    where: dict[int, str] = field(default_factory=dict)
    seen: dict[int, list[float]] = field(default_factory=dict)

    def note(self, texts: Iterator[str], now: float, side: str) -> None:
        for text in texts:
            for token in TOKEN.findall(text):
                if self.where.get(int(token)) != side:
                    self.seen.setdefault(int(token), []).append(now)


class Sides:
    """Both stand-ins, their people, and the threads of the chat once they are open."""

    def __init__(self, discord: chord.Twin, slack: loom.Twin) -> None:
        self.discord, self.slack = discord, slack
        half = PEOPLE // 2
        self.teachers = [discord.person(f"Teacher {number}") for number in range(half)]
        self.guild = discord.guild("Oak Ridge", owner=self.teachers[0], channels=["chats"])
        for each in self.teachers[1:]:
            self.guild.join(each)
        self.members = [slack.person(f"Member {number}") for number in range(PEOPLE - half)]
        self.room = slack.channel("chats", members=self.members)
        self._read = {"discord": 0, "slack": 0}

    @property
    def where(self) -> dict[str, Any]:
        return {
            "environment": {
                **self.discord.environment,
                "SLACK_API_URL": self.slack.api_url,
                "SLACK_BOT_TOKEN": self.slack.bot_token,
                "SLACK_APP_TOKEN": self.slack.app_token,
            },
            "discord": f"{self.guild.guild.id}/{self.guild['chats'].id}",
            "slack": f"{self.slack.home_team.id}/{self.room.id}",
            "questions": QUESTIONS,
            "minutes": MINUTES,
        }

    async def opened(self) -> None:
        until = time.monotonic() + BEGIN
        while self.thread is None or self.opening is None:
            if time.monotonic() > until:
                raise TimeoutError("the threads did not open")
            await asyncio.sleep(0.05)

    @property
    def thread(self) -> Any:
        channels = self.discord.core.world.channels.values()
        return next((each for each in channels if each.is_thread), None)

    @property
    def opening(self) -> str | None:
        for each in self.slack.world.messages.get(self.room.id, []):
            if each.thread_ts is not None:
                return str(each.thread_ts)
        return None

    async def say(self, number: int, chance: random.Random, talk: Talk) -> None:
        text = f"A{chance.randint(1, QUESTIONS)}: m{number:05}m " + "thought " * chance.randint(2, 30)
        talk.where[number] = "discord" if chance.random() < 0.5 else "slack"
        talk.said[number] = time.monotonic()
        if talk.where[number] == "discord":
            await chance.choice(self.teachers).say(self.thread, text)
        else:
            await chance.choice(self.members).types(self.room, text, thread=self.opening)

    def look(self, talk: Talk) -> None:
        now = time.monotonic()
        fresh = list(self.thread.messages.values())[self._read["discord"] :]
        self._read["discord"] += len(fresh)
        bot = self.discord.core.bot.id
        talk.note((json.dumps(each.components) for each in fresh if each.author.id == bot), now, "discord")
        standing = self.slack.world.messages.get(self.room.id, [])
        new = standing[self._read["slack"] :]
        self._read["slack"] = len(standing)
        mine = (each for each in new if each.author == self.slack.bot)
        talk.note((json.dumps(each.blocks) for each in mine), now, "slack")


class Server:
    """The bot's process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        found: dict[str, Any] = json.loads(line)
        return found

    async def asked(self, what: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n".encode())
        return await self.told()

    async def end(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()


async def _talked(sides: Sides, talk: Talk) -> None:
    """Say everything at moments drawn by chance, in chat time; a look at both threads goes on meanwhile."""
    chance = random.Random(SEED)
    moments = sorted(chance.uniform(0, (MINUTES - QUIET) * 60 / PACE) for _ in range(MESSAGES))
    began = time.monotonic()
    for number, moment in enumerate(moments):
        await asyncio.sleep(max(began + moment - time.monotonic(), 0))
        await sides.say(number, chance, talk)


async def _watched(sides: Sides, talk: Talk) -> None:
    while True:
        sides.look(talk)
        await asyncio.sleep(LOOK)


async def _complete(address: str, ended: float) -> float:
    """How many seconds of chat time after the end the archive had everything."""
    async with aiohttp.ClientSession() as session:
        while time.monotonic() - ended < 120 / PACE:
            async with session.get(address) as answer:
                page = await answer.text() if answer.status == 200 else ""
            if len(set(TOKEN.findall(page))) == MESSAGES:
                return (time.monotonic() - ended) * PACE
            await asyncio.sleep(0.1)
    return float("inf")


async def _pages(address: str) -> list[float]:
    taken = []
    async with aiohttp.ClientSession() as session:
        for _ in range(ASKED):
            began = time.perf_counter()
            async with session.get(address) as answer:
                await answer.read()
            taken.append((time.perf_counter() - began) * 1_000)
    return taken


async def _measured() -> list[Row]:
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(chord.Twin.open(seed=SEED, pace=PACE, check_late=True))
        slack = await stack.enter_async_context(loom.Twin.open(seed=SEED, pace=PACE))
        sides, talk = Sides(discord, slack), Talk()
        command = (sys.executable, "-m", "benchmarks.live_chat_server", str(PACE), json.dumps(sides.where))
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)
        server = Server(process)
        stack.push_async_callback(server.end)
        where = await server.told()
        await sides.opened()
        before = (await server.asked("memory"))["megabytes"]
        watching = asyncio.create_task(_watched(sides, talk))
        await _talked(sides, talk)
        state = await server.asked("state")
        await asyncio.sleep(max(state["left"], 0) / PACE)
        while (state := await server.asked("state"))["stage"] == "live":
            await asyncio.sleep(0.05)
        ended = time.monotonic()
        complete = await _complete(where["archive"], ended)
        watching.cancel()
        after = (await server.asked("memory"))["megabytes"]
        pages = await _pages(where["archive"])
        return _rows(talk, state, after - before, complete, pages)


def _rows(talk: Talk, state: dict[str, Any], grown: float, complete: float, pages: list[float]) -> list[Row]:
    waits = [
        (talk.seen[number][0] - said) * PACE for number, said in talk.said.items() if number in talk.seen
    ]
    twice = sum(len(seen) - 1 for seen in talk.seen.values())
    lost = MESSAGES - len(talk.seen)
    how = (
        f"{PEOPLE:,} people, {MESSAGES:,} messages in {MINUTES - QUIET} minutes over both stand-ins, "
        f"clock and limits {PACE:g} times as fast, SQLite; {state['kept']:,} kept in the log. "
    )
    half = share(waits, 0.5)
    return [
        at_most("live chat: lost", lost + MESSAGES - state["kept"], 0, unit="messages", how=how),
        at_most("live chat: shown twice", twice, 0, unit="messages", how=how),
        at_most(
            "live chat: mirrored, p99",
            share(waits, 0.99),
            2.0,
            unit="s of chat time",
            how=f"{how}p50 {half:.2f} s, slowest {max(waits):.2f} s.",
        ),
        at_most("live chat: archive complete", complete, 60.0, unit="s of chat time after the end", how=how),
        at_most("live chat: archive page, p95", share(pages, 0.95), 200.0, unit="ms", how=how),
        at_most(
            "live chat: memory grown", grown, 100.0, unit="MB", how=f"{how}Resident, from opening to end."
        ),
    ]


def run() -> list[Row]:
    return asyncio.run(_measured())
