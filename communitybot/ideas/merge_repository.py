"""What merging asks of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.ideas.model.idea import Member
from communitybot.ideas.model.merge import Merge
from communitybot.ideas.repository import IdeasWork


class Merges(Protocol):
    """Which ideas were to become one, and the rows that moved with it."""

    async def add(self, merge: Merge) -> None: ...

    async def save(self, merge: Merge) -> None: ...

    async def get(self, community: str, merge: str, *, hold: bool = False) -> Merge | None:
        """The merge; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def between(self, community: str, one: str, other: str) -> Merge | None:
        """The last that was asked about two ideas, whichever was to join the other."""
        ...

    async def of(self, community: str, idea: str) -> Merge | None:
        """How an idea joined the one it goes on in; None for one that is on its own."""
        ...

    async def into(self, community: str, idea: str) -> Sequence[Merge]:
        """How those joined that go on in an idea now, the first first."""
        ...

    async def asked_by(self, community: str, person: str, since: datetime) -> int:
        """How many questions of somebody's, asked after `since`, wait for an answer."""
        ...

    async def join(self, merge: Merge, team: Sequence[Member]) -> None:
        """Give the kept idea the votes, followers and `team` of the other; both are held.

        Whoever has such a row there keeps theirs. Each that is new says which merge it came with, until its
        person acts on it. Save the kept idea afterwards: its counts follow.
        """
        ...

    async def part(self, merge: Merge, still: Sequence[Merge]) -> None:
        """Take back what came with a merge and is nobody's own act since; both ideas are held.

        What came also with one of those that `still` stand and were later stays, as theirs. A place in the
        team that had made way for another is as it was. Save the kept idea afterwards.
        """
        ...


class MergesWork(IdeasWork, Protocol):
    """The stores a unit of work offers to merging."""

    @property
    def merges(self) -> Merges: ...
