"""What a consultation is: frozen values; who asks what, for how long, and what it came to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from communitybot.conversation.addresses import PlaceAddress

USUAL_LEAST = 5
"""From how many answers on counts are shown, unless whoever opens it says otherwise."""


class Stage(StrEnum):
    """Where a consultation stands, in the words people read."""

    DRAFT = "draft"  # only whoever made it sees it
    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "called off"  # before it was ever open


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    SCALE = "scale"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole numbers from `least` to `most`."""

    least: int
    most: int

    @property
    def points(self) -> tuple[int, ...]:
        return tuple(range(self.least, self.most + 1))


@dataclass(frozen=True, slots=True)
class Question:
    """One question. With neither choices nor a scale it is answered in one's own words."""

    text: str
    choices: tuple[str, ...] = ()
    scale: Scale | None = None

    @property
    def kind(self) -> Kind:
        if self.scale is not None:
            return Kind.SCALE
        return Kind.CHOICE if self.choices else Kind.WORDS


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: somebody who decides, or speaks for those who do; `person` if they are a member here."""

    name: str
    role: str = ""
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """One consultation of a community.

    `opens` is when it is to open; None is as soon as its maker says so. `opened` and `closed` are when it
    did. `rooms` are where it is shown; none are those for ideas. Counts are shown of a question from `least`
    answers on. `spoken` says whether words in its threads are kept; that is settled when it opens. `reply` is
    what the asker did with it, `replied` when that was first told. `revision` rises with every change others
    see. Moments are aware, in UTC.
    """

    id: str
    community: str
    stage: Stage = Stage.DRAFT
    title: str
    asker: Asker
    why: str
    used: str
    questions: tuple[Question, ...]
    opens: datetime | None = None
    closes: datetime
    opened: datetime | None = None
    closed: datetime | None = None
    zone: str
    rooms: tuple[PlaceAddress, ...] = ()
    least: int = USUAL_LEAST
    spoken: bool = True
    reply: str = ""
    replied: datetime | None = None
    created_by: str
    created_at: datetime
    revision: int = 0

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"consult:{self.id}"

    def question(self, number: int) -> Question | None:
        """The question of a number, counted from 1."""
        return self.questions[number - 1] if 1 <= number <= len(self.questions) else None

    def takes_answers(self, now: datetime) -> bool:
        """Whether answers are taken: not any more from its close on, also if nothing has closed it yet."""
        return self.stage is Stage.OPEN and now < self.closes
