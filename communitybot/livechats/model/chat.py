"""What a live chat is: frozen values; its questions, its hosts, how it runs and where it stands."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Form(StrEnum):
    """How a chat takes its time."""

    HOUR = "hour"
    SPARK = "spark"  # fifteen minutes, a question or two
    SLOW = "slow"  # days, so that nobody's evening is taken


class Pace(StrEnum):
    """When the questions of a chat are asked."""

    EVENLY = "evenly"  # the time there is, shared among them
    DAILY = "one a day"
    AT_ONCE = "all at once"


class Stage(StrEnum):
    DRAFT = "draft"  # only whoever plans it sees it
    COMING = "coming"
    LIVE = "live"
    OVER = "over"  # late answers may still be open
    CANCELLED = "cancelled"


class Phase(StrEnum):
    """What is going on in a live chat; before it and after it there is none."""

    NONE = "none"
    INTRODUCTIONS = "introductions"
    QUESTION = "question"
    CLOSING = "closing"


class Archiving(StrEnum):
    """Whether a chat is archived. An administrator decides; until then a host's wish changes nothing."""

    OFF = "off"
    WISHED = "wished"
    ON = "on"

    @property
    def on(self) -> bool:
        return self is Archiving.ON


@dataclass(frozen=True, slots=True)
class Host:
    """Who hosts: a member (`person` is our id) or a guest known by name only. The first is in charge."""

    name: str
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. `minutes` is how long it stays open when its host said so; `by` asked it, in guest mode.

    `left_out` questions are not asked; `asked` is when it was.
    """

    text: str
    minutes: int | None = None
    by: str = ""
    left_out: bool = False
    asked: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Where a live chat stands now.

    `question` counts from 1 (0 before the first). `until` is when the phase ends, `since` when it began;
    while it is paused `left` is what was left of it. `step` rises with every change of course: what was
    planned for an earlier step is overtaken.
    """

    phase: Phase = Phase.NONE
    question: int = 0
    since: datetime | None = None
    until: datetime | None = None
    left: timedelta | None = None
    step: int = 0

    @property
    def paused(self) -> bool:
        return self.left is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One live chat: one date of an event (`event`, `original` wall-clock start by its rule).

    `start` and `end` are aware, in UTC. `introductions` is how long people introduce themselves. `ahead`
    says that the questions are shown before the chat. `late` is for how long after the end answers are
    still taken. `guest` is the visitor whom the audience may ask; empty when there is none. `chair` is the
    member in charge now, and `seen` when a host last did or said anything. `published` is whether the
    archive is open to everybody, `listed` whether search engines may know it. `lines` is the number of the
    last line of its log. `revision` rises whenever what an archive page shows may have changed.
    """

    id: str
    community: str
    event: str
    original: datetime
    title: str
    hashtag: str = ""
    zone: str
    start: datetime
    end: datetime
    form: Form = Form.HOUR
    pace: Pace = Pace.EVENLY
    hosts: tuple[Host, ...] = ()
    questions: tuple[Question, ...] = ()
    ahead: bool = False
    introductions: timedelta = timedelta(minutes=5)
    late: timedelta = timedelta()
    guest: str = ""
    archiving: Archiving = Archiving.OFF
    published: bool = False
    listed: bool = False
    stage: Stage = Stage.DRAFT
    run: Run = field(default_factory=Run)
    chair: str | None = None
    seen: datetime | None = None
    ended: datetime | None = None
    lines: int = 0
    revision: int = 0
    created_by: str | None = None
    created_at: datetime

    @property
    def subject(self) -> str:
        """The outbox subject of all that this chat has promised."""
        return f"chat:{self.id}"

    @property
    def name(self) -> str:
        """What people call it: its hashtag, else its title."""
        return f"#{self.hashtag}" if self.hashtag else self.title

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions there are, those left out not counted."""
        return tuple(question for question in self.questions if not question.left_out)

    @property
    def current(self) -> Question | None:
        """The question that is open now."""
        if self.run.phase is not Phase.QUESTION or not 1 <= self.run.question <= len(self.questions):
            return None
        return self.questions[self.run.question - 1]

    def hosted_by(self, person: str) -> bool:
        return self.chair == person or any(host.person == person for host in self.hosts)

    def takes_words(self, at: datetime) -> bool:
        """Whether what people say at a moment belongs to it: while it is live, and late answers after."""
        if self.stage is Stage.LIVE:
            return True
        return self.stage is Stage.OVER and self.ended is not None and at < self.ended + self.late

    @property
    def takes_reflections(self) -> bool:
        """Whether people may say what they take away: from its closing on."""
        return self.stage is Stage.OVER or (self.stage is Stage.LIVE and self.run.phase is Phase.CLOSING)


class Showing(StrEnum):
    """How somebody appears in archives, as they chose; before they choose, without their name."""

    NAME = "name"
    INITIALS = "initials"
    EDUCATOR = "educator"
    LEFT_OUT = "left out"
