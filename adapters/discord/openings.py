"""How fast private channels are opened: Discord refuses bots that open them too fast (40003)."""

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

from communitybot.ports import TryLater

MOST = 10  # in a minute; ours, as Discord publishes no number
MINUTE = timedelta(minutes=1)
SOONEST = timedelta(seconds=1)


class Openings:
    """At most ten in any minute. Who has to wait is told until when, each after the other.

    The time is kept for them, but for a minute only.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._made: deque[datetime] = deque()
        self._given: deque[datetime] = deque(maxlen=MOST)  # the last times, made or promised
        self._promised: OrderedDict[str, datetime] = OrderedDict()

    def ask(self, who: str) -> None:
        """Return when a channel may be opened now; it counts as opened.

        Raises:
            TryLater: with the time to wait.
        """
        now = self._now()
        self._forget(now)
        promised = self._promised.get(who)
        if promised is not None and promised > now:
            raise TryLater(promised - now)
        self._promised.pop(who, None)
        at = now if promised is not None else self._next(now)
        if at > now or len(self._made) >= MOST:
            at = max(at, self._next(now), now + SOONEST)
            self._promised[who] = at
            self._given.append(at)
            raise TryLater(at - now)
        if promised is None:
            self._given.append(now)
        self._made.append(now)

    def refused(self) -> None:
        """Discord found us too fast all the same: the next one is opened in a minute."""
        now = self._now()
        self._made.extend([now] * MOST)
        self._given.extend([now] * MOST)

    def _next(self, now: datetime) -> datetime:
        return max(now, self._given[0] + MINUTE) if len(self._given) == MOST else now

    def _forget(self, now: datetime) -> None:
        while self._made and not now - MINUTE < self._made[0] <= now:
            self._made.popleft()
        while self._promised and next(iter(self._promised.values())) <= now - MINUTE:
            self._promised.popitem(last=False)
