"""The stand-in's time: spans shrink by the scale, and message times never repeat."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from twins.loopback.clock import TwinClock


@dataclass(slots=True)
class Clock:
    """With a scale of 100, Slack's three seconds pass in 30 ms.

    With a pace of 10 everything that Slack tells in seconds, its stamps and limits, passes ten times as fast;
    what it waits for the app to answer does not, since the app's machine is no faster.
    """

    scale: float = 1.0
    pace: float = 1.0
    time: TwinClock = field(init=False)
    _last: int = 0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.time = TwinClock(self.scale * self.pace)

    def now(self) -> float:
        return self.time.seconds()

    def advance(self, seconds: float) -> None:
        self.time.advance(seconds)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    def real(self, seconds: float) -> float:
        """How long so many of Slack's seconds really take."""
        return seconds / (self.scale * self.pace)

    def patience(self, seconds: float) -> float:
        """How long Slack really waits for the app, where it says so many seconds."""
        return seconds / self.scale

    def waited(self, began: float) -> float:
        """How long it has waited for the app since a moment."""
        return (self.now() - began) / self.pace

    async def sleep(self, seconds: float) -> None:
        """Sleep through so many of Slack's seconds; `advance` wakes whoever it lets oversleep."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), self.real(left))

    def stamp(self) -> str:
        """Give a message's `ts`: seconds and microseconds, always rising."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
