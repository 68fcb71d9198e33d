"""How fast we may send: one message a second in a channel, and nothing while Slack has asked us to wait."""

import asyncio
import time
from collections import OrderedDict, defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

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
    "users.conversations": 50,
    "users.info": 100,
}
"""Slack's tiers for what nobody waits for at once; what somebody waits for is asked without counting."""
LEARNED = frozenset({"conversations.history", "conversations.replies"})
"""What Slack gives once a minute only to some apps: those it tells so by a 429."""
LEARNED_FOR = 3_600.0  # seconds; then we try again whether Slack takes more


@dataclass(slots=True)
class _Channel:
    """One channel's queue; `free` is when the next message may leave."""

    free: float = 0.0
    waiting: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """Turns by channel, and pauses by method, in one process; times are of a monotonic clock."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._channels: OrderedDict[tuple[str, str], _Channel] = OrderedDict()
        self._paused: dict[tuple[str, str], float] = {}
        self._calls: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._learned: dict[tuple[str, str], tuple[int, float]] = {}

    @asynccontextmanager
    async def turn(self, team: str, channel: str) -> AsyncIterator[None]:
        """Wait for the channel, and keep it until Slack has answered; `TryLater` when too many wait.

        The second runs from the answer, not from the request, so that no delay on the way shortens it.
        """
        queue = self._queue(team, channel)
        away = max(queue.free - self._clock(), 0.0) + queue.waiting * BETWEEN
        if away > PATIENCE:
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
                    queue.free = self._clock() + BETWEEN
        finally:
            queue.waiting -= 1

    def pause(self, team: str, method: str, wait: timedelta) -> None:
        """Slack asked for a pause: nothing of the kind leaves until it is over."""
        until = self._clock() + wait.total_seconds()
        self._paused[team, method] = max(until, self._paused.get((team, method), 0.0))
        if method in LEARNED:
            self._learn(team, method)

    def _learn(self, team: str, method: str) -> None:
        """Take as many a minute as Slack took in the last one, so that it need not refuse us again."""
        calls = self._calls[team, method]
        if calls:
            calls.pop()  # the one it refused
        self._learned[team, method] = max(len(calls), 1), self._clock() + LEARNED_FOR

    def check(self, team: str, method: str) -> None:
        """Raise `TryLater` with what is left of a pause, if there is one."""
        left = self._paused.get((team, method), 0.0) - self._clock()
        if left > 0:
            raise TryLater(timedelta(seconds=left))
        self._paused.pop((team, method), None)

    def spend(self, team: str, method: str) -> None:
        """Count a call that is about to leave; `TryLater` when the minute's are used up."""
        self.check(team, method)
        most = self._most(team, method)
        if most is None:
            return
        calls, now = self._calls[team, method], self._clock()
        while calls and calls[0] <= now - WINDOW:
            calls.popleft()
        if len(calls) >= most:
            raise TryLater(timedelta(seconds=calls[-most] + WINDOW - now))
        calls.append(now)

    def _most(self, team: str, method: str) -> int | None:
        usual = A_MINUTE.get(method)
        most, until = self._learned.get((team, method), (0, 0.0))
        return min(most, usual or most) if until > self._clock() else usual

    def _queue(self, team: str, channel: str) -> _Channel:
        queue = self._channels.setdefault((team, channel), _Channel())
        self._channels.move_to_end((team, channel))
        if len(self._channels) > MOST_REMEMBERED:
            oldest = next(iter(self._channels))
            if self._channels[oldest].waiting == 0:
                del self._channels[oldest]
        return queue
