"""What a critical friend is: somebody from outside the team who listens, asks, and leaves notes."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """How far somebody is in being a critical friend."""

    ASKED = "asked"
    AGREED = "agreed"
    NOT_NOW = "not now"  # they said so, kindly
    SILENT = "no answer"  # they were asked twice
    LEFT = "stepped back"


PLACES = 2
"""How many critical friends an idea has, as teams had at Teach to Lead summits."""

OPEN = (Standing.ASKED, Standing.AGREED)
"""Who takes one of the two places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What a critical friend was asked, and answered."""

    heard: str = ""
    strongest: str = ""
    questions: str = ""
    evidence: str = ""
    people: str = ""
    measures: str = ""
    step: str = ""

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The names of the questions that are answered, each with the answer, in the order they are asked."""
        answers = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple((name, answer) for name, answer in answers if answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Friend:
    """Somebody who was asked to be a critical friend of an idea.

    `round` counts how often the team has asked this person anew. `asked` is when it last did, `answered`
    when they said yes or no, `noted` when their notes were last written.
    """

    person: str
    name: str
    standing: Standing = Standing.ASKED
    round: int = 1
    asked: datetime
    answered: datetime | None = None
    notes: Notes | None = None
    noted: datetime | None = None

    @property
    def done(self) -> bool:
        """Whether they agreed and left their notes."""
        return self.standing is Standing.AGREED and self.notes is not None


@dataclass(frozen=True, slots=True)
class Willing:
    """Somebody who said that teams may ask them; `asked` is when one last did."""

    person: str
    name: str
    asked: datetime | None
