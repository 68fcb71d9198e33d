"""What a local lab is: one day on which a team and the people it needs decide what each of them will do."""

from dataclasses import dataclass
from datetime import datetime

MOST_STAKEHOLDERS = 20


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """Somebody the lab needs: who they are and what they stand for there."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab:
    """The lab of an idea. `event` and `original` name the date in the calendar that it stands on.

    `start` and `end` are in UTC, `zone` is where it takes place. `decides` is what shall be decided there.
    `revision` rises with every change of it.
    """

    event: str
    original: datetime
    zone: str
    start: datetime
    end: datetime
    place: str = ""
    stakeholders: tuple[Stakeholder, ...] = ()
    decides: str = ""
    host: str
    host_name: str
    cancelled: bool = False
    revision: int = 0


@dataclass(frozen=True, slots=True)
class LabProgress:
    """How far an idea has come with its friends, its lab and what was promised there.

    `lab` is when the lab begins, None where there is none. `commitments` are those somebody stands for, with
    a date, done or still to do.
    """

    friends_agreed: int = 0
    notes: int = 0
    lab: datetime | None = None
    stakeholders: int = 0
    commitments: int = 0
