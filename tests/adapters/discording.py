"""Opens the whole bot on the Discord twin: a real house on SQLite, the real adapter, real sockets."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from databases import migrated_file
from twins import chord

from adapters.discord import places
from adapters.discord.adapter import DiscordAdapter
from communitybot.bootstrap import House, build
from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.settings import load


@dataclass
class Running:
    """The bot while it runs."""

    house: House
    adapter: DiscordAdapter

    @property
    def platform(self) -> Any:
        return self.house.platforms["discord"]


@dataclass
class Scene:
    """A server with two people and the bot, and where its things are."""

    twin: chord.Twin
    guild: chord.Server
    teacher: chord.Person
    principal: chord.Person
    folder: Path

    @property
    def events(self) -> chord.Room:
        return self.guild["events"]

    @property
    def room(self) -> PlaceAddress:
        return self.place("events")

    def place(self, name: str) -> PlaceAddress:
        return PlaceAddress("discord", self.guild.guild.id, self.guild[name].id)

    def address(self, person: chord.Person) -> PersonAddress:
        return places.person(self.guild.guild.id, person.id)

    @asynccontextmanager
    async def bot(self, clock: Any = None, **environment: str) -> AsyncIterator[Running]:
        """Run the bot until the block ends; again on the same database when called again."""
        settings = load(self.environment | environment)
        house = await build(settings, clock or SystemClock())
        adapter = DiscordAdapter()
        assert adapter.wanted(settings)
        assert not adapter.check(settings)
        try:
            platform = await adapter.start(house.bot)
            assert platform is not None
            house.platforms["discord"] = platform
            await house.start()
            yield Running(house, adapter)
        finally:
            await house.stop()
            await adapter.stop()
            await house.close()

    @property
    def environment(self) -> Mapping[str, str]:
        database = migrated_file(self.folder / "house.db")
        return {**self.twin.environment, "COMMUNITYBOT_DATABASE_URL": database}


@asynccontextmanager
async def scene(folder: Path, **twin_options: Any) -> AsyncIterator[Scene]:
    async with chord.Twin.open(**twin_options) as twin:
        teacher, principal = twin.person("Priya Raman"), twin.person("Omar Haddad")
        guild = twin.guild("Oak Ridge", owner=principal, channels=["general", "events"], members=[teacher])
        yield Scene(twin, guild, teacher, principal, folder)
