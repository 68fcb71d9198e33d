"""What talks ask of the store; every call demands the community, or a thread's own address."""

from collections.abc import Sequence
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository
from communitybot.threads.log import Copy, Gap, Line, Thread

KnownLines = dict[int, tuple[object, Line]]
"""Lines that were read before, by number, each with what the database had of it."""


class Log(Protocol):
    """Lines, threads, and which lines stand where, of all talks of one kind."""

    async def append(self, community: str, talk: str, lines: Sequence[Line], /) -> Sequence[Line]:
        """Number lines after the last of the log and keep them; holds the talk.

        Numbers have no gaps. A line whose `ref` the log has already is left out of what is returned and
        gets no number: it was heard before.
        """
        ...

    async def line(self, community: str, talk: str, number: int, /) -> Line | None: ...

    async def by_ref(self, ref: MessageRef) -> tuple[str, Line] | None:
        """The community and the line a message of a person is; the address names the talk."""
        ...

    async def by_copy(self, community: str, talk: str, room: PlaceAddress, batch: int, /) -> Sequence[Line]:
        """The lines that stand in one message of ours, in order."""
        ...

    async def reword(self, community: str, line: Line) -> None:
        """Keep a line as it is now: words, question, whether it was moved, edited, removed.

        A removed line keeps no words.
        """
        ...

    async def lines(
        self,
        community: str,
        talk: str,
        /,
        *,
        after: int = 0,
        said: bool = False,
        thread: PlaceAddress | None = None,
        question: int | None = None,
        limit: int | None = None,
        known: KnownLines | None = None,
    ) -> Sequence[Line]:
        """Lines in order, those after a number, said in a `thread` or under a `question`.

        `said`: words of people that stand.

        A line that is `known` and has not changed is given again, the same object; the others become known.
        """
        ...

    async def open_rooms(self, threads: Sequence[Thread]) -> None:
        """Keep new rooms of a talk; those known are left as they are."""
        ...

    async def threads(self, community: str, talk: str, /) -> Sequence[Thread]: ...

    async def thread_at(self, place: PlaceAddress) -> Thread | None:
        """The thread at an address; the address names its community."""
        ...

    async def unopened(self, room: PlaceAddress) -> Sequence[Thread]:
        """The threads of a room that are not known to be open; the address names their community."""
        ...

    async def save_thread(self, thread: Thread) -> None: ...

    async def copied(self, community: str, talk: str, copies: Sequence[Copy], /) -> None: ...

    async def copies_of(self, community: str, talk: str, line: int, /) -> Sequence[Copy]: ...

    async def gap(self, community: str, talk: str, gap: Gap, /) -> None: ...

    async def gaps(self, community: str, talk: str, /) -> Sequence[Gap]: ...


class ThreadsWork(Protocol):
    """The stores a unit of work offers to this package; each kind of talk has its log beside them."""

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...
