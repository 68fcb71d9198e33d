"""What digests and suggestions ask of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.conversation.addresses import PlaceAddress
from communitybot.people.profile_repository import ProfileRepository
from communitybot.resources.model.digest import Digest, Fresh, Leaning, Wanted
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork


class DigestRows(Protocol):
    """The digests themselves, and what each told."""

    async def keep(self, digest: Digest) -> None:
        """Store a digest as it is now, new or known."""
        ...

    async def get(self, community: str, digest: str, *, hold: bool = False) -> Digest | None:
        """The digest; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def drop(self, community: str, digest: str) -> bool:
        """Forget a digest and what it told; False when there is none."""
        ...

    async def of_person(self, community: str, person: str) -> Sequence[Digest]:
        """What comes to somebody in private, and what they were shown and did not begin; oldest first."""
        ...

    async def of_rooms(self, community: str) -> Sequence[Digest]:
        """What comes to rooms, oldest first."""
        ...

    async def of_room(self, community: str, room: PlaceAddress) -> Sequence[Digest]: ...

    async def retag(self, community: str, old: str, new: str) -> None:
        """Let digests that hold what has one tag hold what has another."""
        ...

    async def fresh(
        self,
        community: str,
        digest: str,
        after: tuple[datetime, str],
        until: datetime,
        *,
        limit: int,
    ) -> Sequence[tuple[datetime, Fresh]]:
        """Shared resources that were not told yet where it comes, by when they were shared and their ids.

        What another digest told the same person, or the same room, is told. `after` is a moment and an id:
        those behind it come first.
        """
        ...

    async def tell(self, community: str, digest: str, resources: Sequence[str]) -> None:
        """Note that a digest told of resources."""
        ...


class Leanings(Protocol):
    """What is known of somebody's taste: nothing but what they can see themselves."""

    async def leanings(self, community: str, person: str, *, limit: int) -> Sequence[Leaning]:
        """Shared resources somebody saved or tried, latest first."""
        ...

    async def near(self, community: str, wanted: Wanted, *, each: int) -> Sequence[Resource]:
        """The newest shared resources of each tag and subject, and those for any of some grades."""
        ...

    async def dismissed(self, community: str, person: str) -> frozenset[str]:
        """What somebody does not want to be shown again."""
        ...

    async def dismiss(self, community: str, person: str, resource: str, *, on: bool, at: datetime) -> None:
        """Show somebody a resource no more, or again; twice is as once."""
        ...


class DigestRepository(DigestRows, Leanings, Protocol):
    """Digests, and what somebody's suggestions stand on."""


class DigestWork(ResourcesWork, Protocol):
    """The stores this part uses."""

    @property
    def digests(self) -> DigestRepository: ...

    @property
    def profiles(self) -> ProfileRepository: ...
