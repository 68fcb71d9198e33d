"""What ideas ask of the store; every call demands the community."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.ideas.model.idea import Idea, IdeaSettings, Joining, Member, Stage
from communitybot.ideas.views import IdeaQuery, Page
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository
from communitybot.threads.log import Thread
from communitybot.threads.repository import Log


class Ideas(Protocol):
    """The ideas themselves, and the lists of them."""

    async def add(self, idea: Idea) -> None: ...

    async def save(self, idea: Idea) -> None:
        """Store an idea as it is now, but for what the store counts: votes, follows, team, lines.

        Its `revision` never goes back. Its words are found by `similar` from then on, if it is seen.
        """
        ...

    async def delete(self, community: str, idea: str) -> None:
        """Forget an idea with all that hangs on it; only drafts are."""
        ...

    async def get(self, community: str, idea: str, *, hold: bool = False) -> Idea | None:
        """The idea; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def many(self, community: str, ids: Sequence[str]) -> Sequence[Idea]:
        """Those of the ids that are ideas of this community, in the order given."""
        ...

    async def listed(self, community: str, query: IdeaQuery) -> Page: ...

    async def similar(
        self, community: str, text: str, *, limit: int, but: str | None = None
    ) -> Sequence[Idea]:
        """Seen ideas that share the most telling words with a text, the likest first; none that share few.

        Words weigh by how rare they are in the community's ideas, titles count more, accents and capitals
        do not count, and a word is found by another ending of it.
        """
        ...

    async def named(self, community: str, text: str, *, limit: int, person: str | None) -> Sequence[Idea]:
        """Ideas whose title has words that begin with these: those seen, and the `person`'s own."""
        ...

    async def active(self, community: str, *, limit: int) -> Sequence[Idea]:
        """Open ideas, those first about which anybody did or said something last."""
        ...

    async def waiting(self, community: str, *, limit: int) -> Sequence[Idea]:
        """Submitted ideas, longest waiting first."""
        ...

    async def waits(self, community: str, *, limit: int = 20) -> Sequence[timedelta]:
        """How long the last ideas that were published or declined had waited for it."""
        ...

    async def decided(self, community: str, idea: str, *, at: datetime) -> None:
        """Note when a submitted idea was published or declined."""
        ...

    async def settings(self, community: str) -> IdeaSettings: ...

    async def set(self, community: str, settings: IdeaSettings) -> None: ...


class Backing(Protocol):
    """Who supports and follows ideas, and who works on them. Repeating a call changes nothing."""

    async def vote(self, community: str, idea: str, person: str, *, on: bool, at: datetime) -> int:
        """Keep whether somebody supports an idea; returns how many do. An author's own does not count."""
        ...

    async def voted(self, community: str, idea: str, person: str) -> datetime | None:
        """Since when somebody supports an idea; None when they do not."""
        ...

    async def follow(self, community: str, idea: str, person: str, *, on: bool, at: datetime) -> int:
        """Keep whether somebody follows an idea; returns how many do."""
        ...

    async def followed(self, community: str, idea: str, person: str) -> datetime | None:
        """Since when somebody follows an idea; None when they do not."""
        ...

    async def followers(self, community: str, idea: str) -> Sequence[str]:
        """Whoever follows it, in the order they began to; authors and members are told without that."""
        ...

    async def enrol(self, community: str, idea: str, member: Member) -> None:
        """Keep somebody's place in the team as it is now, in place of what it was."""
        ...

    async def members(
        self, community: str, idea: str, joining: Sequence[Joining] = (Joining.MEMBER,)
    ) -> Sequence[Member]:
        """The people at one of these points of joining, first come first."""
        ...

    async def held_by(
        self, community: str, person: str, *, stages: Sequence[Stage] = ()
    ) -> Sequence[tuple[Idea, Member]]:
        """The ideas somebody works on, latest first, each with their place in it."""
        ...


class IdeaRepository(Ideas, Backing, Protocol):
    """Ideas and who stands behind them."""


class Discussions(Log, Protocol):
    """What is said about ideas, and the threads it is said and shown in."""

    async def heard(self, thread: Thread, until: datetime) -> None:
        """Keep that everything said in a thread until then is known; what is known already stays so."""
        ...

    async def hush(self, community: str, idea: str, *, before: datetime | None = None) -> int:
        """Blank what people said for good, or what they said before a moment; returns how many lines."""
        ...

    async def listened(self, platform: str, since: datetime, *, limit: int) -> Sequence[tuple[Thread, Idea]]:
        """The open threads of a platform whose ideas go on, or have come to an end after `since`.

        Those that people talked in last come first.
        """
        ...


class IdeasWork(Protocol):
    """The stores a unit of work offers to this package; its parts declare what else they use."""

    @property
    def ideas(self) -> IdeaRepository: ...

    @property
    def discussions(self) -> Discussions: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...
