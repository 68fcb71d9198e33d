"""What imports and feeds ask of the store; every call demands the community."""

from collections.abc import Sequence
from typing import Protocol

from communitybot.resources.model.importing import Import, Row
from communitybot.resources.repository import ResourcesWork


class KeepingRepository(Protocol):
    """Imports with the links they bring, and the turn of a community's feed addresses."""

    async def alone(self, community: str) -> frozenset[tuple[str, str]]:
        """Title and words of what is shared and has neither a link nor a file."""
        ...

    async def add(self, made: Import, rows: Sequence[Row]) -> None:
        """Keep an import with its links, `A_PART` of them in a part."""
        ...

    async def get(self, community: str, made: str, *, hold: bool = False) -> Import | None:
        """The import; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def save(self, made: Import) -> None:
        """Store an import as it is now, without its links."""
        ...

    async def waiting(self, community: str, person: str) -> Sequence[Import]:
        """Previews of somebody's that have not been answered, oldest first."""
        ...

    async def rows(self, community: str, made: str, part: int) -> Sequence[Row]:
        """The links of a part, counted from 0."""
        ...

    async def became(self, community: str, made: str, part: int, resources: Sequence[str]) -> None:
        """Keep which resources a part has become; its links are forgotten."""
        ...

    async def resources(self, community: str, made: str, part: int) -> Sequence[str]:
        """The resources a part has become."""
        ...

    async def forget(self, community: str, made: str) -> None:
        """Forget the links of an import and what became of them; the import itself stays."""
        ...

    async def turn(self, community: str) -> int:
        """How often the addresses of this community's feeds have been replaced."""
        ...

    async def next_turn(self, community: str) -> int:
        """Replace them: those made so far lead nowhere from now on."""
        ...


class KeepingWork(ResourcesWork, Protocol):
    """The stores a unit of work offers to this part."""

    @property
    def keeping(self) -> KeepingRepository: ...
