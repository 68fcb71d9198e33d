"""What resources ask of the store; every call demands the community."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository
from communitybot.resources.model.resource import Note, Resource, ResourceSettings
from communitybot.resources.views import Counted, Found, ResourceQuery


class Resources(Protocol):
    """The resources themselves, the lists of them, and the search through them."""

    async def add(self, resource: Resource) -> bool:
        """Keep a new one; False, and nothing is kept, when one with its canonical address is shared already.

        A draft never stands in the way of another's; only what others see (and what was hidden) does.
        """
        ...

    async def save(self, resource: Resource) -> bool:
        """Store a resource as it is now, but for what the store counts; False as in `add`.

        Its `revision` never goes back. Its words are found from then on, if everybody sees it, else not.
        """
        ...

    async def add_all(self, resources: Sequence[Resource]) -> frozenset[str]:
        """Keep many new ones of one community at once; the ids of those kept, as `add` has it."""
        ...

    async def delete(self, community: str, resource: str) -> None:
        """Forget a draft with all that hangs on it; one that was shared meanwhile stays."""
        ...

    async def get(self, community: str, resource: str, *, hold: bool = False) -> Resource | None:
        """The resource; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def many(self, community: str, ids: Sequence[str], *, hold: bool = False) -> Sequence[Resource]:
        """Those of the ids that are resources of this community, in the order given; `hold` as for one."""
        ...

    async def withdraw(self, some: Sequence[Resource]) -> Sequence[Resource]:
        """Take back many of one community that are held, all at once; gives them as they are then."""
        ...

    async def at(self, community: str, canonical: str) -> Resource | None:
        """The one that others see (or that was hidden) with this canonical address."""
        ...

    async def known(self, community: str, canonicals: Sequence[str]) -> frozenset[str]:
        """Those of some canonical addresses that are here already."""
        ...

    async def drafts(self, community: str, person: str, *, limit: int) -> Sequence[Resource]:
        """Somebody's drafts, latest first."""
        ...

    async def mine(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        """What somebody shared, latest first, whatever became of it but drafts."""
        ...

    async def sought(self, community: str, query: ResourceQuery) -> Found:
        """Shared resources that fit, best first: the same ones on every database.

        Words are taken by their stems; where fewer than a page fit, by their beginnings; where none do and
        the list is short, with a letter or two otherwise than typed.
        """
        ...

    async def named(self, community: str, text: str, *, limit: int, person: str | None) -> Sequence[Resource]:
        """Those whose title has words that begin with these: those shared, and the `person`'s own."""
        ...

    async def shared_since(self, community: str, person: str, after: datetime) -> int:
        """How many somebody shared after a moment, one by one; those that were taken back count as well."""
        ...

    async def tags(self, community: str, begins: str = "", *, limit: int) -> Sequence[Counted]:
        """Tags of shared resources, most used first."""
        ...

    async def subjects(self, community: str, begins: str = "", *, limit: int) -> Sequence[Counted]:
        """Subjects of shared resources, most used first."""
        ...

    async def untagged(self, community: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        """Shared resources without a tag, latest first."""
        ...

    def every(self, community: str) -> AsyncIterator[Resource]:
        """All shared resources, oldest first, read some at a time."""
        ...

    async def since(
        self, community: str, after: datetime, until: datetime, *, limit: int
    ) -> Sequence[Resource]:
        """Shared resources that others first saw in a span of time, oldest first."""
        ...

    async def settings(self, community: str) -> ResourceSettings: ...

    async def set(self, community: str, settings: ResourceSettings) -> None: ...

    async def drafts_in(self, room: PlaceAddress) -> str | None:
        """The community in whose settings links of this room become drafts; None where they do not."""
        ...

    async def asks(self, community: str, person: str) -> bool:
        """Whether somebody may be asked about links they said; everybody may who has not said otherwise."""
        ...

    async def ask(self, community: str, person: str, *, on: bool) -> None:
        """Keep whether somebody may be asked about links they said."""
        ...


class Notes(Protocol):
    """What people wrote on how they used a resource, and the files that are kept."""

    async def note(self, community: str, resource: str, note: Note) -> int:
        """Keep somebody's note in place of the one they had; an empty one takes it away. Returns how many."""
        ...

    async def noted(self, community: str, resource: str, *, limit: int) -> Sequence[Note]:
        """Notes, latest first."""
        ...

    async def noted_by(self, community: str, resource: str, person: str) -> Note | None:
        """Somebody's own note."""
        ...

    async def keep_file(
        self, community: str, resource: str, name: str, mime: str, content: bytes
    ) -> None: ...

    async def drop_file(self, community: str, resource: str) -> None:
        """Keep its file no longer; it is as well if there is none."""
        ...

    async def file(self, community: str, resource: str) -> tuple[str, str, bytes] | None:
        """Name, kind and content of the file kept with a resource."""
        ...


class ResourceRepository(Resources, Notes, Protocol):
    """Resources and what hangs on each."""


class ResourcesWork(Protocol):
    """The stores a unit of work offers to this package; its parts declare what else they use."""

    @property
    def resources(self) -> ResourceRepository: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...
