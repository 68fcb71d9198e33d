"""What is read out of a foreign calendar: in our terms, before anything is decided."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from communitybot.events.model import Details
from communitybot.moments import Repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChange:
    """How one date of a series differs; None is as the series has it."""

    original: datetime
    starts: datetime | None = None
    length: timedelta | None = None
    details: Details | None = None
    cancelled: bool = False
    reason: str = ""

    @property
    def is_nothing(self) -> bool:
        return self == ReadChange(original=self.original)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """One event of a foreign calendar in our terms; `starts` is wall-clock time in `zone`.

    `own`: it came from a Community Bot, so that what it leaves out is not there.
    `only_if_known`: a date taken out of a series; nobody needs to hear of it who did not know it.
    """

    uid: str
    details: Details
    starts: datetime
    zone: str
    length: timedelta
    all_day: bool
    repeat: Repeat | None
    cancelled: bool
    sequence: int
    reason: str = ""
    changes: tuple[ReadChange, ...] = ()
    own: bool = False
    only_if_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCalendar:
    """What a file held: events, how many could not be read, and a sentence for whatever there is to tell.

    `zone` is the one the file names for itself.
    """

    events: tuple[ReadEvent, ...]
    problems: tuple[str, ...]
    unread: int
    zone: str | None = None
