"""The contract of every adapter, kept by Slack."""

import json
import re
from contextlib import AsyncExitStack

import pytest
from twins import loom

from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from communitybot.ports import Undeliverable
from tests.adapters.contract import ConversationContract, PlatformContract
from tests.adapters.contract_drawing import DrawingContract
from tests.adapters.contract_reading import ReadingContract
from tests.adapters.contract_threads import ThreadContract
from tests.adapters.slacking import people_of, seated
from tests.adapters.stage import Shown


class SlackStage:
    """The whole bot over Socket Mode, played by two people at the twin."""

    def __init__(self, twin, folder):
        self.twin = twin
        self._folder = folder
        self._people = people_of(twin)
        self._open = AsyncExitStack()

    async def begin(self):
        seats = seated(self.twin, self._folder / "contract.db", people=self._people, clock=SystemClock())
        self.table = await self._open.enter_async_context(seats)

    async def end(self):
        await self._open.aclose()

    @property
    def platform(self):
        return self.table.platform

    @property
    def room(self):
        return PlaceAddress("slack", self.twin.home_team.id, self._people[2].id)

    def address(self, person):
        return PersonAddress("slack", self.twin.home_team.id, self._who(person).id)

    async def sees(self, person, place=None):
        """As Slack shows it: replies stand in their thread, the room shows what begins one."""
        place = place or self.room
        seen = self.twin.seen(self._who(person), loom.Room(self.twin.world, place.place))
        if place.thread is not None:
            return [_shown(each) for each in seen if place.thread in {each.thread, each.ts}]
        replies = [each for each in seen if each.thread not in {None, each.ts}]
        return [_shown(each, replies) for each in seen if each not in replies]

    def name(self, person):
        return self._who(person).user.name

    def mention(self, person):
        return self._who(person).mention

    def zone(self, person):
        return self._who(person).user.tz

    def zone_told(self, person):
        return self.zone(person)

    async def reads(self, person):
        return [shown.text for shown in await self.sees(person)]

    async def types(self, person, command):
        name, _, typed = command.partition(" ")
        who, room = self._who(person), self._people[2]
        answer = await (await who.command(room, name, typed)).answer()
        assert answer.message is not None, answer
        return _shown(answer.message)

    async def presses(self, person, label):
        who = self._who(person)
        newest = [each for each in self.twin.seen(who, self._people[2]) if label in each.buttons][-1]
        await (await who.press(newest, label)).ack()
        await self.table.settled()

    async def deletes(self, ref):
        await self.platform.remove(ref)

    async def pinned(self):
        return [each.ts for each in self.twin.seen(self._people[0], self._people[2]) if each.pinned]

    async def speaks(self, person, thread, words):
        await self._who(person).types(self._people[2], words, thread=thread.thread)

    async def another_room(self, name):
        room = self.twin.channel(name, members=list(self._people[:2]))
        return PlaceAddress("slack", self.twin.home_team.id, room.id)

    async def answered(self, person, reply):
        async def give(_invoked):
            return reply

        self.table.house.bot.invoke = give
        given = await (await self._who(person).command(self._people[2], "/events")).answer()
        return {"message": "message", "modal": "form", "silent": "nothing"}.get(given.kind, given.text)

    async def notices_a_mention(self):
        room, words = self._people[2].id, self.mention("teacher")
        await self.platform._calls.post(self.twin.home_team.id, room, text=words)
        return bool((await self.sees("principal"))[-1].pings)

    async def refuses_what_is_too_long(self):
        calls = self.platform._calls
        words = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3_001}}
        with pytest.raises(Undeliverable) as refused:
            await calls.post(self.twin.home_team.id, self._people[2].id, text="x", blocks=[words])
        return "form" in str(refused.value)

    async def restarts(self):
        await self.end()
        self.twin.limits.on = False  # a second connection within a minute
        self._open = AsyncExitStack()
        await self.begin()

    def _who(self, person):
        return self._people[0] if person == "teacher" else self._people[1]


def _shown(seen, replies=()):
    """A file stands right under its message, in the thread it begins."""
    under = [name for each in replies if each.thread == seen.ts for name in each.files]
    return Shown(
        text=seen.text,
        labels=seen.buttons,
        private=seen.ephemeral,
        edited=seen.edited,
        pings=tuple(seen.pings),
        files=(*seen.files, *under),
        links=tuple(re.findall(r"<(https://[^|>]+)\|", json.dumps(seen.blocks))),
    )


@pytest.fixture
async def stage(tmp_path):
    async with loom.Twin.open(seed=5) as twin:
        stage = SlackStage(twin, tmp_path)
        await stage.begin()
        yield stage
        await stage.end()


class TestSlack(PlatformContract, ConversationContract, ReadingContract, DrawingContract, ThreadContract):
    """Every promise, on Slack."""
