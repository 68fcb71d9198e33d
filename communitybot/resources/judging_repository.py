"""What judging resources asks of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.resources.model.collection import Collection, Helper, Item
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Asked, Check, Due, Report, Try
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork


class Tries(Protocol):
    """Who tried a resource, and who saved it."""

    async def tell_try(self, community: str, resource: str, tried: Try) -> None:
        """Keep what somebody tells in place of what they told before; the resource is counted anew."""
        ...

    async def untry(self, community: str, resource: str, person: str) -> bool:
        """Take away what somebody told; False when there was nothing."""
        ...

    async def tried(self, community: str, resource: str, person: str) -> Try | None: ...

    async def tries(self, community: str, resource: str, *, limit: int, offset: int = 0) -> Sequence[Try]:
        """What was told of a resource, latest first."""
        ...

    async def tried_grades(self, community: str, resource: str) -> Sequence[Grade]:
        """In which grades others than its sharer tried it, in their order."""
        ...

    async def told_to(
        self, community: str, sharer: str, after: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[str, Try]]:
        """What others told in a span of time of what somebody shared: resource and try, oldest first."""
        ...

    async def put_saved(self, community: str, resource: str, person: str, *, on: bool, at: datetime) -> int:
        """Save a resource for somebody, or no more; returns how many people have saved it."""
        ...

    async def is_saved(self, community: str, resource: str, person: str) -> bool: ...

    async def saved(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[str]:
        """Ids of what somebody saved, latest first."""
        ...


class Collections(Protocol):
    """Collections, who may work on them, and what is in them."""

    async def add_collection(self, collection: Collection) -> None: ...

    async def save_collection(self, collection: Collection) -> None:
        """Store name, words, sharing and moment of change as they are now."""
        ...

    async def drop_collection(self, community: str, collection: str) -> None: ...

    async def collection(
        self, community: str, collection: str, *, hold: bool = False
    ) -> Collection | None: ...

    async def owned(self, community: str, person: str) -> Sequence[Collection]:
        """All that somebody owns, by name."""
        ...

    async def collections(
        self, community: str, person: str, begins: str = "", *, limit: int, offset: int = 0
    ) -> Sequence[Collection]:
        """What somebody may look at, latest changed first: theirs, those they help with, and public ones.

        `begins`: only those of whose name a word begins so.
        """
        ...

    async def public_with(self, community: str, resources: Sequence[str]) -> Sequence[str]:
        """Ids of the collections everybody sees that hold any of some resources."""
        ...

    async def people(self, community: str, collection: str) -> Sequence[Helper]:
        """Whom its owner lets work on it, in the order they came."""
        ...

    async def let(self, community: str, collection: str, helper: Helper) -> None:
        """Give somebody a right, in place of the one they had."""
        ...

    async def unlet(self, community: str, collection: str, person: str) -> bool: ...

    async def items(
        self, community: str, collection: str, *, limit: int, offset: int = 0
    ) -> Sequence[Item]: ...

    async def put_item(self, community: str, collection: str, item: Item) -> bool:
        """Put a resource at the end; False when it is in already. Whoever calls holds the collection."""
        ...

    async def drop_item(self, community: str, collection: str, resource: str) -> bool: ...

    async def order(self, community: str, collection: str, resources: Sequence[str]) -> None:
        """Put what is in a collection in this order; what is not named follows. The collection is held."""
        ...


class Reports(Protocol):
    """Reports, and what checks came to."""

    async def report(self, community: str, resource: str, report: Report) -> Report:
        """Keep a report as the only open one of its person; returns it as it was kept."""
        ...

    async def reports(self, community: str, resource: str) -> Sequence[Report]:
        """Those not yet checked, oldest first."""
        ...

    async def reported_by(self, community: str, person: str) -> frozenset[str]:
        """Ids of what somebody has reported and nobody has checked yet."""
        ...

    async def check(self, community: str, resource: str, check: Check) -> Sequence[str]:
        """Note what a check came to, and close all reports; returns who had made them."""
        ...

    async def checked(self, community: str, resource: str) -> Check | None:
        """The last check."""
        ...

    async def to_check(self, community: str, *, limit: int) -> Sequence[Resource]:
        """Resources with reports not yet checked: those hidden first, then the longest waiting."""
        ...


class Links(Protocol):
    """When links were last asked, and which do not answer."""

    async def due(self, community: str, now: datetime, *, limit: int) -> Sequence[Due]:
        """Links of shared resources that are to be asked: those never asked, then the longest due."""
        ...

    async def links(self, community: str) -> int:
        """How many shared resources have a link."""
        ...

    async def has_links(self, community: str) -> bool:
        """Whether any shared resource has a link."""
        ...

    async def asked(self, community: str, resource: str) -> Asked | None: ...

    async def note_asked(self, community: str, asked: Asked) -> None: ...

    async def broken(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        """Shared resources whose link is broken, the longest first."""
        ...


class JudgingRepository(Tries, Collections, Reports, Links, Protocol):
    """What people make of resources."""


class JudgingWork(ResourcesWork, Protocol):
    """The stores judging uses."""

    @property
    def judging(self) -> JudgingRepository: ...
