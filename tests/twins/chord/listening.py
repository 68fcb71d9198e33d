"""A bare gateway client: what comes is kept in order, and nothing is done unasked."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from twins.chord.gateway import (
    DIRECT_MESSAGES,
    GUILD_MESSAGES,
    GUILDS,
    HEARTBEAT,
    IDENTIFY,
    MESSAGE_CONTENT,
    RESUME,
)
from twins.chord.state import Json
from twins.chord.twin import Twin

USUAL = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES
WITH_CONTENT = USUAL | MESSAGE_CONTENT


@dataclass(slots=True)
class Listening:
    """One socket to the gateway."""

    twin: Twin
    socket: aiohttp.ClientWebSocketResponse
    frames: list[Json] = field(default_factory=list)
    closed_with: int | None = None

    async def say(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def identify(
        self, intents: int = USUAL, *, shard: tuple[int, int] | None = None, token: str | None = None
    ) -> Json:
        """Log in; gives READY, or nothing when the door was shut."""
        given: Json = {"token": token or self.twin.token, "intents": intents, "properties": {}}
        await self.say(IDENTIFY, given | ({"shard": list(shard)} if shard else {}))
        return await self.event("READY")

    async def resume(self, session_id: str, seq: int) -> None:
        await self.say(RESUME, {"token": self.twin.token, "session_id": session_id, "seq": seq})

    async def beat(self) -> None:
        await self.say(HEARTBEAT, None)

    async def event(self, name: str, timeout: float = 3.0) -> Json:
        """Wait for the next event of a name; gives its data, empty when the socket closes instead."""
        frame = await self.frame(lambda each: each.get("t") == name, timeout)
        data: Json = frame.get("d") or {}
        return data

    async def frame(self, wanted: Any, timeout: float = 3.0) -> Json:
        async with asyncio.timeout(timeout):
            while True:
                heard = await self.socket.receive()
                if heard.type is not aiohttp.WSMsgType.TEXT:
                    self.closed_with = self.socket.close_code
                    return {}
                frame: Json = json.loads(heard.data)
                self.frames.append(frame)
                if wanted(frame):
                    return frame

    async def quiet(self, seconds: float = 0.1) -> list[str]:
        """Give the names of the events that still come within a while."""
        before = len(self.frames)
        with suppress(TimeoutError):
            await self.frame(lambda _: False, seconds)
        return [each["t"] for each in self.frames[before:] if each.get("t")]


@asynccontextmanager
async def listening(twin: Twin) -> AsyncIterator[Listening]:
    async with aiohttp.ClientSession() as session, session.ws_connect(twin.gateway_url) as socket:
        yield Listening(twin, socket)
