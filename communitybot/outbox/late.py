"""Whether something overdue is still worth saying: a pure function of due time, event start and now."""

from datetime import datetime, timedelta
from enum import StrEnum

BECOMES_LATE = timedelta(minutes=1)  # ours: within it nobody would notice
AFTER_START = timedelta(minutes=15)
FOLLOW_UP = timedelta(hours=72)


class Verdict(StrEnum):
    """What becomes of a reminder when its turn comes."""

    SEND = "send"
    LATE = "late"  # send, and say how late it is
    SKIP = "skip"


def verdict(due: datetime, now: datetime, start: datetime, offset: timedelta) -> Verdict:
    """Judge a reminder `offset` before `start` that was due at `due`, now.

    It may go until one twelfth of its offset is left before the start: 24 hours before, until 2 hours before;
    1 hour before, until 5 minutes before. "Starting now" (offset 0) may go until 15 minutes after the start,
    a follow-up (a negative offset) until 72 hours after it was due. The last moment still counts.
    """
    if now > last_moment(due, start, offset):
        return Verdict.SKIP
    return Verdict.SEND if now < due + BECOMES_LATE else Verdict.LATE


def last_moment(due: datetime, start: datetime, offset: timedelta) -> datetime:
    """The last moment at which it is worth saying."""
    if offset > timedelta(0):
        return start - offset / 12
    if offset == timedelta(0):
        return start + AFTER_START
    return due + FOLLOW_UP
