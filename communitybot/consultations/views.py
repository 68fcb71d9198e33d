"""What goes into the services of consultations, and what comes out of them for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from communitybot.consultations.model.consultation import Asker, Consultation, Question
from communitybot.consultations.model.response import Response, Showing
from communitybot.consultations.tally import Tally
from communitybot.conversation.addresses import PlaceAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultWish:
    """A consultation as it is wished; None leaves a thing as it is. `at_once` is to open when told to."""

    title: str | None = None
    asker: Asker | None = None
    why: str | None = None
    used: str | None = None
    questions: tuple[Question, ...] | None = None
    opens: datetime | None = None
    at_once: bool = False
    closes: datetime | None = None
    rooms: tuple[PlaceAddress, ...] | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody sends: how they want to be quoted, and their answers by number of the question."""

    showing: Showing
    role: str
    said: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A response as it is kept now, and whether it is the first of that person."""

    consultation: Consultation
    response: Response
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A consultation as one person sees it.

    `progress` is how many answered each question, for hosts while it is open; `tally` what it came to, for
    the asker and hosts once it is closed.
    """

    consultation: Consultation
    people: int
    mine: Response | None
    manages: bool
    asks: bool
    rooms: tuple[PlaceAddress, ...]
    progress: tuple[int, ...] = ()
    tally: Tally | None = None


OPEN_LISTED = 5
COMING_LISTED = 3
DRAFTS_LISTED = 3
CLOSED_LISTED = 5
"""How many of each kind a list shows; closed ones are paged, the others are few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultLists:
    """Open ones (soonest to close first), those to come, one's drafts; some closed ones, latest first.

    `more` says that earlier closed ones follow, `crowded` that not all of the others are shown.
    """

    open: Sequence[Consultation]
    coming: Sequence[Consultation]
    drafts: Sequence[Consultation]
    closed: Sequence[Consultation]
    more: bool
    crowded: bool
    offset: int
    people: Mapping[str, int]
    answered: frozenset[str]
