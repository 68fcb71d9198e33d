"""What comes out of merging: two ideas as one person sees them side by side, and what came of a wish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.merge import Merge


class Came(Enum):
    """What became of a wish, a yes or a no."""

    ASKED = auto()  # whoever wrote the other one is asked
    ANSWERS = auto()  # the same was asked the other way round, or by somebody else: the caller answers that
    WAITS = auto()  # their yes is noted, and another is awaited
    MERGED = auto()
    APART = auto()
    LAPSED = auto()  # one of the two does not go on any more, or the question is too old
    UNDONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two ideas side by side: `one` would go on in `other`.

    `team` is how many would be in the team, `mine` whose the caller wrote, `moderates` whether they are a
    moderator. `merge` is what was asked about the two already, or how they became one.
    """

    one: Idea
    other: Idea
    team: int
    mine: frozenset[str]
    moderates: bool
    zone: str
    merge: Merge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What came of it; `now` says that this very press did it. `until` is how long it can be undone."""

    pair: Pair
    came: Came
    now: bool = True
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likes:
    """Ideas that sound like one, to choose from."""

    idea: Idea
    similar: Sequence[Idea]
