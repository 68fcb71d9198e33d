"""How long a moderator may take to read an idea, foretold from how long the last ones waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

ENOUGH = 5  # ideas that were read; of fewer nothing is foretold
USUALLY = 80  # of a hundred ideas were read within what is told
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known about the wait: within how long most were read, None while too few were; how many."""

    within: timedelta | None
    known: int
    ahead: int = 0  # ideas that wait already


def expected(waits: Sequence[timedelta], ahead: int = 0) -> Expected:
    """What the last waits foretell; a wait that is no length of time counts as none."""
    if len(waits) < ENOUGH:
        return Expected(None, len(waits), ahead)
    ordered = sorted(max(wait, timedelta()) for wait in waits)
    return Expected(ordered[-(-len(ordered) * USUALLY // 100) - 1], len(waits), ahead)
