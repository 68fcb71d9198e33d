"""What a commitment is: what somebody will do for an idea, and by when."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a commitment stands, in the words people read."""

    ASKED = "asked"  # somebody else named its owner, who has not said yes
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    NOT_MINE = "not taken on"  # whom it was meant for said no


STANDS = (State.OPEN, State.DONE)
"""Those somebody stands for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing that was promised. `owner` is a member, or None where it is known by `name` only.

    `by` is a date where its owner lives. `word` is what was last said about it. `moves` counts its dates and
    owners: what was to be asked about an earlier one is not asked. `noted_by` is whoever wrote it down.
    """

    id: str
    what: str
    owner: str | None
    name: str
    by: date
    state: State = State.OPEN
    word: str = ""
    moves: int = 0
    noted_by: str
    at: datetime
    closed: datetime | None = None
