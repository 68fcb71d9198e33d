"""What somebody asks colleagues for, and the resources they are answered with: frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Sharer

WORDS_MOST = 300
OPEN_FOR = timedelta(days=30)
MOST_OPEN = 5  # open requests of one person: a room is no list of wishes
MOST_OFFERS = 5  # resources shared later of which its asker is told by themselves


class Stage(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"  # only its asker sees it
    OPEN = "open"
    CLOSED = "closed"


class Ending(StrEnum):
    """Why a request is closed."""

    HELPED = "helped"  # its asker said that an answer helped
    TAKEN_BACK = "taken back"  # its asker closed it
    PUT_ASIDE = "put aside"  # a host or an administrator closed it
    LAPSED = "lapsed"  # its time was over


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A wish for a resource, as its asker put it.

    `grades`, `kind` and `login` are what the answers have to be, where that was said: `login` False asks for
    what needs none. `room` is where its card is posted. `needs` (who else needs it) and `answers` (shared
    resources that colleagues answered with) are counted by the store. `revision` rises with every change of
    what others see. Moments are aware, in UTC.
    """

    id: str
    community: str
    stage: Stage = Stage.DRAFT
    words: str
    grades: tuple[Grade, ...] = ()
    kind: Kind | None = None
    login: bool | None = None
    asker: Sharer
    room: PlaceAddress | None = None
    added: datetime
    opened: datetime | None = None
    closed: datetime | None = None
    ending: Ending | None = None
    needs: int = 0
    answers: int = 0
    revision: int = 0

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"request:{self.id}"

    @property
    def seen(self) -> bool:
        """Whether everybody in the community sees it."""
        return self.stage is not Stage.DRAFT

    @property
    def unsaid(self) -> bool:
        """Whether its words are gone for others: a host closed it, or its asker before anybody answered."""
        taken_back = self.ending is Ending.TAKEN_BACK and not self.answers
        return self.ending is Ending.PUT_ASIDE or taken_back

    def by(self, person: str) -> bool:
        """Whether somebody asked it."""
        return self.asker.person == person


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A resource a request was answered with. `offered`: nobody named it, it was shared later and fits."""

    resource: str
    by: Sharer
    at: datetime
    offered: bool = False
    helped: bool = False
