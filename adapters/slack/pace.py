"""How fast we may send: one message a second in a channel, and nothing while Slack has asked us to wait."""

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta

from communitybot.ports import TryLater

BETWEEN = 1.0  # seconds between two messages in a channel, as Slack's rate limits ask
PATIENCE = 3.0  # seconds; ours: who would wait longer comes back later, so that others get their turn
MOST_REMEMBERED = 10_000  # channels


class Pace:
    """Turns by channel, and pauses by method, in one process; times are of a monotonic clock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next: OrderedDict[tuple[str, str], float] = OrderedDict()
        self._paused: dict[tuple[str, str], float] = {}

    def turn(self, team: str, channel: str) -> float:
        """Take the next turn in a channel; returns how many seconds it is away. `TryLater` when too many."""
        now = self._clock()
        at = max(self._next.get((team, channel), now), now)
        if at - now > PATIENCE:
            raise TryLater(timedelta(seconds=at - now))
        self._next[team, channel] = at + BETWEEN
        self._next.move_to_end((team, channel))
        while len(self._next) > MOST_REMEMBERED:
            self._next.popitem(last=False)
        return at - now

    def pause(self, team: str, method: str, wait: timedelta) -> None:
        """Slack asked for a pause: nothing of the kind leaves until it is over."""
        until = self._clock() + wait.total_seconds()
        self._paused[team, method] = max(until, self._paused.get((team, method), 0.0))

    def check(self, team: str, method: str) -> None:
        """Raise `TryLater` with what is left of a pause, if there is one."""
        left = self._paused.get((team, method), 0.0) - self._clock()
        if left > 0:
            raise TryLater(timedelta(seconds=left))
        self._paused.pop((team, method), None)
