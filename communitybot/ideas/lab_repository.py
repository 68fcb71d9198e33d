"""What critical friends, labs and commitments ask of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.ideas.model.commitment import Commitment, State
from communitybot.ideas.model.friend import Friend, Willing
from communitybot.ideas.model.lab import Lab, LabProgress
from communitybot.ideas.repository import IdeasWork


class Friends(Protocol):
    """Who was asked to be a critical friend of what, and who may be."""

    async def friends(self, community: str, idea: str) -> Sequence[Friend]:
        """Everybody who was ever asked, first asked first."""
        ...

    async def befriended(self, community: str, person: str, *, limit: int) -> Sequence[str]:
        """The ideas somebody agreed to be a critical friend of and has no notes on, latest asked first."""
        ...

    async def befriend(self, community: str, idea: str, friend: Friend) -> None:
        """Keep somebody's part in an idea as it is now, in place of what it was."""
        ...

    async def willing(self, community: str, person: str, *, on: bool, at: datetime) -> None:
        """Keep whether teams may ask somebody."""
        ...

    async def is_willing(self, community: str, person: str) -> bool: ...

    async def rota(self, community: str, *, but: Sequence[str], limit: int) -> Sequence[Willing]:
        """Those teams may ask: who was never asked first, then who was asked longest ago."""
        ...

    async def called(self, community: str, persons: Sequence[str], *, at: datetime) -> None:
        """Note that these were asked: their turn comes after all others'."""
        ...


class Commitments(Protocol):
    """What was promised."""

    async def commit(self, community: str, idea: str, commitment: Commitment) -> None:
        """Keep a commitment as it is now, new or known."""
        ...

    async def commitment(self, community: str, idea: str, name: str) -> Commitment | None:
        """The commitment of that id, if it is one of this idea's."""
        ...

    async def commitments(
        self, community: str, idea: str, *, limit: int, offset: int = 0
    ) -> Sequence[Commitment]:
        """Open ones first, the earliest date first; then what is done, then the rest."""
        ...

    async def counted(self, community: str, idea: str) -> dict[State, int]:
        """How many commitments of an idea stand where."""
        ...


class LabRepository(Friends, Commitments, Protocol):
    """Critical friends, the lab of an idea, and what was promised there."""

    async def lab(self, community: str, idea: str) -> Lab | None: ...

    async def keep_lab(self, community: str, idea: str, lab: Lab) -> None:
        """Keep the lab of an idea as it is now; an idea has one."""
        ...

    async def labs_of(self, community: str, event: str) -> Sequence[str]:
        """The ideas whose lab stands on a date of this event."""
        ...

    async def progress(self, community: str, idea: str) -> LabProgress: ...


class LabsWork(IdeasWork, Protocol):
    """The stores a unit of work offers to this part."""

    @property
    def labs(self) -> LabRepository: ...
