"""What finding each other asks of the store; every call demands the community."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.ideas.model.brief import BriefAnswer, Outcome
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.meeting import Nudged, Prompt, Week
from communitybot.ideas.repository import IdeasWork
from communitybot.people.profile_repository import ProfileRepository


class Weeks(Protocol):
    """The questions that come each week, and the news that comes with them."""

    async def prompts(self, community: str) -> Sequence[Prompt]:
        """The questions of a community's own list, next first, then those taken out; none if it has none."""
        ...

    async def keep_prompts(self, community: str, prompts: Sequence[Prompt]) -> None:
        """Keep a list in place of the one there is; whoever calls holds the community."""
        ...

    async def week(self, community: str) -> Week | None: ...

    async def keep_week(self, community: str, week: Week) -> None: ...

    async def used(self, community: str) -> datetime | None:
        """When anybody last did anything with ideas here."""
        ...

    async def new_ideas(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[Idea]:
        """Open ideas published after one moment and up to another, latest first."""
        ...

    async def answered(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[Idea, BriefAnswer]]:
        """What those who decide replied, as it was recorded in a time, latest first; of shared briefs."""
        ...

    async def reported(
        self, community: str, since: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[Idea, Outcome]]:
        """What came of ideas, as it was written down in a time, latest first."""
        ...

    async def digested(self, community: str, ideas: Sequence[str]) -> Collection[tuple[str, str]]:
        """What was told of these ideas in a week: pairs of an idea and an item."""
        ...

    async def digest(self, community: str, items: Sequence[tuple[str, str]]) -> None:
        """Note what was told; again, it changes nothing."""
        ...


class Nudges(Protocol):
    """Whom an idea was brought back to mind."""

    async def nudged(self, community: str, idea: str) -> Mapping[str, Nudged]: ...

    async def nudge(self, community: str, idea: str, person: str, nudged: Nudged) -> None: ...


class Meeting(Weeks, Nudges, Protocol):
    """All of it."""


class MeetingWork(IdeasWork, Protocol):
    """The stores a unit of work offers to this part."""

    @property
    def meeting(self) -> Meeting: ...

    @property
    def profiles(self) -> ProfileRepository: ...
