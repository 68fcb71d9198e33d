"""A logic model: what goes into an idea, what happens, what should come of it, and how one will know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

LINES_MOST = 8
LINE_MOST = 160


class Part(StrEnum):
    """One field of a logic model, by its name in tokens and tables; in the order they are read."""

    INPUTS = "inputs"
    ACTIVITIES = "activities"
    OUTPUTS = "outputs"
    SHORT = "short"
    LONG = "long"
    ASSUMPTIONS = "assumptions"
    MEASURES = "measures"

    @property
    def called(self) -> str:
        """What people call it."""
        return CALLED[self]


CALLED: Mapping[Part, str] = {
    Part.INPUTS: "Inputs",
    Part.ACTIVITIES: "Activities",
    Part.OUTPUTS: "Outputs",
    Part.SHORT: "Short-term outcomes",
    Part.LONG: "Long-term outcomes",
    Part.ASSUMPTIONS: "Assumptions",
    Part.MEASURES: "Measures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote into one field: a line each thing; no lines when they emptied it.

    `number` counts all that was ever written into one model, so that later ones are higher.
    """

    number: int
    part: Part
    lines: tuple[str, ...]
    person: str
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LogicModel:
    """What stands in each field now; a field nobody wrote into is not there."""

    parts: Mapping[Part, Written] = field(default_factory=dict)

    def lines(self, part: Part) -> tuple[str, ...]:
        return self.parts[part].lines if part in self.parts else ()

    def number(self, part: Part) -> int:
        """Which writing stands in a field; 0 when nobody wrote into it."""
        return self.parts[part].number if part in self.parts else 0

    @property
    def version(self) -> int:
        """The last writing of all; 0 when there is none."""
        return max((one.number for one in self.parts.values()), default=0)

    @property
    def changed(self) -> datetime | None:
        """When anything was last written."""
        return max((one.at for one in self.parts.values()), default=None)

    @property
    def missing(self) -> tuple[Part, ...]:
        return tuple(part for part in Part if not self.lines(part))
