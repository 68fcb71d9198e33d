"""How long a moderator may take to read an idea: from how long the last ones waited, said honestly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from communitybot.ideas.cards.words import counted

ENOUGH = 5  # ideas that were read; of fewer nothing is foretold
USUALLY = 0.8  # of the last ideas were read within what is told
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
    index = -(-len(ordered) * int(USUALLY * 100) // 100) - 1
    return Expected(ordered[index], len(waits), ahead)


def wait_words(wait: Expected) -> str:
    """How long it usually takes, or why that cannot be told yet, as one sentence."""
    if wait.within is None:
        if not wait.known:
            return "I cannot say yet how long that takes: none has been read here so far."
        read = "1 has" if wait.known == 1 else f"{wait.known} have"
        return f"I cannot say yet how long that takes: only {read} been read here so far."
    return f"Usually that takes {within_words(wait.within)}."


def within_words(length: timedelta) -> str:
    """A length of time, rounded up to what people say: "up to 5 hours", "up to 2 days"."""
    if length <= HOUR:
        return "up to an hour"
    if length <= 2 * DAY:
        return f"up to {counted(-(-length // HOUR), 'hour')}"
    return f"up to {counted(-(-length // DAY), 'day')}"


def waited_words(length: timedelta) -> str:
    """How long something has waited, rounded down: "less than an hour", "3 hours", "2 days"."""
    if length < HOUR:
        return "less than an hour"
    if length < 2 * DAY:
        return counted(length // HOUR, "hour")
    return counted(length // DAY, "day")
