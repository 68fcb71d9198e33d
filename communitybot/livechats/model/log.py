"""The log of a chat: what people and the bot say, line by line, and how far each thread has got in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from communitybot.conversation.addresses import MessageRef, PlaceAddress


class Kind(StrEnum):
    """What a line is: people's words, or what the bot says at that point."""

    SAID = "said"
    WELCOME = "welcome"
    QUESTION = "question"
    REPEAT = "repeat"
    WARNING = "warning"
    JOINED = "joined"  # newcomers welcomed by name
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    NO_HOST = "no host"
    NEW_CHAIR = "new chair"
    GOODBYE = "goodbye"
    ARCHIVED = "archived"
    REMOVAL = "removal"  # hosts alone see who took words out: it is said in no thread


LEFT = "left"
"""The text of a line that no host is there, where one had been."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the log of a chat; `number` counts from 1 and is its place in the order.

    `question` is the one it belongs to (0: before the first), `label` the number its author wrote ("A3"),
    None where they wrote none. `thread` is where it was said, None for the Answer form, and `ref` the message
    it was. `answers` is the number of the line it replies to. `text` is plain words, empty once `removed`.
    For lines of the bot, `text` is what it needs to be drawn again (names of newcomers, a question).
    """

    chat: str
    number: int
    kind: Kind
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
        return self.kind is Kind.SAID and not self.removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One room of a chat, and its thread once it is open.

    `cursor` is the last line that was posted there or passed over; `batch` counts its messages, and
    `pending` says that the next is promised. `heard` is until when everything said there is known.
    """

    chat: str
    community: str
    room: PlaceAddress
    place: PlaceAddress | None = None
    cursor: int = 0
    batch: int = 0
    pending: bool = False
    posted: datetime | None = None
    heard: datetime | None = None
    closed: bool = False

    def key(self, batch: int) -> str:
        """The outbox key of one of its messages."""
        return f"chat:{self.chat}:post:{self.room}:{batch}"

    @property
    def opening(self) -> str:
        """The outbox key of its opening message."""
        return f"chat:{self.chat}:open:{self.room}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One person's part in a chat: `first` and `last` are their first and last sign of being there.

    `minutes` is for how long they were there, counted once the chat is over.
    """

    person: str
    name: str
    first: datetime
    last: datetime
    first_word: datetime | None = None
    words: int = 0
    answers: int = 0
    welcomed: bool = False
    minutes: int | None = None

    @property
    def lurked(self) -> bool:
        return self.first_word is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wondered:
    """A question of the audience for the visitor, with how many want to hear it answered."""

    id: str
    person: str
    name: str
    text: str
    at: datetime
    votes: int = 0
    taken: bool = False  # it was asked, or put aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """What somebody takes away, after the chat or after reading its archive."""

    person: str
    name: str
    text: str
    at: datetime
    read: bool = False  # they were not there: they read the archive
