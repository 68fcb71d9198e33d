"""What goes into the services of briefs and what comes out: wishes, and papers as one person sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communitybot.ideas.model.brief import AnswerKind, Brief, BriefAnswer, Outcome, Showing, Voice
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.page import BriefPage


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefWish:
    """A brief as it is typed; None leaves a thing as it is (or as the idea has it, in a new one)."""

    to: str | None = None
    role: str | None = None
    reply_by: date | None = None
    need: str | None = None
    evidence: str | None = None
    ask: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSeen:
    """One brief as one person sees it, with the address of its page."""

    brief: Brief
    idea: Idea
    page: BriefPage
    address: str
    teams: bool  # whether it is their team's
    authors: bool  # whether the idea is theirs
    showing: Showing | None  # how they stand on it, if they have chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Desktop:
    """All that goes from one idea to those who decide, as one person sees it."""

    idea: Idea
    briefs: Sequence[Brief]
    answers: dict[str, Sequence[BriefAnswer]]
    teams: bool
    voices: int
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """The words somebody lends to an idea: those that stand, and those they look at before they agree."""

    idea: Idea
    stands: Voice | None = None
    asked: Voice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWish:
    """An answer as the team types it; whoever the brief is for answered, today, unless it says otherwise."""

    kind: AnswerKind
    by: str = ""
    on: date | None = None
    words: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An answer that was recorded; `new` is false for one that was there already."""

    brief: Brief
    idea: Idea
    answer: BriefAnswer
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of an idea, as one person sees it; `teams` says that they may change it."""

    idea: Idea
    outcome: Outcome | None
    teams: bool
    authors: bool
    public: bool  # whether the community shows outcomes to everybody
    zone: str
