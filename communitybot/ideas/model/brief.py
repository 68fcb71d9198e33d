"""What goes to those who decide: briefs, the voices lent to them, what is answered, what came of an idea."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from communitybot.moments import wall

MOST_BRIEFS = 20  # an idea; each goes to one person
MOST_ANSWERS = 20  # a brief
SILENT_AFTER = timedelta(days=7)
REMINDED_BEFORE = timedelta(days=3)
MORNING = time(9)  # when the team is reminded, in the community's zone
AFTERNOON = time(15)  # when it is asked whether there was an answer, and when silence is noted


class Showing(StrEnum):
    """How somebody is shown beside their words, or in the list of who a brief is from."""

    NAME = "with my name"
    ROLE = "with my role and place only"
    NOTHING = "with nothing about me"


class AnswerKind(StrEnum):
    """What somebody who decides said to a brief."""

    ACCEPTED = "accepted"
    PARTLY = "partly accepted"
    DECLINED = "declined"
    LOOKING = "will look into it"
    OTHER = "something else"


class Again(StrEnum):
    """Whether a team would do it again."""

    YES = "yes"
    CHANGED = "yes, with changes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One page about an idea for one person who decides.

    It is a draft of its team until it is `shared`. `reply_by` is a date in `zone`. `published` lets everybody
    on the web read it. `silent` is when it was noted that no answer had come. `revision` rises with each
    change of its words.
    """

    id: str
    idea: str
    community: str
    to_name: str
    to_role: str
    need: str
    evidence: str
    ask: str
    reply_by: date
    zone: str
    created_by: str
    created: datetime
    shared: datetime | None = None
    published: bool = False
    silent: datetime | None = None
    revision: int = 0

    @property
    def reminded(self) -> datetime:
        """When its team hears that the date comes near."""
        return self._on(self.reply_by - REMINDED_BEFORE, MORNING)

    @property
    def asked(self) -> datetime:
        """When its team is asked whether an answer has come."""
        return self._on(self.reply_by, AFTERNOON)

    @property
    def silence(self) -> datetime:
        """When it is noted that there was none."""
        return self._on(self.reply_by + SILENT_AFTER, AFTERNOON)

    def _on(self, day: date, clock: time) -> datetime:
        return wall.at(datetime.combine(day, clock), self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Words somebody lends to an idea, exactly as they saw them before they agreed.

    It stands nowhere until `agreed`. `left_out` is the team's or a host's decision not to show it.
    """

    id: str
    idea: str
    person: str
    name: str
    words: str
    showing: Showing
    role: str = ""
    place: str = ""
    at: datetime
    agreed: datetime | None = None
    left_out: bool = False

    @property
    def signed(self) -> str:
        """Who it is from as readers see it."""
        known = ", ".join(filter(None, (self.role, self.place)))
        match self.showing:
            case Showing.NAME:
                return ", ".join(filter(None, (self.name, known)))
            case Showing.ROLE if known:
                return known
            case _:
                return "A member of this community"

    def as_kept(self) -> "Voice":
        """Without anything it does not show: what nobody is to see is not kept."""
        if self.showing is Showing.NAME:
            return self
        if self.showing is Showing.ROLE:
            return replace(self, name="")
        return replace(self, name="", role="", place="")


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefAnswer:
    """What was answered to a brief, `on` that date, in `words` of whoever decides; the team recorded it."""

    id: str
    brief: str
    kind: AnswerKind
    by: str
    on: date
    words: str = ""
    link: str = ""
    recorded_by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an idea. `before` and `after` are of one number, which `number` names.

    `listed` lets it stand on the community's page of outcomes, where there is one.
    """

    idea: str
    changed: str
    measured: str
    again: Again
    why: str = ""
    number: str = ""
    before: str = ""
    after: str = ""
    listed: bool = True
    by: str
    at: datetime
