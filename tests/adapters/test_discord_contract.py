"""The contract of every adapter, kept on Discord: the real bot and library against the twin."""

from contextlib import AsyncExitStack

import pytest

from adapters.discord import places
from communitybot.commands.typed import find, parse
from tests.adapters.contract import ConversationContract, PlatformContract, Shown
from tests.adapters.discord_rules import unescaped
from tests.adapters.discording import scene


class DiscordStage:
    """The whole bot in a server of two people who use slash commands and buttons."""

    def __init__(self, scene, people):
        self.scene, self.people = scene, people
        self.room = scene.room
        self._open = AsyncExitStack()

    async def begin(self):
        self.running = await self._open.enter_async_context(self.scene.bot())

    async def end(self):
        await self._open.aclose()

    @property
    def platform(self):
        return self.running.platform

    def address(self, person):
        return self.scene.address(self.people[person])

    async def sees(self, person, place=None):
        channel = places.channel_of(place or self.room)
        return [_shown(each) for each in self.people[person].sees(channel)]

    async def types(self, person, command):
        word, _, rest = command.removeprefix("/").partition(" ")
        found = find(self.running.house.bot.commands, word, rest)
        values = parse(found.spec, found.text)
        given = await self.people[person].command(self.scene.events, found.spec.name, values)
        return _shown(await given.answer())

    async def presses(self, person, label):
        for sight in reversed(self.people[person].sees(self.scene.events)):
            if label in sight.labels:
                pressed = await self.people[person].press(sight, label)
                await pressed.acknowledged()
                break
        else:
            raise LookupError(label)
        await self.running.house.bot.settle()

    async def deletes(self, ref):
        sight = next(
            each for each in self.people["principal"].sees(self.scene.events) if each.id == ref.message
        )
        await self.people["principal"].deletes(sight)

    async def restarts(self):
        await self.end()
        self._open = AsyncExitStack()
        await self.begin()


def _shown(sight):
    return Shown(
        text=unescaped(sight.text),
        labels=tuple(sight.labels),
        private=sight.ephemeral,
        edited=sight.edited,
        pings=sight.pings,
        files=sight.files,
    )


@pytest.fixture
async def stage(tmp_path):
    async with scene(tmp_path) as opened:
        stage = DiscordStage(opened, {"teacher": opened.teacher, "principal": opened.principal})
        await stage.begin()
        try:
            yield stage
        finally:
            await stage.end()


class TestDiscord(PlatformContract, ConversationContract):
    """Every promise, on Discord."""
