"""What people make of a resource: who tried it, who reported it, and what became of its link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.resources.model.grades import Grade


class Repeat(StrEnum):
    """Whether somebody who tried a resource would use it again."""

    YES = "yes"
    CHANGES = "with changes"
    NO = "no"

    @property
    def again(self) -> bool:
        """Whether it counts among those who would."""
        return self is not Repeat.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What happened when somebody used a resource; a person has one a resource, which they may change."""

    person: str
    name: str
    grade: Grade | None
    words: str
    repeat: Repeat
    at: datetime


class Why(StrEnum):
    """What somebody reports, in the words people read."""

    BROKEN = "broken link"
    UNSUITABLE = "unsuitable"
    STUDENT = "student data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Somebody's report of a resource for one reason.

    It is `open` until it was checked. `before` says that a resource was found fine after the same person
    reported it for the same reason: such a report is checked, and hides nothing.
    """

    person: str
    why: Why
    words: str
    at: datetime
    open: bool = True
    before: bool = False


def mark_of(reports: Sequence[Report]) -> str:
    """What was reported, in a few letters that change with every report; of one report at least."""
    return f"{len(reports)}-{max(one.at for one in reports):%Y%m%dT%H%M%S%f}"


class Verdict(StrEnum):
    """What a check came to."""

    FINE = "still fine"
    ASIDE = "put aside"
    FIXED = "link fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of a resource that was reported: who made it, and what it came to."""

    at: datetime
    person: str
    name: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """When the link of a resource was last asked, and since when it does not answer.

    `address` is the link that was asked: for another one it tells nothing.
    """

    resource: str
    address: str
    at: datetime
    failing: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A link that is to be asked, and since when it has not answered."""

    resource: str
    address: str
    failing: datetime | None = None


TRIED_MOST = 400
"""Characters of what happened."""

REPORT_MOST = 300
REASON_MOST = 300
EVERY = timedelta(days=27, hours=12)
"""So long after a link answered it is asked again: four weeks, give or take half a night."""

AGAIN = timedelta(days=6, hours=12)
"""So long after a link did not answer it is asked again: a week, give or take half a night."""
