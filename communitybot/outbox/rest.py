"""When the relay rests, and what ends its rest: a wake-up, a time, or the next renewal of its lease."""

import asyncio
import time
from contextlib import suppress

LONGEST = 15.0  # seconds: a wake-up that was lost costs no more
TEND = 20.0  # seconds between two renewals of the lease
COARSE = 0.0015  # seconds a timer of the loop may be late
FIRST_RETRY, LAST_RETRY = 0.1, 5.0  # seconds between tries while the database is away


class Rest:
    """The relay's own sense of time: steady, never the clock people live by."""

    def __init__(self) -> None:
        self._nudged = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._born = time.monotonic()
        self._failures = 0
        self.beat = self._born
        self.tended()

    def now(self) -> float:
        return time.monotonic()

    def alive(self) -> float:
        """Seconds since this worker began."""
        return time.monotonic() - self._born

    @property
    def is_woken(self) -> bool:
        return self._nudged.is_set()

    def wake(self) -> None:
        self._nudged.set()

    def wake_within(self, seconds: float) -> None:
        """Wake up then at the latest; an earlier appointment stands."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self._nudged.set()

    async def until(self, seconds: float) -> None:
        """Rest for so long, or until woken."""
        if seconds > 0 and not self._nudged.is_set():
            handle = asyncio.get_running_loop().call_later(min(seconds, LONGEST), self._nudged.set)
            await self._nudged.wait()
            handle.cancel()
        else:
            await asyncio.sleep(0)  # the senders' turn
        self._nudged.clear()

    async def exactly(self, seconds: float) -> bool:
        """Rest for so long to a tenth of a millisecond, or until woken; returns whether woken.

        The loop's own timers end up to a whole millisecond late: epoll counts in those, and they round up.
        """
        until = time.monotonic() + seconds
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds - COARSE):
                await self._nudged.wait()
        left = until - time.monotonic()
        if left > 0 and not self._nudged.is_set():
            await asyncio.to_thread(time.sleep, left)
        woken = self._nudged.is_set()
        self._nudged.clear()
        return woken

    def beaten(self) -> None:
        """A round ended well."""
        self.beat = time.monotonic()
        self._failures = 0

    async def after_failure(self) -> None:
        """Wait a little longer each time."""
        wait = min(FIRST_RETRY * 2**self._failures, LAST_RETRY)
        self._failures = min(self._failures + 1, 10)
        await asyncio.sleep(wait)

    def tended(self) -> None:
        """The lease was renewed; whoever slept until `lost_at` may have lost it to another worker."""
        self._tended = time.monotonic()
        self.lost_at = self._tended + 2 * TEND

    def may_tend(self) -> bool:
        """Whether to renew now that we are awake: a little early, rather than wake up again for it."""
        return self.until_tending() <= TEND / 4

    def until_tending(self) -> float:
        """Seconds until the lease has to be renewed."""
        return self._tended + TEND - time.monotonic()
