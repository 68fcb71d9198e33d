"""The stand-in's time: spans shrink by the scale, and message times never repeat."""

from dataclasses import dataclass, field

from twins.common.clock import TwinClock


@dataclass(slots=True)
class Clock:
    """With a scale of 100, Slack's three seconds pass in 30 ms."""

    scale: float = 1.0
    time: TwinClock = field(init=False)
    _last: int = 0

    def __post_init__(self) -> None:
        self.time = TwinClock(self.scale)

    def now(self) -> float:
        return self.time.seconds()

    def advance(self, seconds: float) -> None:
        self.time.advance(seconds)

    def real(self, seconds: float) -> float:
        """How long so many of Slack's seconds really take."""
        return seconds / self.scale

    async def sleep(self, seconds: float) -> None:
        await self.time.sleep_until(self.now() + seconds)

    def stamp(self) -> str:
        """Give a message's `ts`: seconds and microseconds, always rising."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
