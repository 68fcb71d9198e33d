"""What a brief and a list of outcomes show: frozen values, in which people are shown as they agreed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody lent to an idea, and who they are as they wanted to be shown."""

    words: str
    signed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was answered, `on` that date in words; `late` after the date it was asked for by."""

    kind: str
    by: str
    on: str
    words: str = ""
    link: str = ""
    late: bool = False

    @property
    def told(self) -> str:
        """The answer in one sentence."""
        return f"{self.by}: {self.kind}, {self.on}{' (late)' if self.late else ''}."


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """One brief, whole. `names` are those of its team who are shown, `others` how many more there are.

    `reply_by` and `dated` are dates in words; `silence` is a sentence where no answer came in time.
    `goes_on` is one too, for an idea that was merged. `letter` says that paper there is of the American size.
    """

    brief: str
    title: str
    community: str
    to_name: str
    to_role: str
    need: str
    evidence: str
    ask: str
    support: str
    voices: tuple[Quoted, ...]
    names: tuple[str, ...]
    others: int
    reply_by: str
    day: date
    dated: str
    answers: tuple[Answered, ...]
    silence: str
    draft: bool
    published: bool
    letter: bool
    goes_on: str = ""

    @property
    def addressed(self) -> str:
        """Whom it is for: "Dr. Rosa Lind, superintendent"."""
        return f"{self.to_name}, {self.to_role}" if self.to_role else self.to_name

    @property
    def signed(self) -> str:
        """Who it is from, as they agreed."""
        more = {0: "", 1: "1 more of the team"}.get(self.others, f"{self.others} more of the team")
        known = [*self.names, *([more] if more else [])]
        if not self.names:
            return "the team of this idea"
        return spoken(known)

    @property
    def file_name(self) -> str:
        """The name of a file of it, without its ending: nothing in it is anybody's words."""
        return f"policy-brief-{self.day:%Y-%m-%d}-{self.brief}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of one idea. `number` is a sentence, `brief` an address where its brief is published."""

    title: str
    changed: str
    measured: str
    again: str
    why: str
    number: str
    when: str
    brief: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesPage:
    """The outcomes a community shows to everybody, latest first, a page of them; `more` follow."""

    community: str
    slug: str
    outcomes: tuple[Came, ...]
    page: int
    more: bool


def spoken(names: list[str]) -> str:
    """Names as one says them: "Dana, Jo and Ali"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
