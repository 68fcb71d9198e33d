"""Discord's rate limits, kept so that no request is refused: one bucket a route and channel, as headers tell.

It stands in for the library's own, which (in 2.7.1, told to give up after 30 seconds) refuses requests of
a bucket that is renewed later than that, however much is left in it, and holds back the answer to the last
request of each bucket until the bucket is renewed.
"""

import asyncio
from collections import deque
from collections.abc import Mapping
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Self

import discord

A_SECOND = 45  # Discord: 50 requests a second a bot; five are left for what is sent again
LATE = 0.05  # seconds after the moment told, since Discord's clock is not ours
IDLE = 300.0  # seconds until an unused bucket may be forgotten


class Pace:
    """The limit of a whole bot: so many requests in any one second of Discord's, in the order they came.

    A turn can be had again a second after its request was answered. When Discord counted the request, between
    its leaving and its answer, is not known; so no delay on the way brings too many into one second there.
    """

    def __init__(self, most: int = A_SECOND) -> None:
        self._clock = asyncio.get_running_loop().time
        self._again = deque([0.0] * most)  # when each turn that nobody has can be had again, soonest first
        self._waiting: deque[asyncio.Future[float]] = deque()
        self._held = 0.0

    async def turn(self) -> None:
        """Wait until one more request may go; whoever got here says `done` when it was answered."""
        at = self._again.popleft() if self._again else await self._next()
        try:
            while (wait := max(at, self._held) - self._clock()) > 0:  # noqa: ASYNC110 - it may grow meanwhile
                await asyncio.sleep(wait)
        except asyncio.CancelledError:
            self._give(at, first=True)
            raise

    def done(self) -> None:
        """Give the turn back: it was used until now."""
        self._give(self._clock() + 1.0 + LATE)

    def spare(self) -> None:
        """Give a turn back that was not used."""
        self._give(self._clock(), first=True)

    def hold(self, seconds: float) -> None:
        """Let nothing go for so long: Discord said so."""
        self._held = max(self._held, self._clock() + seconds + LATE)

    async def _next(self) -> float:
        turn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give(turn.result(), first=True)
            raise

    def _give(self, at: float, *, first: bool = False) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(at)
                return
        if first:
            self._again.appendleft(at)
        else:
            self._again.append(at)


class Bucket:
    """One limit: whoever enters it may send one request now; `longest` seconds are waited, not more."""

    def __init__(self, longest: float, pace: Pace) -> None:
        self._longest = longest
        self._pace = pace
        self._clock = asyncio.get_running_loop().time
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._used = self._clock()
        self._expires: float | None = None
        self._held = 0.0
        self.limit = 1  # until Discord has told: one request goes ahead and finds out
        self.remaining = 1
        self.outgoing = 0

    async def __aenter__(self) -> Self:
        """Wait for a turn.

        Raises:
            RateLimited: it would take longer than is ever waited.
        """
        await self._next()
        while self._clock() < self._held:  # refused while this one waited for its turn among all
            self._pace.spare()
            self._put_back()
            await self._next()
        _ASKING.set(self)
        return self

    async def _next(self) -> None:
        """Wait for a turn in this bucket, then for one among all."""
        while not self._take():
            wait = self._wait()
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
            self._put_back()
            self._wake(1)
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _ASKING.set(None)
        self._pace.done()
        self.outgoing -= 1
        if self._expires is None:  # nothing was told: a route without limits, or a failure
            self.remaining = max(self.limit - self.outgoing, 0)
        self._wake(self.remaining)

    def update(self, response: Any, *, use_clock: bool = False) -> None:  # noqa: ARG002 - the library's name
        """Take in what an answer's headers tell."""
        self.limit = int(response.headers.get("X-Ratelimit-Limit", 1))
        told = int(response.headers.get("X-Ratelimit-Remaining", 0))
        after = float(response.headers.get("X-Ratelimit-Reset-After", 1))
        first, expires = self._expires is None, self._clock() + after + LATE
        # Discord renewed it a moment before we took it for renewed: what was left before says nothing now
        anew = self._expires is None or expires - self._expires > after / 2
        self.remaining = max(told - (self.outgoing - 1), 0) if anew else min(self.remaining, told)
        self._expires = expires
        if first:  # who did not know how long to wait does now
            self._wake(len(self._waiting))

    def hold(self, seconds: float) -> None:
        """Let nothing go for so long: Discord said so."""
        self._held = max(self._held, self._clock() + seconds + LATE)

    def is_inactive(self) -> bool:
        """Whether the library may forget it."""
        return self._clock() - self._used >= IDLE and not self.outgoing and not self._waiting

    def _wait(self) -> float | None:
        """How long until a turn may be had by itself; None when somebody's answer has to tell."""
        now = self._clock()
        if now < self._held:
            return self._held - now
        return None if self._expires is None else self._expires - now

    def _take(self) -> bool:
        now = self._used = self._clock()
        if now < self._held:
            return False
        if self._expires is not None and now >= self._expires:
            self._expires = None
            self.remaining = max(self.limit - self.outgoing, 0)
        if self.remaining <= 0:
            return False
        self.remaining -= 1
        self.outgoing += 1
        return True

    def _put_back(self) -> None:
        """Undo a take: nothing was sent."""
        self.remaining += 1
        self.outgoing -= 1

    def _wake(self, count: int) -> None:
        while self._waiting and count > 0:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                count -= 1

    def _still_wants(self, turn: "asyncio.Future[None]") -> bool:
        task = asyncio.current_task()
        return turn.done() and task is not None and not task.cancelling()

    def refused(self, headers: Mapping[str, str]) -> None:
        """Take in a 429: what shares its limit waits too, whatever was thought to be left."""
        told = [float(headers.get(name, 0)) for name in ("Retry-After", "X-RateLimit-Reset-After")]
        wait = self._pace if headers.get("X-RateLimit-Scope") == "global" else self
        wait.hold(max(told))


_ASKING: ContextVar[Bucket | None] = ContextVar("asking", default=None)


def refused(headers: Mapping[str, str]) -> None:
    """Tell the limit that this task's request stands under of a 429, which the library keeps to itself."""
    bucket = _ASKING.get()
    if bucket is not None:
        bucket.refused(headers)
