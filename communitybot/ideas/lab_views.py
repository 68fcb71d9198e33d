"""What friends, labs and commitments give out: each as one person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from communitybot.ideas.model.friend import OPEN, PLACES, Friend, Willing
from communitybot.ideas.model.idea import Idea


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
