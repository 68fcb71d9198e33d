"""How fast we may send: one message a second in a channel, and nothing while Slack has asked us to wait."""

import asyncio
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from communitybot.ports import TryLater

BETWEEN = 1.0  # seconds between two messages in a channel, as Slack's rate limits ask
PATIENCE = 3.0  # seconds; ours: who would wait longer comes back later, so that others get their turn
MOST_REMEMBERED = 10_000  # channels
WINDOW = 61.0  # seconds; a minute, and a second for delays on the way
A_MINUTE: Mapping[str, int] = {
    "chat.delete": 50,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.info": 50,
    "conversations.open": 50,
    "conversations.replies": 50,
    "pins.add": 20,
    "pins.remove": 20,
    "reactions.get": 50,
    "users.conversations": 50,
    "users.info": 100,
    "users.list": 20,
}
"""Slack's tiers for what nobody waits for at once; what somebody waits for is asked without counting."""
LEARNED = frozenset({"conversations.history", "conversations.replies"})
"""What Slack gives once a minute only to some apps: those it tells so by a 429."""
LEARNED_FOR = 3_600.0  # seconds; then we try again whether Slack takes more
SHARE = 0.5  # of a minute's calls, for what can wait
YIELDS = 1.5  # windows in which one use leaves a single call a minute to the other that wanted it


class Use(StrEnum):
    """What a call is for, where two uses share a method's minute and neither may starve the other."""

    USUAL = "usual"
    CATCHING_UP = "catching up"


@dataclass(slots=True)
class _Channel:
    """One channel's queue; `free` is when the next message may leave."""

    free: float = 0.0
    waiting: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class _Minute:
    """The calls of one method in the last minute, each with its use, and which use was turned away when."""

    calls: deque[tuple[float, Use]] = field(default_factory=deque)
    last: Use | None = None
    refused: dict[Use, float] = field(default_factory=dict)


class Pace:
    """Turns by channel, and pauses by method, in one process; times are of a monotonic clock."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        speed: float = 1.0,
    ) -> None:
        """`speed` divides every span of time, for a stand-in of Slack that is as much faster than Slack."""
        self._clock = clock
        self._sleep = sleep
        self._speed = speed
        self._channels: OrderedDict[tuple[str, str], _Channel] = OrderedDict()
        self._paused: dict[tuple[str, str], float] = {}
        self._slowed: dict[tuple[str, str], float] = {}  # channels that Slack asked a pause for
        self._calls: defaultdict[tuple[str, str], _Minute] = defaultdict(_Minute)
        self._learned: dict[tuple[str, str], tuple[int, float]] = {}

    @asynccontextmanager
    async def turn(self, team: str, channel: str) -> AsyncIterator[None]:
        """Wait for the channel, and keep it until Slack has answered; `TryLater` when too many wait.

        The second runs from the answer, not from the request, so that no delay on the way shortens it.
        """
        queue, between = self._queue(team, channel), self._span(BETWEEN)
        away = max(queue.free - self._clock(), 0.0) + queue.waiting * between
        if away > self._span(PATIENCE):
            raise TryLater(timedelta(seconds=away))
        queue.waiting += 1
        try:
            async with queue.lock:
                wait = queue.free - self._clock()
                if wait > 0:
                    await self._sleep(wait)
                try:
                    yield
                finally:
                    queue.free = self._clock() + between
        finally:
            queue.waiting -= 1

    def pause(self, team: str, method: str, wait: timedelta, channel: str = "") -> None:
        """Slack asked for a pause: nothing of the kind leaves until it is over.

        A second is what a channel's own limit asks for, and holds up that channel alone; if Slack asks for
        it in another channel meanwhile, or for longer, it means the workspace.
        """
        now = self._clock()
        until = now + wait.total_seconds()
        if channel and wait.total_seconds() <= self._span(max(BETWEEN, 1.0)):
            self._slowed = {each: end for each, end in self._slowed.items() if end > now}
            others = {each for where, each in self._slowed if where == team} - {channel}
            self._slowed[team, channel] = until
            if not others:
                return
        self._paused[team, method] = max(until, self._paused.get((team, method), 0.0))
        if method in LEARNED:
            self._learn(team, method)

    def _learn(self, team: str, method: str) -> None:
        """Take as many a minute as Slack took in the last one, so that it need not refuse us again."""
        calls = self._calls[team, method].calls
        if calls:
            calls.pop()  # the one it refused
        self._learned[team, method] = max(len(calls), 1), self._clock() + self._span(LEARNED_FOR)

    def check(self, team: str, method: str, channel: str = "") -> None:
        """Raise `TryLater` with what is left of a pause, if there is one."""
        until = max(self._paused.get((team, method), 0.0), self._slowed.get((team, channel), 0.0))
        left = until - self._clock()
        if left > 0:
            raise TryLater(timedelta(seconds=left))
        self._paused.pop((team, method), None)

    def spend(self, team: str, method: str, use: Use = Use.USUAL) -> None:
        """Count a call that is about to leave; `TryLater` when the minute's are used up.

        What catches up leaves half of a minute's calls to others; of one a minute, each use gets every other.
        """
        self.check(team, method)
        most = self._most(team, method)
        if most is None:
            return
        minute, now, window = self._calls[team, method], self._clock(), self._span(WINDOW)
        while minute.calls and minute.calls[0][0] <= now - window:
            minute.calls.popleft()
        wait = self._full(minute, most, use) + window - now
        if wait <= 0:
            wait = self._turned(minute, most, use)
        if wait > 0:
            minute.refused[use] = now
            raise TryLater(timedelta(seconds=wait))
        minute.calls.append((now, use))
        minute.refused.pop(use, None)
        minute.last = use

    def _full(self, minute: _Minute, most: int, use: Use) -> float:
        """When the call was made that has to be a minute old before the next; long ago if none has."""
        mine = [at for at, each in minute.calls if each is use]
        share = max(int(most * SHARE), 1) if use is Use.CATCHING_UP else most
        full = [
            calls[-limit]
            for calls, limit in (((mine), share), ([at for at, _ in minute.calls], most))
            if len(calls) >= limit
        ]
        return max(full, default=float("-inf"))

    def _turned(self, minute: _Minute, most: int, use: Use) -> float:
        """How long to leave the only call of a minute to the other use, which was turned away lately."""
        if most > 1 or minute.last is not use:
            return 0.0
        wanted = max((at for each, at in minute.refused.items() if each is not use), default=float("-inf"))
        return wanted + YIELDS * self._span(WINDOW) - self._clock()

    def _most(self, team: str, method: str) -> int | None:
        usual = A_MINUTE.get(method)
        most, until = self._learned.get((team, method), (0, 0.0))
        return min(most, usual or most) if until > self._clock() else usual

    def _span(self, seconds: float) -> float:
        return seconds / self._speed

    def _queue(self, team: str, channel: str) -> _Channel:
        queue = self._channels.setdefault((team, channel), _Channel())
        self._channels.move_to_end((team, channel))
        if len(self._channels) > MOST_REMEMBERED:
            oldest = next(iter(self._channels))
            if self._channels[oldest].waiting == 0:
                del self._channels[oldest]
        return queue
