"""The private channels of people: opened slowly, remembered, left alone where they are closed."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.discord.openings import Openings
from adapters.discord.rest import Rest, code_of
from communitybot.notes import Notes
from communitybot.ports import TryLater, Undeliverable

SHUT = frozenset({50007, 50278})  # Discord's codes for somebody who takes no private messages from here
TOO_FAST = 40003
LASTS = timedelta(days=30)  # how long a closed channel is left alone
KEPT = timedelta(days=365)  # how long its number is remembered
MOST = 10_000  # channels remembered in memory
CLOSED = "they take no private messages from here"


@dataclass(slots=True)
class _Door:
    """One person's channel; empty where it could not even be opened. `closed` until then."""

    channel: str
    closed: datetime | None = None


class Doors:
    """Whom we can write to privately. What is known of each outlives a restart where there are notes."""

    def __init__(self, rest: Rest, notes: Notes | None, now: Callable[[], datetime]) -> None:
        self._rest = rest
        self._notes = notes
        self._now = now
        self._openings = Openings(now)
        self._known: OrderedDict[str, _Door] = OrderedDict()
        self._whose: dict[str, str] = {}
        self._asking: dict[str, asyncio.Task[str]] = {}

    async def channel(self, user: str) -> str:
        """The number of somebody's private channel, opened if need be.

        Raises:
            Undeliverable: it was closed within the last 30 days; Discord is not asked.
            TryLater: too many have been opened in this minute.
        """
        door = self._known.get(user) or await self._noted(user)
        if door is not None:
            self._demand(door)
            if door.channel:
                return door.channel
        opening = self._asking.get(user)
        if opening is None:
            self._openings.ask(user)
            opening = self._asking[user] = asyncio.create_task(self._open(user))
            opening.add_done_callback(lambda _: self._asking.pop(user, None))
        channel: str = await self._rest.patiently(opening)
        return channel

    def demand(self, channel: str) -> None:
        """Return when something may be posted in a private channel.

        Raises:
            Undeliverable: it was closed within the last 30 days.
        """
        door = self._known.get(self._whose.get(channel, channel))
        if door is not None:
            self._demand(door)

    async def shut(self, channel: str) -> None:
        """Leave a channel alone for 30 days: it took nothing from us."""
        user = self._whose.get(channel, channel)
        await self._keep(user, _Door(channel, self._now() + LASTS), noted=user != channel)

    async def opened(self, user: str) -> None:
        """Somebody wrote to us privately, or asks to be written to: what we know of their door is over."""
        door = self._known.get(user) or await self._noted(user)
        if door is not None and door.closed is not None:
            await self._keep(user, _Door(door.channel))

    def _demand(self, door: _Door) -> None:
        if door.closed is not None and door.closed > self._now():
            raise Undeliverable(CLOSED)

    async def _open(self, user: str) -> str:
        try:
            opened = await self._rest.ask("POST", "/users/@me/channels", json={"recipient_id": user})
        except Undeliverable as never:
            if code_of(never) in SHUT:
                await self._keep(user, _Door("", self._now() + LASTS))
            raise
        except TryLater as later:
            if code_of(later) == TOO_FAST:
                self._openings.refused()
            raise
        channel = str(opened["id"])
        await self._keep(user, _Door(channel))
        return channel

    async def _noted(self, user: str) -> _Door | None:
        words = None if self._notes is None else await self._notes.find(_name(user))
        if words is None:
            return None
        channel, closed = json.loads(words)
        door = _Door(channel, None if closed is None else datetime.fromisoformat(closed))
        self._remember(user, door)
        return door

    async def _keep(self, user: str, door: _Door, *, noted: bool = True) -> None:
        self._remember(user, door)
        if self._notes is not None and noted:
            closed = None if door.closed is None else door.closed.isoformat()
            await self._notes.keep(_name(user), json.dumps([door.channel, closed]), lasts=KEPT)

    def _remember(self, user: str, door: _Door) -> None:
        self._known[user] = door
        self._known.move_to_end(user)
        if door.channel:
            self._whose[door.channel] = user
        while len(self._known) > MOST:
            _, gone = self._known.popitem(last=False)
            self._whose.pop(gone.channel, None)


def _name(user: str) -> str:
    return f"discord.private:{user}"
