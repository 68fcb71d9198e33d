"""The contract of every adapter, kept by the playground."""

from contextlib import AsyncExitStack

import aiohttp
import pytest
from databases import migrated_file

from adapters.playground.cast import member as somebody
from adapters.playground.cast import room_address
from communitybot.clocks import SystemClock
from communitybot.running import opened
from communitybot.settings import load
from tests.adapters.contract import ConversationContract, PlatformContract
from tests.adapters.contract_drawing import DrawingContract
from tests.adapters.contract_reading import ReadingContract
from tests.adapters.contract_threads import ThreadContract
from tests.adapters.stage import Shown


class PlaygroundStage:
    """The whole bot, played through the playground's JSON interface."""

    room = room_address("events")

    def __init__(self, folder):
        self._settings = load(
            {
                "COMMUNITYBOT_DATABASE_URL": migrated_file(folder / "contract.db"),
                "COMMUNITYBOT_HTTP_PORT": "0",
                "COMMUNITYBOT_PLAYGROUND": "on",
            }
        )
        self._open = AsyncExitStack()

    async def begin(self):
        self.house = await self._open.enter_async_context(opened(self._settings, SystemClock()))
        self._web = await self._open.enter_async_context(aiohttp.ClientSession(self.house.address))

    async def end(self):
        await self._open.aclose()

    @property
    def platform(self):
        return self.house.platforms["playground"]

    def address(self, person):
        return somebody(person).address

    async def sees(self, person, place=None):
        return [_shown(each) for each in await self._messages(person, place)]

    def name(self, person):
        return somebody(person).name

    def mention(self, person):
        return f"@{self.name(person)}"

    def zone(self, person):
        return somebody(person).zone

    def zone_told(self, person):
        return self.zone(person)

    async def reads(self, person):
        return [shown.text for shown in await self.sees(person)]

    async def types(self, person, command):
        told = await self._post("/api/say", person=person, place="events", text=command)
        return _shown(next(each for each in reversed(told["messages"]) if each["author"]["bot"]))

    async def presses(self, person, label):
        for message in reversed(await self._messages(person)):
            control = next((each for each in message["controls"] if each["label"] == label), None)
            if control is not None:
                await self._post("/api/press", person=person, message=message["id"], control=control["id"])
                break
        else:
            raise LookupError(label)
        await self.house.bot.settle()

    async def deletes(self, ref):
        await self.platform.remove(ref)

    async def pinned(self):
        """What the page shows at the top of its room: the openings of threads that are open."""
        async with self._web.get("/api/page/state", params={"person": "teacher"}) as answer:
            return [each.rpartition("/")[2] for each in (await answer.json())["pinned"]]

    async def speaks(self, person, thread, words):
        place = f"{thread.place}/{thread.thread}"
        await self._post("/api/say", person=person, place=place, text=words)

    async def another_room(self, _name):
        return self.room

    async def answered(self, person, reply):
        async def give(_invoked):
            return reply

        self.house.bot.invoke = give
        told = await self._post("/api/say", person=person, place="events", text="/events")
        said = [each for each in told["messages"] if each["author"]["bot"]] or told["errors"]
        return "form" if told["form"] else "message" if said else "nothing"

    async def notices_a_mention(self):
        """Nobody is ever notified here."""
        return True

    async def refuses_what_is_too_long(self):
        text = "x" * 30_000
        async with self._web.post(
            "/api/say", json={"person": "teacher", "place": "events", "text": text}
        ) as answer:
            return answer.status == 400

    async def restarts(self):
        await self.end()
        self._open = AsyncExitStack()
        await self.begin()

    async def _messages(self, person, place=None):
        place = place or self.room
        name = f"{place.place}/{place.thread}" if place.thread else place.place
        async with self._web.get("/api/messages", params={"person": person, "place": name}) as answer:
            return await answer.json()

    async def _post(self, path, **body):
        async with self._web.post(path, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()


def _shown(told):
    return Shown(
        text=told["plain"],
        labels=tuple(each["label"] for each in told["controls"])
        + tuple(each["label"] for each in told["links"]),
        private=told["private"],
        edited=told["edited"] is not None,
        files=tuple(each["name"] for each in told["files"]),
    )


@pytest.fixture
async def stage(tmp_path):
    stage = PlaygroundStage(tmp_path)
    await stage.begin()
    yield stage
    await stage.end()


class TestThePlayground(
    PlatformContract, ConversationContract, ReadingContract, DrawingContract, ThreadContract
):
    """Every promise, on the playground."""
