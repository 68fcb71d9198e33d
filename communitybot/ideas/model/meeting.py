"""Weekly questions and gentle reminders, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question for a week. The lowest `rank` comes next; its `number` stays, also once it is `out`."""

    number: int
    words: str
    rank: int
    out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """How far the weekly questions of a community have come.

    `begun` is since when they come, `told` up to when news was told with them, `quiet` since when they rest
    because nobody uses ideas. `asked` is the Monday of the last week that had its turn, as ISO 8601 has it.
    """

    begun: datetime
    told: datetime
    quiet: datetime | None = None
    asked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """When somebody was last reminded of an idea, and whether they want no more of that."""

    at: datetime | None = None
    stopped: bool = False
