"""Which of our messages stand in a room: its history is read once for all who ask at the same time."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.reply import EVENT_TYPE
from adapters.slack.workspaces import Workspaces
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.ports import DeliveryError, TryLater, Undeliverable

PAGE = 200  # Slack gives fewer, 15, to apps that are widely distributed outside its Marketplace
TOGETHER = 0.1  # seconds in which others may join before a reading begins
FORGET = 3_600.0  # seconds after which who has not asked again no longer widens what is read
MOST_SEEN = 5_000  # keys posted, or met while looking for others

Json = Mapping[str, Any]
Asking = tuple[str, datetime]
"""A key, and since when its message may stand there: a message posted anew is asked for with another time."""


@dataclass(slots=True)
class _Asked:
    """When a question was put first, and when last; of a monotonic clock."""

    first: float
    last: float


@dataclass(slots=True)
class _Reading:
    """One reading of a room's history, page by page, as of the moment it began."""

    began: float
    oldest: datetime
    cursor: str = ""  # empty until a page was read
    whole: bool = False

    def serves(self, since: datetime, asked: _Asked) -> bool:
        """Whether it tells of all that stood there when that was asked; what began before cannot."""
        return self.began >= asked.first and self.oldest <= since


@dataclass(slots=True)
class _Room:
    asked: dict[Asking, _Asked] = field(default_factory=dict)
    reading: _Reading | None = None
    page: "asyncio.Task[None] | None" = None


class History:
    """Finds messages by their key. "Not there" is only said once all of the time in question was read."""

    def __init__(
        self, calls: Calls, workspaces: Workspaces, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._calls = calls
        self._workspaces = workspaces
        self._clock = clock
        self._rooms: dict[PlaceAddress, _Room] = {}
        self._seen: OrderedDict[tuple[str, str], MessageRef] = OrderedDict()

    def remember(self, place: PlaceAddress, key: str, ref: MessageRef) -> None:
        """Keep where a key's message stands, so that nobody needs to look for it."""
        self._seen[place.space, key] = ref
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)

    def forget(self) -> None:
        """Remember nothing of what was posted or met."""
        self._seen.clear()

    async def stop(self) -> None:
        """End what is being read."""
        pages = [room.page for room in self._rooms.values() if room.page is not None]
        for page in pages:
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        """Our message with this key, posted at or after `since`; None when there is none.

        Where Slack lets history be read a page a minute, `TryLater` is raised on the way, and the next
        call goes on where this one ended.
        """
        room, asking = self._rooms.setdefault(place, _Room()), (key, since)
        now = self._clock()
        asked = room.asked.setdefault(asking, _Asked(now, now))
        asked.last = now
        try:
            while True:
                found = self._seen.get((place.space, key))
                reading = room.reading
                if found is not None or (reading and reading.whole and reading.serves(since, asked)):
                    self._answered(place, room, asking)
                    return found
                await self._turn_the_page(place, room)
        except TryLater:
            raise
        except DeliveryError:
            self._answered(place, room, asking)
            raise

    def _answered(self, place: PlaceAddress, room: _Room, asking: Asking) -> None:
        room.asked.pop(asking, None)
        if not room.asked and self._rooms.get(place) is room:
            del self._rooms[place]

    async def _turn_the_page(self, place: PlaceAddress, room: _Room) -> None:
        """Read one page more; of several who want it, one asks Slack, and a cancelled one stops nobody."""
        if room.page is None:
            room.page = asyncio.create_task(self._read_on(place, room), name="slack history")
            room.page.add_done_callback(lambda task: self._turned(room, task))
        await asyncio.shield(room.page)

    def _turned(self, room: _Room, task: "asyncio.Task[None]") -> None:
        room.page = None
        if not task.cancelled():
            task.exception()  # whoever still waits is told; a fault nobody waits for is no news

    async def _read_on(self, place: PlaceAddress, room: _Room) -> None:
        reading = room.reading
        if reading is None or not reading.cursor or not self._is_wanted(room, reading):
            await asyncio.sleep(TOGETHER)
            reading = room.reading = self._begun(room)
        try:
            page = await self._page(place, reading)
        except Undeliverable as problem:
            if not reading.cursor:
                raise
            room.reading = None  # the rest of a reading does not keep for ever
            raise TryLater from problem
        await self._note(place, page)
        reading.cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        reading.whole = not reading.cursor

    def _is_wanted(self, room: _Room, reading: _Reading) -> bool:
        return any(reading.serves(since, asked) for (_, since), asked in room.asked.items())

    def _begun(self, room: _Room) -> _Reading:
        """Begin to read all that anybody asks about who was here lately."""
        now = self._clock()
        room.asked = {each: asked for each, asked in room.asked.items() if asked.last > now - FORGET}
        return _Reading(now, min((since for _, since in room.asked), default=datetime.now(UTC)))

    async def _page(self, place: PlaceAddress, reading: _Reading) -> Json:
        arguments = {
            "channel": place.place,
            "oldest": f"{reading.oldest.timestamp():.6f}",
            "inclusive": "true",
            "include_all_metadata": "true",
            "limit": PAGE,
            "cursor": reading.cursor or None,
        }
        if place.thread is None:
            return await self._calls.call(place.space, "conversations.history", **arguments)
        return await self._calls.call(place.space, "conversations.replies", ts=place.thread, **arguments)

    async def _note(self, place: PlaceAddress, page: Json) -> None:
        us = await self._workspaces.find(place.space)
        for message in page.get("messages") or ():
            told = message.get("metadata") or {}
            key = (told.get("event_payload") or {}).get("key")
            ours = us is not None and us.bot_user and message.get("user") == us.bot_user
            if ours and told.get("event_type") == EVENT_TYPE and isinstance(key, str):
                self.remember(place, key, MessageRef(place, str(message["ts"])))
