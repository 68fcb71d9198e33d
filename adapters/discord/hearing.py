"""What happens in threads and rooms, told to the core in order, a lane each: none waits for another."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.discord.happened import Happened
from communitybot.bot import Bot
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Heard
from communitybot.logs import Log

log = Log("adapters.discord")

Json = Mapping[str, Any]

AGAIN = (0.2, 1.0, 5.0)  # seconds between tries to tell one thing; then the thread's history is read instead
UNIT_WITHIN = 2.0  # seconds for what is being written to the database when we stop
MOST_WAITING = 2_000  # ours: of one thread; more than that is read from its history


@dataclass(slots=True, eq=False)
class _Lane:
    """One channel's events, oldest first. Who holds `turn` has the lane stand still."""

    waiting: deque[tuple[str, Json]] = field(default_factory=deque)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    witnesses: list[list[Heard]] = field(default_factory=list)
    users: int = 0
    moves: bool = False


class Hearing:
    """Takes events as they come, and tells those of threads, and of rooms what is wanted of them."""

    def __init__(self, bot: Bot, happened: Happened, *, lost: Callable[[str], object]) -> None:
        """Tell `lost` of a channel in which something could not be told, so that its history is read."""
        self._bot = bot
        self._happened = happened
        self._lost = lost
        self._lanes: dict[str, _Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def take(self, event: str, data: Json) -> None:
        """Take one event in; returns at once. Of rooms nearly all is left alone here already."""
        if self._closed or (self._happened.in_room(data) and not self._happened.of_room(event, data)):
            return
        channel = str(data["channel_id"])
        lane = self._lanes.setdefault(channel, _Lane())
        lane.waiting.append((event, data))
        if len(lane.waiting) > MOST_WAITING:
            self._forfeit(channel, lane, "TooMany")
        elif not lane.moves:
            lane.moves = True
            task = asyncio.create_task(self._drain(channel, lane), name="hearing")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    @contextlib.contextmanager
    def witness(self, channel: str) -> Iterator[list[Heard]]:
        """Give, as it grows, all that is told of a thread until the block ends."""
        with self._used(channel) as lane:
            told: list[Heard] = []
            lane.witnesses.append(told)
            try:
                yield told
            finally:
                lane.witnesses.remove(told)

    @contextlib.asynccontextmanager
    async def held(self, channel: str) -> AsyncIterator[None]:
        """Tell nothing of a thread until the block ends; it waits, in order."""
        with self._used(channel) as lane:
            async with lane.turn:
                yield

    async def close(self, within: float) -> None:
        """Tell what has come; what cannot be told in time, history has at the next start."""
        self._closed = True
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=within)
        for task in set(self._tasks):
            task.cancel()
        if self._tasks:  # what has reached the database ends there whole
            await asyncio.wait(set(self._tasks), timeout=UNIT_WITHIN)

    @contextlib.contextmanager
    def _used(self, channel: str) -> Iterator[_Lane]:
        lane = self._lanes.setdefault(channel, _Lane())
        lane.users += 1
        try:
            yield lane
        finally:
            lane.users -= 1
            self._tidy(channel, lane)

    async def _drain(self, channel: str, lane: _Lane) -> None:
        with self._used(channel):
            try:
                while lane.waiting:
                    async with lane.turn:
                        if lane.waiting:
                            await self._surely(channel, lane, *lane.waiting.popleft())
            finally:
                lane.moves = False

    async def _surely(self, channel: str, lane: _Lane, event: str, data: Json) -> None:
        read: list[Heard] | None = None
        for wait in (*AGAIN, None):
            try:
                read = await self._read(event, data) if read is None else read
                while read:
                    await self._tell(lane, read[0])
                    del read[0]
            except Exception as fault:  # noqa: BLE001 - one thread's trouble must not end the connection
                kind, again = type(fault).__name__, wait is not None
                log.warning("A thread was not heard.", action="discord.heard", fault=kind, again=again)
                if wait is None:
                    self._forfeit(channel, lane, kind)
                    return
                await asyncio.sleep(wait)
            else:
                return

    async def _read(self, event: str, data: Json) -> list[Heard]:
        place = await self._happened.place(event, data)
        if place is None or (self._happened.is_new(event) and not await self._wanted(event, data, place)):
            return []
        try:
            return await self._happened.read(event, data, place)
        except (LookupError, ValueError, TypeError, AttributeError) as fault:
            log.warning("An event was not read.", action="discord.event", fault=type(fault).__name__)
            return []  # it would be no better the next time

    async def _wanted(self, event: str, data: Json, place: PlaceAddress) -> bool:
        """Whether the thread is listened to, or web addresses in its room are."""
        if await self._bot.listens(place):
            return True
        linked = place.thread is not None and self._happened.of_room(event, data)
        return linked and await self._bot.listens(place.room)

    async def _tell(self, lane: _Lane, heard: Heard) -> None:
        for told in lane.witnesses:
            told.append(heard)
        await self._bot.hear(heard)

    def _forfeit(self, channel: str, lane: _Lane, why: str) -> None:
        log.warning("A thread is read from its history instead.", action="discord.forfeit", why=why)
        lane.waiting.clear()
        self._lost(channel)

    def _tidy(self, channel: str, lane: _Lane) -> None:
        if not (lane.users or lane.waiting):
            self._lanes.pop(channel, None)
