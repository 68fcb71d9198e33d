"""Opens the playground and the server around it, and plays it as a person would through its interface."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from adapters.playground.adapter import PlaygroundAdapter
from adapters.web.server import application
from communitybot.ports import Platform
from tests.adapters.little_bot import LittleBot

SETTINGS = SimpleNamespace(http_host="127.0.0.1", http_port=0, base_url="http://127.0.0.1:8080")


@dataclass
class Table:
    """One open playground: the browser's side, the bot's side and the platform between."""

    client: TestClient[Any, Any]
    bot: LittleBot
    platform: Platform
    adapter: PlaygroundAdapter

    async def get(self, path: str, **query: str) -> Any:
        async with self.client.get(path, params=query) as response:
            return response.status, await response.json()

    async def post(self, path: str, **body: Any) -> Any:
        async with self.client.post(path, json=body) as response:
            return response.status, await response.json()

    async def post_raw(self, path: str, body: str) -> Any:
        json_type = {"Content-Type": "application/json"}
        async with self.client.post(path, data=body, headers=json_type) as response:
            return response.status, await response.json()

    async def say(self, text: str, person: str = "teacher", place: str = "events") -> Any:
        status, told = await self.post("/api/say", person=person, place=place, text=text)
        assert status == 200, told
        return told

    async def messages(self, person: str = "teacher", place: str = "events") -> Any:
        status, told = await self.get("/api/messages", person=person, place=place)
        assert status == 200, told
        return told

    async def press(self, message: Any, label: str, person: str = "teacher", **more: Any) -> Any:
        control = next(each["id"] for each in message["controls"] if each["label"] == label)
        return await self.post("/api/press", person=person, message=message["id"], control=control, **more)


@asynccontextmanager
async def playing(file: Path, bot: LittleBot | None = None) -> AsyncIterator[Table]:
    bot = bot or LittleBot()
    adapter = PlaygroundAdapter(file)
    app = application(adapter.routes(bot), SETTINGS, bot)
    platform = await adapter.start(bot)
    assert platform is not None
    bot.platform = platform
    try:
        async with TestClient(TestServer(app)) as client:
            yield Table(client, bot, platform, adapter)
    finally:
        await adapter.stop()
