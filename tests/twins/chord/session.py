"""A gateway session, which outlives its sockets, and one socket with what waits to be written to it."""

import asyncio
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from twins.chord.state import Json

KEPT = 1000


@dataclass(slots=True, eq=False)
class Connection:
    """One socket: what waits to be written, in order, and its compression."""

    socket: web.WebSocketResponse
    transport: asyncio.Transport | None = None
    squeeze: Any = None
    waiting: asyncio.Queue[Json | None] = field(default_factory=asyncio.Queue)
    silent: bool = False
    sends: deque[float] = field(default_factory=deque)

    def put(self, frame: Json) -> None:
        self.waiting.put_nowait(frame)

    async def write(self) -> None:
        while (frame := await self.waiting.get()) is not None:
            if self.silent:
                continue
            text = json.dumps(frame)
            try:
                if self.squeeze is None:
                    await self.socket.send_str(text)
                else:
                    packed = self.squeeze.compress(text.encode()) + self.squeeze.flush(zlib.Z_SYNC_FLUSH)
                    await self.socket.send_bytes(packed)
            except (ConnectionError, RuntimeError):
                return


@dataclass(slots=True, eq=False)
class Session:
    id: str
    intents: int
    shard: tuple[int, int]
    number: int = 0
    sent: deque[Json] = field(default_factory=lambda: deque(maxlen=KEPT))
    connection: Connection | None = None
    resumable: bool = True
    lost_at: float | None = None
