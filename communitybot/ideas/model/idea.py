"""What an idea is: frozen values; who is in its team, who supports it, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where an idea stands, in the words people read."""

    DRAFT = "draft"  # only whoever writes it sees it
    SUBMITTED = "submitted"  # a moderator reads it before others do
    SEED = "seed"
    DEVELOPING = "developing"
    TEAM = "team formed"
    REVIEW = "critical-friend review"
    MODEL = "logic model ready"
    LAB = "local lab"
    IMPLEMENTING = "in implementation"
    REPORTED = "outcome reported"
    MERGED = "merged"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"

    @property
    def open(self) -> bool:
        """Whether everybody in the community sees it and it goes on."""
        return self in GROWING

    @property
    def seen(self) -> bool:
        """Whether everybody in the community may look at it: it was published, whatever became of it."""
        return self in GROWING or self in {Stage.MERGED, Stage.PARKED}


GROWING = (
    Stage.SEED,
    Stage.DEVELOPING,
    Stage.TEAM,
    Stage.REVIEW,
    Stage.MODEL,
    Stage.LAB,
    Stage.IMPLEMENTING,
    Stage.REPORTED,
)
"""The stages of a published idea, in the order it grows through them."""


class Category(StrEnum):
    """What an idea is about, after the categories of the first Teach to Lead ideas."""

    LEADERSHIP = "teacher leadership roles"
    LEARNING = "professional learning"
    COLLABORATION = "collaboration and time"
    CURRICULUM = "curriculum and assessment"
    CULTURE = "school culture"
    FAMILIES = "families and community"
    MENTORING = "mentoring and retention"
    TECHNOLOGY = "technology"
    EQUITY = "equity and access"
    POLICY = "policy"


class Role(StrEnum):
    """What somebody brings to a team; a team has at least one classroom teacher."""

    TEACHER = "classroom teacher"
    COACH = "coach or specialist"
    PRINCIPAL = "school leader"
    DISTRICT = "district staff"
    RESEARCHER = "researcher"
    PARTNER = "family or community partner"
    WRITER = "writer or communicator"


class Joining(StrEnum):
    """How far somebody is in joining a team."""

    ASKED = "asked"  # they pressed Join, and the author has not answered
    INVITED = "invited"  # the author asked them, and they have not answered
    MEMBER = "member"
    LEFT = "left"
    NOT_NOW = "not now"  # one of the two said so, kindly


@dataclass(frozen=True, slots=True)
class Author:
    """Who an idea is from; both authors of merged ideas are credited."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """One idea of a community.

    `need`, `approach`, `benefits` and `helps` are its author's words, at most `MOST_WORDS` together.
    `roles` are those its team still looks for. `place` is where it would happen, as it was typed.
    `authors` has whoever wrote it first; `anonymous` hides them from members (moderators see them).
    `votes`, `follows` and `team` (its members, authors among them) are counted by the store whenever a row
    they count changes. `lines` is the number of the last line of its discussion. `said` is when anybody last
    did or said anything about it, `moved` when it came to its stage, `reworded` when its author last gave it
    another title, need or approach after others could read it. `reason` is why it was declined, parked
    or withdrawn, in a moderator's or its author's words. `into` is the idea it was merged into.
    `revision` rises with every change of what others see. Moments are aware, in UTC.
    """

    id: str
    community: str
    stage: Stage = Stage.DRAFT
    title: str
    need: str = ""
    approach: str = ""
    benefits: str = ""
    helps: str = ""
    roles: tuple[Role, ...] = ()
    category: Category | None = None
    tags: tuple[str, ...] = ()
    place: str = ""
    authors: tuple[Author, ...]
    anonymous: bool = False
    votes: int = 0
    follows: int = 0
    team: int = 1
    lines: int = 0
    created: datetime
    submitted: datetime | None = None
    published: datetime | None = None
    moved: datetime | None = None
    said: datetime | None = None
    reworded: datetime | None = None
    reason: str = ""
    into: str | None = None
    revision: int = 0

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"idea:{self.id}"

    @property
    def author(self) -> Author:
        """Whoever posted it."""
        return self.authors[0]

    def by(self, person: str) -> bool:
        """Whether it is somebody's own."""
        return any(author.person == person for author in self.authors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody's place in a team; authors are members from the start. `note` is what they wrote with it."""

    person: str
    name: str
    role: Role
    joining: Joining = Joining.MEMBER
    note: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSettings:
    """What administrators decide about ideas.

    `reviewed`: a moderator reads each idea before others do. `anonymous`: authors may hide their name from
    members. `outcomes_public`: anybody on the web may read the page of outcomes. `prompts`: a question comes
    to the ideas rooms each week on `weekday` (0 is Monday) at `hour` in the community's zone.
    """

    reviewed: bool = True
    anonymous: bool = False
    outcomes_public: bool = False
    prompts: bool = True
    weekday: int = 0
    hour: int = 15


MOST_WORDS = 300
"""Words of need, approach, who benefits and help wanted together, as Teach to Lead had it."""
