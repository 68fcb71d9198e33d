"""What profiles ask of the store; every call demands the community."""

from collections.abc import Sequence
from typing import Protocol

from communitybot.people.model import Profile
from communitybot.people.repository import PeopleWork


class ProfileRepository(Protocol):
    """The profiles of each community."""

    async def get(self, community: str, person: str) -> Profile | None: ...

    async def keep(self, community: str, profile: Profile) -> None:
        """Keep a profile in place of what it was; that of nobody here is not kept."""
        ...

    async def clear(self, community: str, person: str) -> bool:
        """Forget a profile; whether there was one."""
        ...

    async def findable(
        self, community: str, *, but: Sequence[str], limit: int
    ) -> Sequence[tuple[str, Profile]]:
        """Names and profiles of those who may be found, the last changed first."""
        ...


class ProfileWork(PeopleWork, Protocol):
    """The stores a unit of work offers to profiles."""

    @property
    def profiles(self) -> ProfileRepository: ...
