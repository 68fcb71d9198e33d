"""Two ideas that may become one: what was asked, who agreed, and what the kept one gained by it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.ideas.model.idea import Idea, Role, Stage

UNDO = timedelta(days=7)
"""So long after two ideas became one it can be undone."""

ANSWER = timedelta(days=14)
"""So long a question waits for its answers, and so long it rests after somebody kept the two apart."""


class MergeState(StrEnum):
    """How far two ideas are in becoming one."""

    ASKED = "asked"
    APART = "kept apart"  # an author said so
    LAPSED = "lapsed"  # nobody answered, or one of the two did not go on any more
    MERGED = "merged"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """The wish that the idea `one` goes on in the idea `other`, and what became of it.

    `agreed_one` and `agreed_other` are the authors who agreed, or a moderator where no author is left.
    `done` is when it came to be merged, kept apart or lapsed, `ended_by` who did that. What the kept idea
    gained is noted, for an exact undoing: `authors`, `tags`, `roles`, and whether its authors' names are
    `hidden` since; `stage` and `moved` are where the other one stood.
    """

    id: str
    community: str
    one: str
    other: str
    state: MergeState = MergeState.ASKED
    proposer: str
    asked: datetime
    agreed_one: str | None = None
    agreed_other: str | None = None
    done: datetime | None = None
    ended_by: str | None = None
    undone: datetime | None = None
    stage: Stage | None = None
    moved: datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    hidden: bool = False

    @property
    def agreed(self) -> bool:
        return self.agreed_one is not None and self.agreed_other is not None

    def waits(self, now: datetime) -> bool:
        """Whether it is asked, and not so long ago that nobody means it any more."""
        return self.state is MergeState.ASKED and now - self.asked < ANSWER

    def undoable(self, now: datetime) -> bool:
        return self.state is MergeState.MERGED and self.done is not None and now - self.done < UNDO


@dataclass(frozen=True, slots=True)
class Gains:
    """What an idea has of its own, and what others that joined it brought."""

    authors: frozenset[str]
    tags: frozenset[str]
    roles: frozenset[Role]
    hidden: bool


def own(idea: Idea, joined: tuple[Merge, ...]) -> Gains:
    """What an idea would have without any of those that joined it."""
    brought = [merge for merge in joined if merge.other == idea.id]
    return Gains(
        authors=frozenset(one.person for one in idea.authors) - {p for m in brought for p in m.authors},
        tags=frozenset(idea.tags) - {tag for merge in brought for tag in merge.tags},
        roles=frozenset(idea.roles) - {role for merge in brought for role in merge.roles},
        hidden=idea.anonymous and not any(merge.hidden for merge in brought),
    )
