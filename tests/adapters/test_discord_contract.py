"""The contract of every adapter, kept on Discord: the real bot and library against the twin."""

import re
from contextlib import AsyncExitStack
from datetime import datetime
from zoneinfo import ZoneInfo

import discord
import pytest
from twins.chord import Failed, Modal, Sight

from adapters.discord import places
from communitybot.commands.typed import find, parse
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.replies import Quiet
from tests.adapters.contract import ConversationContract, PlatformContract
from tests.adapters.contract_drawing import DrawingContract
from tests.adapters.contract_reading import ReadingContract
from tests.adapters.contract_threads import ThreadContract
from tests.adapters.discord_rules import unescaped
from tests.adapters.discording import scene
from tests.adapters.stage import Shown

ZONES = {"teacher": "America/New_York", "principal": "America/Los_Angeles"}
DEFERRED = 5  # Discord: an answer is promised
STAMP = re.compile(r"<t:(-?\d+):([RtDf])>")


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

    def name(self, person):
        return self.people[person].name

    def mention(self, person):
        return f"<@{self.people[person].id}>"

    def zone(self, person):
        return ZONES[person]

    def zone_told(self, _person):
        return None

    async def reads(self, person):
        zone = ZoneInfo(ZONES[person])
        return [STAMP.sub(lambda found: shown_at(found, zone), each.text) for each in await self.sees(person)]

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

    async def pinned(self):
        return list(self.scene.events.channel.pins)

    async def speaks(self, person, thread, words):
        await self.people[person].say(thread.thread, words)

    async def another_room(self, name):
        return PlaceAddress("discord", self.scene.guild.id, self.scene.guild.add_room(name).id)

    async def answered(self, person, reply):
        self.running.house.bot.invoke = giving(reply)
        given = await self.people[person].command(self.scene.events, "events", {})
        if await given.acknowledged() == DEFERRED and isinstance(reply, Quiet):
            return "nothing"
        kinds = {Sight: "message", Modal: "form", Failed: "failed"}
        return kinds[type(await given.answer())]

    async def notices_a_mention(self):
        call = self.running.adapter._presence._connection.client.call
        words = {"content": self.mention("teacher"), "allowed_mentions": {"parse": ["users"]}}
        await call("POST", "/channels/{channel_id}/messages", json=words, channel_id=self.scene.events.id)
        return bool((await self.sees("principal"))[-1].pings)

    async def refuses_what_is_too_long(self):
        call = self.running.adapter._presence._connection.client.call
        words = {"components": [{"type": 10, "content": "x" * 4_001}], "flags": 1 << 15}
        with pytest.raises(discord.HTTPException) as refused:
            await call("POST", "/channels/{channel_id}/messages", json=words, channel_id=self.scene.events.id)
        return refused.value.status == 400

    async def restarts(self):
        await self.end()
        self._open = AsyncExitStack()
        await self.begin()


def giving(reply):
    async def give(_invoked):
        return reply

    return give


def shown_at(found, zone):
    """A timestamp as Discord shows it to a reader (reference.mdx, "Timestamp Styles")."""
    there = datetime.fromtimestamp(int(found[1]), zone)
    hour = f"{there.hour % 12 or 12}:{there:%M %p}"
    day = f"{there:%B} {there.day}, {there.year}"
    return {"R": "in a while", "t": hour, "D": day, "f": f"{day} {hour}"}[found[2]]


def _shown(sight):
    return Shown(
        text=unescaped(sight.text),
        links=tuple(re.findall(r"\]\((https://[^)]+)\)", sight.text)),
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


class TestDiscord(PlatformContract, ConversationContract, ReadingContract, DrawingContract, ThreadContract):
    """Every promise, on Discord."""
