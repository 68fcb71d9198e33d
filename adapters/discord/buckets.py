"""Discord's rate limits, kept so that no request is refused: one bucket a route and channel, as headers tell.

It stands in for the library's own, which (in 2.7.1, told to give up after 30 seconds) refuses requests of
a bucket that is renewed later than that, however much is left in it, and holds back the answer to the last
request of each bucket until the bucket is renewed.
"""

import asyncio
from collections import deque
from types import TracebackType
from typing import Any, Self

import discord

A_SECOND = 45  # Discord: 50 requests a second a bot; five are left for what the library asks by itself
LATE = 0.05  # seconds after the moment told, since Discord's clock is not ours
IDLE = 300.0  # seconds until an unused bucket may be forgotten


class Pace:
    """The limit of a whole bot: so many requests in any one second, in the order they came."""

    def __init__(self, most: int = A_SECOND) -> None:
        self._clock = asyncio.get_running_loop().time
        self._gone: deque[float] = deque(maxlen=most)

    async def turn(self) -> None:
        """Wait until one more request may go."""
        now = self._clock()
        full = len(self._gone) == self._gone.maxlen
        at = max(now, self._gone[0] + 1.0 + LATE) if full else now
        self._gone.append(at)  # taken before it is waited for, so that nobody else counts on it
        if at > now:
            await asyncio.sleep(at - now)


class Bucket:
    """One limit: whoever enters it may send one request now; `longest` seconds are waited, not more."""

    def __init__(self, longest: float, pace: Pace) -> None:
        self._longest = longest
        self._pace = pace
        self._clock = asyncio.get_running_loop().time
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._used = self._clock()
        self._expires: float | None = None
        self.limit = 1  # until Discord has told: one request goes ahead and finds out
        self.remaining = 1
        self.outgoing = 0

    async def __aenter__(self) -> Self:
        """Wait for a turn.

        Raises:
            RateLimited: it would take longer than is ever waited.
        """
        while not self._take():
            wait = None if self._expires is None else self._expires - self._clock()
            if wait is not None and wait > self._longest:
                raise discord.RateLimited(wait)
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await asyncio.wait({turn}, timeout=wait)
            finally:
                if turn in self._waiting:
                    self._waiting.remove(turn)
                elif not self._still_wants(turn):
                    self._wake(1)  # cancelled just as it was its turn: the next one's
        try:
            await self._pace.turn()
        except asyncio.CancelledError:
            self.outgoing -= 1
            self._wake(1)
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.outgoing -= 1
        if self._expires is None:  # nothing was told: a route without limits, or a failure
            self.remaining = max(self.limit - self.outgoing, 0)
        self._wake(self.remaining)

    def update(self, response: Any, *, use_clock: bool = False) -> None:  # noqa: ARG002 - the library's name
        """Take in what an answer's headers tell."""
        self.limit = int(response.headers.get("X-Ratelimit-Limit", 1))
        told = int(response.headers.get("X-Ratelimit-Remaining", 0))
        after = float(response.headers.get("X-Ratelimit-Reset-After", 1))
        first = self._expires is None
        self.remaining = max(told - (self.outgoing - 1), 0) if first else min(self.remaining, told)
        self._expires = self._clock() + after + LATE
        if first:  # who did not know how long to wait does now
            self._wake(len(self._waiting))

    def is_inactive(self) -> bool:
        """Whether the library may forget it."""
        return self._clock() - self._used >= IDLE and not self.outgoing and not self._waiting

    def _take(self) -> bool:
        now = self._used = self._clock()
        if self._expires is not None and now >= self._expires:
            self._expires = None
            self.remaining = max(self.limit - self.outgoing, 0)
        if self.remaining <= 0:
            return False
        self.remaining -= 1
        self.outgoing += 1
        return True

    def _wake(self, count: int) -> None:
        while self._waiting and count > 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                count -= 1

    def _still_wants(self, turn: "asyncio.Future[None]") -> bool:
        task = asyncio.current_task()
        return turn.done() and task is not None and not task.cancelling()
