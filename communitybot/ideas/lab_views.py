"""What friends, labs and commitments give out: each as one person sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.friend import OPEN, PLACES, Friend, Willing
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.lab import Lab, Stakeholder
from communitybot.people.model import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The friends of an idea as one person sees them.

    `rota` are willing people it could ask, for its team alone; `mine` is the caller's own part in it.
    """

    idea: Idea
    friends: Sequence[Friend]
    team: bool
    mine: Friend | None
    rota: Sequence[Willing]
    willing: bool

    @property
    def free(self) -> int:
        """How many could be asked now."""
        return max(PLACES - sum(one.standing in OPEN for one in self.friends), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabWish:
    """A lab as it is typed; None leaves a thing as it is. `starts` is naive wall-clock time in `zone`."""

    starts: datetime | None = None
    zone: str | None = None
    length: timedelta | None = None
    place: str | None = None
    stakeholders: tuple[Stakeholder, ...] | None = None
    decides: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabSeen:
    """The lab of an idea as one person sees it; `team` may change it."""

    idea: Idea
    lab: Lab | None
    team: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentWish:
    """What is to be done by whom; without `owner` they are known by `name` only."""

    what: str
    owner: Person | None
    name: str
    by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentSeen:
    """A commitment as one person sees it: whether it is theirs, and whether they have a hand in it."""

    idea: Idea
    commitment: Commitment
    owns: bool
    hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsSeen:
    """One page of what was promised for an idea; `last` is the number of the last page, from 0."""

    idea: Idea
    commitments: Sequence[Commitment]
    counts: Mapping[State, int]
    page: int
    last: int
    team: bool
