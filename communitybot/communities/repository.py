"""What the rest of the core asks of the store of communities."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.communities.model import Community, Contents, LinkCode
from communitybot.conversation.addresses import PersonAddress, SpaceAddress


class CommunityRepository(Protocol):
    """Every community, whole: settings, spaces, rooms and hosts together."""

    async def get(self, community: str, *, hold: bool = False) -> Community | None:
        """The community; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def many(self, ids: Sequence[str]) -> Mapping[str, Community]:
        """Those of the ids that are communities, in one read."""
        ...

    async def losing(self, ids: Sequence[str]) -> Mapping[str, Community]:
        """Those of the ids that have a room nothing can be posted in now: few, and cheap to find."""
        ...

    async def by_space(self, space: SpaceAddress, *, hold: bool = False) -> Community | None:
        """The community of a space, also of one the bot was removed from."""
        ...

    async def by_slug(self, slug: str) -> Community | None:
        """The community of that slug, also of one that has joined it since."""
        ...

    async def by_name(self, name: str) -> Community | None:
        """The community of that slug, else the oldest of that name (capitals and accents do not count)."""
        ...

    async def every(self) -> Sequence[Community]:
        """All communities, oldest first."""
        ...

    async def spaces(self, platform: str) -> Sequence[SpaceAddress]:
        """The spaces of a platform that the bot is in."""
        ...

    async def add(self, community: Community) -> Community:
        """Store a new community, once for each space: gives back the one that has its space already.

        A slug that is taken gets a number. Two units adding one space at once end with one community.
        """
        ...

    async def save(self, community: Community) -> None:
        """Store a community as it is now, new or known."""
        ...

    async def greet(self, space: SpaceAddress, person: str, at: datetime) -> bool:
        """Note who is shown how to set a space up; False when somebody was before, or it is set up."""
        ...

    async def greeted(self, space: SpaceAddress) -> str | None:
        """Who was shown how to set a space up: the administrator of it that is known."""
        ...

    async def may_settle(self, community: str, person: str) -> bool:
        """Whether somebody was shown how to set a space of the community up, and it was not done yet."""
        ...

    async def settle(self, community: str) -> None:
        """Note that every space the community has is set up, or need not be."""
        ...


class Member(Protocol):
    """As much of a person as a community needs to know them by."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


class Members(Protocol):
    """Who belongs to a community; the store of people answers."""

    async def by_account(self, community: str, account: PersonAddress) -> Member | None: ...

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Member]: ...


class CommunityWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> Members: ...


class Codes(Protocol):
    """The codes that are kept; the store answers."""

    async def keep(self, code: LinkCode, *, forget_before: datetime) -> None:
        """Store a new code, and forget those that expired long ago."""
        ...

    async def code(self, hashed: str) -> LinkCode | None: ...

    async def use(self, hashed: str, at: datetime) -> bool:
        """Note that a code is used; False when it was used before."""
        ...


class GaveWay(Exception):
    """Somebody was at work on the same rows, so nothing was moved: try again in a moment."""


class Links(Codes, Protocol):
    """Codes, and the move itself."""

    async def contents(self, community: str, beside: str) -> Contents: ...

    async def join(self, community: str, into: str) -> None:
        """Give everything of one community to another; repeated, it gives what was added meanwhile.

        Raises:
            GaveWay: rather than let others wait.
        """
        ...
