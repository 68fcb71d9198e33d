"""One bot on Discord, Slack and the playground at once; it can be stopped, and started again where it was."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from databases import migrated_file
from twins import chord, loom
from twins.loopback.clock import TwinClock

from adapters.slack import floor
from adapters.slack.adapter import SlackAdapter
from adapters.slack.pace import Pace
from communitybot.clocks import MovableClock
from communitybot.running import opened
from communitybot.settings import load
from tests.adapters.slacking import environment
from tests.stories.guests import InPlayground, OnDiscord, OnSlack, Shown

MONDAY = datetime(2025, 10, 13, 13, 0, tzinfo=UTC)  # 9:00 in New York; a year Discord's ids can tell
PUBLIC = "https://bot.example.org"
FASTER = 20.0  # times as fast as Discord's limits are over, where nothing is measured


class OneClock(MovableClock):
    """The time of everybody: the bot's, and both twins'."""

    def __init__(self, time: TwinClock, slack: loom.Twin) -> None:
        self._time, self._slack = time, slack

    def now(self) -> datetime:
        return self._time.now()

    def move_to(self, moment: datetime) -> None:
        ahead = (moment - self.now()).total_seconds()
        if ahead > 0:
            self._slack.clock.advance(ahead)


class Turns:
    """The time by which Slack counts posts and calls: whoever waits for a turn has waited, and nobody sleeps.

    The bot and Slack read it both, so a turn that was not waited for is still refused.
    """

    pace = 1.0

    def __init__(self, slack: loom.Twin) -> None:
        self._clock, self._skipped, self._skips = slack.clock, 0.0, True
        self.real = slack.clock.real

    def now(self) -> float:
        return self._clock.now() + self._skipped

    async def wait(self, seconds: float) -> None:
        until = self.now() + seconds
        await asyncio.sleep(0 if self._skips else seconds)
        if self._skips:
            self._skipped += max(until - self.now(), 0.0)  # who waited beside us may have passed it already

    @contextmanager
    def waited_for(self) -> Iterator[None]:
        """Where it is measured how long words take, every turn takes its time."""
        before, self._skips = self._skips, False
        try:
            yield
        finally:
            self._skips = before


@dataclass
class Hall:
    """Three platforms, the people there, and the bot while it runs."""

    discord: chord.Twin
    slack: loom.Twin
    server: chord.Server
    channel: loom.Room
    clock: OneClock
    turns: Turns
    folder: Path
    guests: list[Any] = field(default_factory=list)
    house: Any = None
    web: Any = None
    began: datetime = MONDAY
    talk: str = "Live chat: #ce14"  # what the head of the thread says that people speak in
    _running: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def opens(self) -> None:
        """Start a bot on the database there is, and on the twins as they are."""
        told = {
            **self.discord.environment,
            **environment(self.slack),
            "DISCORD_MESSAGE_CONTENT": "on",
            "COMMUNITYBOT_DATABASE_URL": migrated_file(self.folder / "hour.db"),
            "COMMUNITYBOT_SECRET_KEY": "s" * 43,
            "COMMUNITYBOT_PLAYGROUND": "on",
            "COMMUNITYBOT_HTTP_PORT": "0",
            "COMMUNITYBOT_LINK_PREVIEWS": "off",
            "COMMUNITYBOT_PUBLIC_URL": PUBLIC,
        }
        self._running = AsyncExitStack()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(floor, "Pace", lambda: Pace(self.turns.now, self.turns.wait))
            self.house = await self._running.enter_async_context(opened(load(told), self.clock))
        self.slack.adopt(dict(SlackAdapter().manifest(self.house.bot.commands, self.house.settings)))
        self.web = await self._running.enter_async_context(aiohttp.ClientSession(self.house.address))
        await self.discord.ready()

    async def closes(self) -> None:
        """Stop the bot; people can go on where their platform is not the bot itself."""
        await self._running.aclose()

    async def moves(self, **by: float) -> None:
        """Let time pass, delivering what falls due on the way; then everybody looks."""
        seconds = by.get("minutes", 0) * 60 + by.get("seconds", 0) + by.get("hours", 0) * 3600
        await self.house.bot.advance(seconds)
        await self.rests()

    async def until(self, moment: datetime) -> None:
        await self.moves(seconds=(moment - self.clock.now()).total_seconds())

    async def rests(self) -> None:
        await self.house.bot.settle()
        for guest in self.guests:
            await guest.look()

    async def sees(self, guest: Any, words: str, *, within: float = 10.0) -> Shown:
        """Wait until somebody sees words in their thread."""
        return await self._until(guest, guest.heard, words, within)

    async def reads(self, guest: Any, words: str) -> Shown:
        """Wait until somebody sees words in the rooms of their platform."""
        return await self._until(guest, guest.room, words, 10.0)

    async def is_told(self, guest: Any, words: str) -> Shown:
        """Wait until somebody is told words in private."""
        return await self._until(guest, guest.told, words, 10.0)

    async def _until(self, guest: Any, look: Any, words: str, within: float) -> Shown:
        end = time.monotonic() + within
        while True:
            await guest.look()
            found = [each for each in look() if words in each.words]
            if found:
                return found[-1]
            if time.monotonic() > end:
                shown = "\n--\n".join(each.words for each in look()[-6:])
                raise AssertionError(f"{guest.name} does not see {words!r}, but:\n{shown}")
            await asyncio.sleep(0.02)

    async def get(self, path: str, **query: str) -> Any:
        async with self.web.get(f"/{path}", params=query) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def post(self, path: str, **body: Any) -> Any:
        async with self.web.post(f"/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def fetches(self, address: str) -> str:
        """A page of the bot's own server, as a browser gets it."""
        assert address.startswith(PUBLIC), address
        async with self.web.get(address.removeprefix(PUBLIC)) as answer:
            text = await answer.text()
            assert answer.status == 200, (answer.status, text[:200])
            return text


