"""How many rows to hold ahead of the senders: a tenth of a second's worth, so a crash leaves few in doubt."""

AHEAD = 0.1  # seconds
SPAN = 0.02  # seconds watched at least: two answers that happen to come together are no pace


class Pace:
    """Watches how fast rows leave; between `least` and `most` may wait in this process."""

    def __init__(self, least: int, most: int) -> None:
        self._least = least
        self._most = most
        self._rate = 0.0
        self._count = 0
        self._since: float | None = None
        self.ahead = least

    def left(self, count: int, now: float) -> None:
        """Note that `count` rows have left since the last note; `now` in seconds of any steady clock."""
        if self._since is None:
            self._since = now
            return
        self._count += count
        span = now - self._since
        if span < SPAN:
            return
        if self._count:
            rate = self._count / span
            # quicker at once, slower by and by: an idle moment says nothing of the platform
            self._rate = max(rate, self._rate * 0.8 + rate * 0.2)
            self.ahead = int(min(max(self._rate * AHEAD, self._least), self._most))
        self._count, self._since = 0, now
