"""What consultations ask of the store; every call demands the community."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from communitybot.communities.repository import CommunityRepository
from communitybot.consultations.model.consultation import Consultation, Stage
from communitybot.consultations.model.response import Response
from communitybot.outbox.entry import Outbox
from communitybot.people.repository import PeopleRepository
from communitybot.threads.log import Thread
from communitybot.threads.repository import Log


class ConsultationRepository(Protocol):
    """Consultations, and what people answered."""

    async def add(self, consultation: Consultation) -> None: ...

    async def save(self, consultation: Consultation) -> None:
        """Store a consultation as it is now; its `revision` never goes back."""
        ...

    async def delete(self, community: str, consultation: str) -> None:
        """Forget one with all that hangs on it; only drafts are."""
        ...

    async def get(self, community: str, consultation: str, *, hold: bool = False) -> Consultation | None:
        """The consultation; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def addressed(self, consultation: str) -> Consultation | None:
        """The one that a web address names, whosoever's it is.

        The address carries no community: whoever asks checks first what the address entitles to.
        """
        ...

    async def at_stage(
        self, community: str, stages: Sequence[Stage], *, limit: int, offset: int = 0
    ) -> Sequence[Consultation]:
        """Those at one of the stages: closed and called off latest first, others soonest to close first."""
        ...

    async def drafts(self, community: str, person: str, *, limit: int) -> Sequence[Consultation]:
        """Somebody's own drafts, latest first."""
        ...

    async def named(
        self, community: str, text: str, *, limit: int, person: str | None = None
    ) -> Sequence[Consultation]:
        """Those whose title has words that begin with these, latest first: seen ones, and `person`'s own."""
        ...

    async def respond(self, community: str, consultation: str, response: Response) -> bool:
        """Keep what somebody answered in place of what they had; whether it is their first.

        The `id` and `first` of what they had stay. Kept once a person, however often it is repeated.
        """
        ...

    async def withdraw(self, community: str, consultation: str, person: str) -> bool:
        """Forget what somebody answered; whether there was anything."""
        ...

    async def response(self, community: str, consultation: str, person: str) -> Response | None: ...

    async def responses(self, community: str, consultation: str) -> Sequence[Response]:
        """All of them, first come first."""
        ...

    async def counts(self, community: str, consultations: Sequence[str]) -> Mapping[str, int]:
        """How many people answered each."""
        ...

    async def answered(self, community: str, consultations: Sequence[str], person: str) -> frozenset[str]:
        """Those of them that somebody answered."""
        ...

    async def of_person(self, community: str, person: str) -> Sequence[str]:
        """All that somebody answered, by id."""
        ...


class Hearings(Log, Protocol):
    """What is said about consultations, and the threads it is said and shown in."""

    async def heard(self, thread: Thread, until: datetime) -> None:
        """Keep that everything said in a thread until then is known; what is known already stays so."""
        ...

    async def listened(self, platform: str, since: datetime) -> Sequence[tuple[Thread, Consultation]]:
        """The open threads of a platform whose consultations are open, or were closed after `since`."""
        ...


class ConsultsWork(Protocol):
    """The stores a unit of work offers to this package."""

    @property
    def consultations(self) -> ConsultationRepository: ...

    @property
    def hearings(self) -> Hearings: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> PeopleRepository: ...
