"""A stub behind the Slack adapter that notes what is heard in one thread, and the twin it is said at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp.web
from aiohttp.test_utils import TestServer
from twins import loom

from adapters.slack.adapter import SlackAdapter
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Listening, Missed, Posted, Retold, Reworded
from communitybot.settings import load
from tests.adapters.slacking import environment, point

LONG_AGO = datetime(2014, 10, 14, 23, 0, tzinfo=UTC)


@dataclass
class Ears:
    """Listens to the threads it is given, and keeps what it is told: the last word on each message counts."""

    threads: list[PlaceAddress] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)
    retold: list[Retold] = field(default_factory=list)
    missed: list[Missed] = field(default_factory=list)
    fails: int = 0  # so many times what is told cannot be kept
    asked: int = 0
    since: datetime = LONG_AGO
    tells: bool = True  # which threads are listened to, when it is asked for them all
    commands: tuple[()] = ()

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def listens(self, thread: PlaceAddress) -> bool:
        self.asked += 1
        return thread in self.threads

    async def hear(self, heard: Any) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")
        self.heard.append(heard)

    async def listening(self, platform: str) -> tuple[Listening, ...]:
        assert platform == "slack"
        return tuple(Listening(thread=each, since=self.since) for each in self.threads if self.tells)

    async def retell(self, retold: Retold) -> None:
        self.retold.append(retold)

    async def miss(self, missed: Missed) -> None:
        self.missed.append(missed)

    async def arrived(self, _arrival: Any) -> None: ...

    async def departed(self, _space: Any) -> None: ...

    async def room_changed(self, _told: Any) -> None: ...

    async def spaces(self, _platform: str) -> tuple[()]:
        return ()

    def told(self) -> dict[str, str]:
        """The words that stand now, by message, with what history has added."""
        words: dict[str, str] = {}
        for each in self.heard:
            match each:
                case Posted(ref=ref, text=text) | Reworded(ref=ref, text=text):
                    words[ref.message] = text
        return words | {each.ref.message: each.text for one in self.retold for each in one.posts}


@dataclass
class Classroom:
    """A room in Slack with a thread that is listened to, and three who know each other."""

    twin: loom.Twin
    adapter: SlackAdapter
    ears: Ears
    room: loom.Room
    opening: str
    priya: loom.Person
    dana: loom.Person

    @property
    def thread(self) -> PlaceAddress:
        return PlaceAddress("slack", self.twin.home_team.id, self.room.id, self.opening)

    async def says(self, person: loom.Person, text: str, **more: Any) -> loom.Seen:
        """Somebody speaks in the thread."""
        await person.types(self.room, text, thread=self.opening, **more)
        return self.twin.seen(person, self.room)[-1]

    async def hears(self, count: int) -> list[Any]:
        """So many happenings were told to the bot."""
        await until(lambda: len(self.ears.heard) >= count)
        return self.ears.heard

    async def idle(self) -> None:
        """A while has passed in which all that is under way has ended."""
        await asyncio.sleep(0.15)


@asynccontextmanager
async def classroom(
    twin: loom.Twin,
    *,
    http: bool = False,
    private: bool = False,
    shared_with: tuple[Any, ...] = (),
    own: bool = True,
    told: dict[str, str] | None = None,
    **more: Any,
) -> AsyncIterator[Classroom]:
    """An adapter that hears the twin over its socket or over HTTP.

    `told` is more of its environment, and `more` what it is made with; `own` gives it a token of its own.
    """
    priya = twin.person("Priya Raman", admin=True)
    dana = twin.person("Dana Whitfield", tz="America/Chicago")
    room = twin.channel("chat", members=[priya, dana], private=private, shared_with=shared_with)
    ears, adapter = Ears(), SlackAdapter(**more)
    usual = environment(twin, socket=not http, http=http, own=own)
    settings = load(usual | {"COMMUNITYBOT_PUBLIC_URL": "https://bot.example.org"} | (told or {}))
    assert adapter.wanted(settings)
    server = TestServer(_served(adapter.routes(ears)))
    await server.start_server()
    try:
        platform = await adapter.start(ears)
        twin.adopt(dict(adapter.manifest((), settings)))
        if http:
            point(twin, str(server.make_url("/")))
        else:
            await asyncio.wait_for(adapter.floor.socket.connected.wait(), 10)
        await until(lambda: has_caught_up(adapter))  # with nothing, since no thread is there yet
        opening = await opened(platform, twin, room)
        ears.threads.append(opening)
        yield Classroom(twin, adapter, ears, room, opening.thread or "", priya, dana)
    finally:
        await adapter.stop()
        await server.close()


def has_caught_up(adapter: SlackAdapter) -> bool:
    task = adapter.floor.catching_up._task
    return task is not None and task.done()


async def opened(platform: Any, twin: loom.Twin, room: loom.Room) -> PlaceAddress:
    from communitybot.conversation.message import message

    place = PlaceAddress("slack", twin.home_team.id, room.id)
    return await platform.open_thread(place, "#ce14", message("Welcome to #ce14"), "chat:1")


def _served(routes: Any) -> aiohttp.web.Application:
    application = aiohttp.web.Application()
    application.add_routes(routes)
    return application


async def until(true: Any, seconds: float = 10.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.01)
