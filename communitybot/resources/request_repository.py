"""What requests for resources ask of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.resources.model.request import Reply, Request
from communitybot.resources.model.resource import Resource, Sharer
from communitybot.resources.repository import ResourcesWork


class Requests(Protocol):
    """Requests, who else needs the same, and the resources they are answered with."""

    async def add(self, request: Request) -> None: ...

    async def save(self, request: Request) -> None:
        """Store a request as it is now, but for what the store counts."""
        ...

    async def delete(self, community: str, request: str) -> None:
        """Forget a draft; nothing else is forgotten."""
        ...

    async def get(self, community: str, request: str, *, hold: bool = False) -> Request | None:
        """The request; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def draft(self, community: str, person: str) -> Request | None:
        """What somebody has begun to ask; there is one at a time."""
        ...

    async def waiting(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Request]:
        """Open ones: those without an answer first, of them the oldest."""
        ...

    async def of(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[Request]:
        """Those somebody asked or needs too, open ones first, of them the latest; drafts are not."""
        ...

    async def count_open(self, community: str, person: str) -> int:
        """How many open requests somebody has."""
        ...

    async def fitting(self, community: str, resource: Resource, *, limit: int) -> Sequence[Request]:
        """Open ones a resource may answer: by most of their telling words, and what they have to be."""
        ...

    async def likely(self, community: str, request: Request, *, limit: int) -> Sequence[Resource]:
        """Shared resources that may be what is asked for, those that say most of its words first."""
        ...

    async def need(self, community: str, request: str, who: Sharer, at: datetime) -> bool:
        """Let somebody need it too; False when they did already."""
        ...

    async def need_no_more(self, community: str, request: str, person: str) -> bool:
        """Let somebody not need it any more; False when they did not."""
        ...

    async def needers(self, community: str, request: str) -> Sequence[str]:
        """Who needs it too, in the order they said so."""
        ...

    async def reply(self, community: str, request: str, reply: Reply) -> bool:
        """Keep a reply; False when it is there already. A person's replaces one that was offered."""
        ...

    async def replies(self, community: str, request: str) -> Sequence[Reply]:
        """Replies, oldest first; those that were offered among them."""
        ...

    async def helped(self, community: str, request: str, resource: str) -> None:
        """Mark a reply as the one that helped."""
        ...

    async def replied_with(self, community: str, resources: Sequence[str]) -> Sequence[str]:
        """The requests that were answered with any of some resources."""
        ...


class RequestsWork(ResourcesWork, Protocol):
    """The stores a unit of work offers to what is asked for."""

    @property
    def requests(self) -> Requests: ...
