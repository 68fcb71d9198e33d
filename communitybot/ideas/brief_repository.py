"""What briefs ask of the store; but for `addressed`, every call demands the community."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.ideas.model.brief import Brief, BriefAnswer, Outcome, Showing, Voice
from communitybot.ideas.repository import IdeasWork


class Briefs(Protocol):
    """Briefs, and what was answered to them."""

    async def add(self, brief: Brief) -> None: ...

    async def save(self, brief: Brief) -> None: ...

    async def get(self, community: str, brief: str, *, hold: bool = False) -> Brief | None:
        """The brief; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def addressed(self, brief: str) -> Brief | None:
        """The brief of a web address, which names no community."""
        ...

    async def of_idea(self, community: str, idea: str) -> Sequence[Brief]:
        """All briefs of an idea, drafts among them, oldest first."""
        ...

    async def discard(self, community: str, brief: str) -> bool:
        """Forget a draft; what was shared stays."""
        ...

    async def record(self, community: str, answer: BriefAnswer) -> None:
        """Keep an answer in place of what was kept under its id."""
        ...

    async def unrecord(self, community: str, answer: str) -> BriefAnswer | None:
        """Forget an answer; gives back what it was."""
        ...

    async def answers(self, community: str, briefs: Sequence[str]) -> Mapping[str, Sequence[BriefAnswer]]:
        """By brief, what was answered to it, oldest date first; briefs without an answer are left out."""
        ...


class Voices(Protocol):
    """Words lent to ideas, and how the members of a team are shown."""

    async def lend(self, community: str, voice: Voice) -> None:
        """Keep words their author still looks at, in place of others of theirs not agreed to."""
        ...

    async def voice(self, community: str, voice: str) -> Voice | None: ...

    async def agree(self, community: str, voice: str, person: str, *, at: datetime) -> bool:
        """Let words of this person stand, in place of earlier ones; False when they are gone."""
        ...

    async def voices(self, community: str, idea: str) -> Sequence[Voice]:
        """Everything agreed to, first lent first, with what is left out."""
        ...

    async def take_back(self, community: str, idea: str, person: str) -> bool:
        """Forget all words of a person for an idea; whether any of them stood."""
        ...

    async def let_go(self, community: str, voice: str) -> None:
        """Forget words that nobody agreed to; those that stand stay."""
        ...

    async def leave_out(self, community: str, voice: str, *, on: bool) -> None: ...

    async def sign(self, community: str, idea: str, person: str, showing: Showing, *, at: datetime) -> None:
        """Keep how somebody is shown on the briefs of an idea."""
        ...

    async def signings(self, community: str, idea: str) -> Mapping[str, Showing]: ...


class Outcomes(Protocol):
    """What came of ideas."""

    async def report(self, community: str, outcome: Outcome) -> None:
        """Keep what came of an idea, in place of what was said before."""
        ...

    async def reported(self, community: str, idea: str) -> bool: ...

    async def outcome(self, community: str, idea: str) -> Outcome | None: ...

    async def outcomes(
        self, community: str, *, limit: int, offset: int = 0, listed: bool = False
    ) -> Sequence[Outcome]:
        """Outcomes of ideas everybody here may see, latest first; `listed`: those for the web."""
        ...


class BriefRepository(Briefs, Voices, Outcomes, Protocol):
    """Everything between ideas and those who decide."""


class BriefsWork(IdeasWork, Protocol):
    """The stores a unit of work offers to this part."""

    @property
    def briefs(self) -> BriefRepository: ...