@dataclass
class People:
    """Who comes: Omar plans and hosts, Dana is his co-host."""

    omar: OnDiscord
    lucia: OnDiscord
    wei: OnSlack
    dana: OnSlack
    grace: InPlayground
    maya: InPlayground
    nora: InPlayground


@asynccontextmanager
async def three_platforms(folder: Path, *, measured: bool = False) -> AsyncIterator[tuple[Hall, People]]:
    """A server, a workspace and the playground, one community together, with the bot running.

    Where it is `measured` how long something takes, Discord's limits are as long as Discord's own.
    """
    async with chord.Twin.open() as discord, loom.Twin.open(seed=7) as slack:
        discord.clock.advance(MONDAY.timestamp() - discord.clock.seconds())
        slack.clock.time = discord.clock
        discord.core.limits.pace = 1.0 if measured else FASTER
        omar, lucia = discord.person("Omar Haddad"), discord.person("Lucía Ortega")
        wei = slack.person("Wei Chen", admin=True)
        dana = slack.person("Dana Whitfield", tz="America/Chicago")
        server = discord.guild("Oak Ridge", owner=omar, channels=["general", "events"], members=[lucia])
        channel = slack.channel("events", members=[wei, dana])
        turns = Turns(slack)
        slack.limits.clock = turns
        hall = Hall(discord, slack, server, channel, OneClock(discord.clock, slack), turns, folder)
        people = People(
            OnDiscord(hall, omar),
            OnDiscord(hall, lucia),
            OnSlack(hall, wei),
            OnSlack(hall, dana),
            InPlayground(hall, "administrator", "Grace Lindqvist"),
            InPlayground(hall, "teacher", "Maya Torres"),
            InPlayground(hall, "librarian", "Nora Castillo"),
        )
        hall.guests = list(vars(people).values())
        await hall.opens()
        try:
            await _joined(hall, people)
            yield hall, people
        finally:
            await hall.closes()


async def _joined(hall: Hall, people: People) -> None:
    """The three spaces become one community."""
    await hall.rests()
    for newcomer in (people.wei, people.grace):
        offer = await people.omar.asks("community link")
        code = re.search(r"code: (\S+)", offer.words)
        assert code is not None, offer.words
        preview = await newcomer.asks("community link", code=code[1].strip("`."))
        await newcomer.presses(preview, "Join")
    await hall.rests()
