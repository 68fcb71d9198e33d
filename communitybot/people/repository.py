"""What the rest of the core asks of the store of people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.communities.repository import Codes, CommunityRepository
from communitybot.conversation.addresses import PersonAddress, SpaceAddress
from communitybot.people.model import Person, Sighting

Date = tuple[str, datetime]
"""One date: the event, and its wall-clock start by the rule."""


class PeopleRepository(Protocol):
    """The people of each community; but for `sighting`, every call demands the community."""

    async def get(self, community: str, person: str, *, hold: bool = False) -> Person | None:
        """The person; with `hold`, other units that hold them wait until this one has ended."""
        ...

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Person]:
        """Those of the ids that are people of this community, in one read."""
        ...

    async def by_account(self, community: str, account: PersonAddress) -> Person | None: ...

    async def named(self, community: str, text: str, limit: int) -> Sequence[Person]:
        """People whose name, or a word in it, begins with the text: exact names first, then by name.

        Capitals and accents do not count.
        """
        ...

    async def sighting(self, account: PersonAddress) -> Sighting | None:
        """Whose account it is, in one read. An account lies in one space, so it names its community."""
        ...

    async def add(self, person: Person) -> Person:
        """Store a new person, once for each account: gives back whoever has the first account already."""
        ...

    async def save(self, person: Person) -> None:
        """Store a person as they are now, new or known; an account of somebody else's stays theirs."""
        ...

    async def reach_elsewhere(self, community: str, space: SpaceAddress) -> None:
        """Whoever used an account of this space last is written to on another of theirs, if they have one."""
        ...


class PeopleWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...


class Links(Codes, Protocol):
    """Codes, and the union itself."""

    async def shared(self, community: str, one: str, other: str) -> tuple[int, int]:
        """How many dates the second person answered, and how many of them the first did as well."""
        ...

    async def unite(self, kept: Person, gone: Person) -> Sequence[Date]:
        """Make one person of two; returns the dates both had answered."""
        ...
