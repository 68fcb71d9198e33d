"""The log of a talk: what people and the bot say, line by line, and how far each thread has got in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from communitybot.conversation.addresses import MessageRef, PlaceAddress

SAID = "said"
"""The kind of people's words in every talk; all other kinds are what the bot says at that point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log of a talk; `number` counts from 1 and is its place in the order.

    `question` is the one it belongs to where a talk has questions (0: before the first, or none), `label`
    the number its author wrote ("A3"), None where they wrote none. `thread` is where it was said, None for a
    form, and `ref` the message it was. `answers` is the number of the line it replies to. `text` is plain
    words, empty once `removed`. For lines of the bot, `text` is what it needs to be drawn again (names of
    newcomers, a question). `edited` of a line that is `removed` says that it was taken back: one without it
    was only blanked for its age.
    """

    talk: str
    number: int
    kind: StrEnum
    at: datetime
    question: int = 0
    person: str | None = None
    name: str = ""
    platform: str = ""
    thread: PlaceAddress | None = None
    ref: MessageRef | None = None
    text: str = ""
    shown: tuple[str, ...] = ()
    label: int | None = None
    answers: int | None = None
    late: bool = False
    moved: bool = False
    edited: datetime | None = None
    removed: bool = False

    @property
    def said(self) -> bool:
        """Whether it is words of a person that still stand."""
        return self.kind == SAID and not self.removed

    @property
    def blanked(self) -> bool:
        """Whether its words were blanked for their age, so that they still stand where they were said."""
        return self.kind == SAID and self.removed and not self.name and self.edited is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One room of a talk, and its thread once it is open.

    `cursor` is the last line that was posted there or passed over; `batch` counts its messages, and
    `pending` says that the next is promised. `heard` is until when everything said there is known.
    """

    talk: str
    community: str
    room: PlaceAddress
    place: PlaceAddress | None = None
    cursor: int = 0
    batch: int = 0
    pending: bool = False
    posted: datetime | None = None
    heard: datetime | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """That a line stands in one message of a thread."""

    room: PlaceAddress
    batch: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which a thread was not heard, and why it could not be made up for."""

    thread: PlaceAddress
    since: datetime
    until: datetime
    why: str
