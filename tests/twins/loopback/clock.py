"""A twin's own time: real time, made faster by a factor and moved ahead at will."""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(slots=True)
class TwinClock:
    """Seconds since 1970 as the twin sees them; `scale` of them pass in one real second."""

    scale: float = 1.0
    _began: float = field(default_factory=time.time)
    _since: float = field(default_factory=time.monotonic)
    _ahead: float = 0.0

    def seconds(self) -> float:
        return self._began + (time.monotonic() - self._since) * self.scale + self._ahead

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def advance(self, seconds: float) -> None:
        """Let time pass at once: what waits for a moment in between wakes within 50 ms."""
        self._ahead += seconds

    async def sleep_until(self, moment: float) -> None:
        while (left := moment - self.seconds()) > 0:
            await asyncio.sleep(min(left / self.scale, 0.05))
