"""The Discord adapter with a door that only listens: what it was told stands there, in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from twins import chord

from adapters.discord.adapter import DiscordAdapter
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import Listening, Posted, Removed, Retold, Reworded
from communitybot.settings import load

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass
class Door:
    """Stands for the bot: remembers what it hears, and fails as often as it is told to."""

    threads: set[PlaceAddress] = field(default_factory=set)
    heard: list[Any] = field(default_factory=list)
    retold: list[Any] = field(default_factory=list)
    missed: list[Any] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)
    since: datetime = LONG_AGO
    failures: int = 0
    slow: float = 0.0  # seconds by which its clock is behind Discord's
    commands: tuple[()] = ()
    notes: None = None

    def now(self):
        return datetime.now(UTC) - timedelta(seconds=self.slow)

    async def arrived(self, _arrival): ...
    async def departed(self, _space): ...
    async def room_changed(self, _told): ...

    async def spaces(self, _platform):
        return ()

    async def listens(self, thread):
        return thread in self.threads

    async def listening(self, platform):
        assert platform == "discord"
        return tuple(Listening(thread=each, since=self.since) for each in self.threads)

    async def hear(self, heard):
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the database is away")
        self.heard.append(heard)
        self.told.append(heard)

    async def retell(self, retold):
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the database is away")
        self.retold.append(retold)
        self.told.append(retold)

    async def miss(self, missed):
        self.missed.append(missed)

    # What came of it

    def of(self, kind):
        return [each for each in self.heard if isinstance(each, kind)]

    def kept(self):
        """What stands in each message after all that was told, as the core's promise for `retell` has it."""
        posts: dict[MessageRef, Posted] = {}
        for told in self.told:
            match told:
                case Posted():
                    posts.setdefault(told.ref, told)
                case Reworded(ref=ref) if ref in posts:
                    posts[ref] = replace(posts[ref], text=told.text, shown=told.shown)
                case Removed():
                    for ref in told.refs:
                        posts.pop(ref, None)
                case Retold():
                    there = {each.ref: each for each in told.posts}
                    for ref, post in list(posts.items()):
                        if (
                            ref.place == told.thread
                            and told.since <= post.at <= told.until
                            and ref not in there
                        ):
                            del posts[ref]
                    posts |= there
        return {ref: post.text for ref, post in sorted(posts.items(), key=lambda each: int(each[0].message))}

    @property
    def words(self):
        return [each.text for each in self.of(Posted)]


@dataclass
class Scene:
    """A server with two people, a room, and a thread in it that is listened to."""

    twin: chord.Twin
    guild: chord.Server
    priya: chord.Person
    omar: chord.Person
    thread: chord.Room
    door: Door

    @property
    def place(self):
        return PlaceAddress("discord", self.guild.id, self.guild["events"].id, self.thread.id)

    def ref(self, sight):
        return MessageRef(self.place, sight.id)

    @property
    def history(self):
        """What stands in the thread, by people, as everybody sees it."""
        return {self.ref(each): each.text for each in self.priya.sees(self.thread)}

    async def until(self, found, timeout=10.0):
        await self.twin.until(found, timeout)

    @asynccontextmanager
    async def bot(self, *, content: bool = True, **environment: str):
        """Run the adapter until the block ends."""
        switch = "on" if content else "off"
        settings = load({**self.twin.environment, "DISCORD_MESSAGE_CONTENT": switch} | environment)
        adapter = DiscordAdapter()
        assert adapter.wanted(settings)
        try:
            yield await adapter.start(self.door)
        finally:
            await adapter.stop()


@asynccontextmanager
async def listening_scene(**twin_options: Any) -> AsyncIterator[Scene]:
    async with chord.Twin.open(**twin_options) as twin:
        priya, omar = twin.person("Priya Raman"), twin.person("Omar Haddad")
        guild = twin.guild("Oak Ridge", owner=omar, channels=["general", "events"], members=[priya])
        thread = guild.thread(guild["events"], "#ce14 live chat", omar)
        scene = Scene(twin, guild, priya, omar, thread, Door())
        scene.door.threads.add(scene.place)
        yield scene


def login_at_once(monkeypatch):
    """Let the library begin a new session at once, where it would wait five seconds."""

    async def no_wait(*_args, **_more):
        await asyncio.sleep(0)

    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", no_wait)
