"""How fast the playground may be used: quicker than any person, slower than a machine gone wrong."""

import time
from collections.abc import Callable

A_SECOND = 200  # ours: stories played by programs stay below it
AT_ONCE = 1_000


class Pace:
    """A bucket of turns that fills again with time; shared by all, since all of it is one machine."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._turns = float(AT_ONCE)
        self._since = clock()

    def allows(self) -> bool:
        """Take a turn, if there is one."""
        now = self._clock()
        self._turns = min(AT_ONCE, self._turns + (now - self._since) * A_SECOND)
        self._since = now
        if self._turns < 1:
            return False
        self._turns -= 1
        return True
