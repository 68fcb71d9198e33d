"""What one person said in a consultation, and how they want to be quoted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

SOMEBODY = "a member"  # who is quoted by role and has not said which


class Showing(StrEnum):
    """How somebody's words may be quoted; chosen before anything is kept."""

    NAME = "name"
    ROLE = "role"
    COUNTED = "counted"  # their words are read by nobody

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Showing.NAME: "With my name",
    Showing.ROLE: "With my role, without my name",
    Showing.COUNTED: "Not quoted, only counted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one person answered: to each question's number their words, the number of a choice, or a point.

    `id` names it without telling whose it is. `role` is what they typed ("a middle school teacher").
    `picked` are the questions whose quote the asker put first. `first` is when they first answered, `at`
    when they last changed anything. `heard` has, by question, the line of the log an answer was taken from
    that was said in a thread: it follows what becomes of that line.
    """

    id: str
    person: str
    name: str
    showing: Showing
    role: str = ""
    said: Mapping[int, str] = field(default_factory=dict, hash=False)
    picked: frozenset[int] = frozenset()
    heard: Mapping[int, int] = field(default_factory=dict, hash=False)
    first: datetime
    at: datetime

    @property
    def called(self) -> str | None:
        """What they are called beside their words; None where these are not to be quoted."""
        if self.showing is Showing.COUNTED:
            return None
        return (self.name if self.showing is Showing.NAME else self.role) or SOMEBODY
