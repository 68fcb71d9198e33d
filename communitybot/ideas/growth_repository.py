"""What growing asks of the store; every call demands the community, and whoever writes holds the idea."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.ideas.model.lab import LabProgress
from communitybot.ideas.model.logic import LogicModel, Part, Written
from communitybot.ideas.model.move import Move
from communitybot.ideas.repository import IdeasWork


class GrowthRepository(Protocol):
    """The steps of ideas and their logic models, each writing kept with who and when."""

    async def move(self, community: str, idea: str, move: Move) -> None: ...

    async def moves(self, community: str, idea: str, *, limit: int, offset: int = 0) -> Sequence[Move]:
        """Latest first."""
        ...

    async def model(self, community: str, idea: str) -> LogicModel:
        """What stands in each field now; what was put aside does not."""
        ...

    async def write(
        self,
        community: str,
        idea: str,
        part: Part,
        lines: Sequence[str],
        *,
        person: str,
        name: str,
        at: datetime,
        aside: bool = False,
    ) -> int:
        """Keep what somebody wrote into a field, over what stood there or `aside`; returns its number."""
        ...

    async def writing(self, community: str, idea: str, number: int) -> Written | None:
        """What was written under this number and stands, or stood."""
        ...

    async def aside(self, community: str, idea: str, number: int) -> Written | None:
        """What was put aside under this number and has not been settled."""
        ...

    async def waiting(self, community: str, idea: str, person: str) -> Sequence[Written]:
        """What of somebody's was put aside and has not been settled, earliest first."""
        ...

    async def settle(self, community: str, idea: str, number: int) -> None:
        """Forget what was put aside: it stands now, or is not wanted any more."""
        ...

    async def writings(self, community: str, idea: str, *, limit: int, offset: int = 0) -> Sequence[Written]:
        """All that ever stood in a field, latest first."""
        ...


class Labs(Protocol):
    """What growing asks about critical friends, labs and commitments."""

    async def progress(self, community: str, idea: str) -> LabProgress: ...


class Briefs(Protocol):
    """What growing asks about outcomes."""

    async def reported(self, community: str, idea: str) -> bool: ...


class GrowthWork(IdeasWork, Protocol):
    """The stores a unit of work offers to this part."""

    @property
    def growth(self) -> GrowthRepository: ...

    @property
    def labs(self) -> Labs: ...

    @property
    def briefs(self) -> Briefs: ...
