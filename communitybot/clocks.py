"""The clocks people's time is read from: the real one, the demo's, which can be moved on, a faster one."""

from datetime import UTC, datetime, timedelta

MOST_ADVANCE = timedelta(seconds=31_622_400)  # 366 days


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class PacedClock:
    """The machine's own time from now on, `pace` times as fast: for an hour's load in some minutes."""

    def __init__(self, pace: float) -> None:
        self.pace = pace
        self._began = datetime.now(UTC)

    def now(self) -> datetime:
        return self._began + (datetime.now(UTC) - self._began) * self.pace


class MovableClock:
    """A clock that starts where it is told, runs as fast as any other, and can be moved on, never back."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Move on to a moment; one that has passed already changes nothing."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))


AnyClock = SystemClock | MovableClock | PacedClock
