"""The contract of every adapter, kept on Slack: over its unmodified libraries, against the twin."""

from contextlib import AsyncExitStack

import pytest
from twins import loom

from communitybot.conversation.addresses import PersonAddress, PlaceAddress
from tests.adapters.contract import ConversationContract, PlatformContract, Shown
from tests.adapters.slacking import people_of, seated


class SlackStage:
    """The whole bot in a workspace, over Socket Mode."""

    def __init__(self, twin, file):
        self.twin = twin
        self._file = file
        self._people = people_of(twin)
        self._open = AsyncExitStack()
        self.room = PlaceAddress("slack", twin.home_team.id, self._people[2].id)

    async def begin(self):
        self.table = await self._open.enter_async_context(seated(self.twin, self._file, people=self._people))

    async def end(self):
        await self._open.aclose()
        self._open = AsyncExitStack()

    @property
    def platform(self):
        return self.table.platform

    def address(self, person):
        return PersonAddress("slack", self.twin.home_team.id, self._person(person).id)

    async def sees(self, person, place=None):
        return [_shown(each) for each in self._seen(person, place or self.room)]

    async def types(self, person, command):
        word, _, rest = command.partition(" ")
        answer = await (await self._person(person).command(self._people[2], word, rest)).answer()
        assert answer.kind == "message", answer
        return _shown(answer.message)

    async def presses(self, person, label):
        shown = next(each for each in reversed(self._seen(person, self.room)) if label in each.buttons)
        await (await self._person(person).press(shown, label)).ack()
        await self.table.settled()

    async def deletes(self, ref):
        message = next(each for each in self.twin.world.messages[ref.place.place] if each.ts == ref.message)
        message.deleted = True

    async def restarts(self):
        await self.end()
        await self.begin()

    def _person(self, name):
        return self._people[0] if name == "teacher" else self._people[1]

    def _seen(self, person, place):
        room = loom.Room(self.twin.world, place.place)
        seen = self.twin.seen(self._person(person), room)
        return [each for each in seen if place.thread is None or each.thread == place.thread]


def _shown(seen):
    return Shown(
        text=seen.text,
        labels=seen.buttons,
        private=seen.ephemeral,
        edited=seen.edited,
        pings=tuple(seen.pings),
        files=seen.files,
    )


@pytest.fixture
async def stage(tmp_path):
    async with loom.Twin.open(seed=5) as twin:
        stage = SlackStage(twin, tmp_path / "bot.db")
        await stage.begin()
        yield stage
        await stage.end()


class TestSlack(PlatformContract, ConversationContract):
    """Every promise, in a Slack workspace."""
