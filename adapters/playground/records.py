"""What the playground's own file holds: messages as they were said, threads and open forms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from adapters.playground.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file under a message; `id` is unguessable, since it alone opens the file.

    `alt` is what a picture shows, `size` its width and height where they are known.
    """

    id: str
    name: str
    mime: str
    alt: str = ""
    size: tuple[int, int] | None = None


class Untold(StrEnum):
    """What of a message the bot is still to be told."""

    POSTED = "posted"
    REWORDED = "reworded"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """The message another one answers: whose it is (None: the bot's), and whether it still stands."""

    id: int
    author: str | None
    removed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """A mark under a message, and the ids of those who put it there, in order."""

    mark: Mark
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacting:
    """Somebody put a mark under a message, or (`on` is False) took it back."""

    message: int
    person: str
    mark: Mark
    on: bool
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message. A person's own `words`, or the bot's frozen `body`; never both.

    `author` is a member's id, None for the bot. `only_for` is the one member who sees it, None for
    everybody in the place. `change` rises with every change anywhere, so it tells what is new.
    """

    id: int
    place: str
    author: str | None
    only_for: str | None
    words: str | None
    body: str | None
    at: datetime
    edited: datetime | None
    removed: bool
    thread: str | None
    change: int
    files: tuple[Attached, ...] = ()
    reply: Replied | None = None
    reactions: tuple[Reaction, ...] = ()

    @property
    def in_thread(self) -> bool:
        return "/" in self.place

    @property
    def is_words(self) -> bool:
        """Whether somebody said it to everybody there; commands are no words."""
        return self.words is not None and self.only_for is None and not self.words.startswith("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A thread under a room, started from its opening message."""

    id: str
    parent: str
    title: str
    closed: bool
    pinned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A form somebody was asked to fill in; `is_open` is False once it was taken.

    `message` is the message whose control opened it, if one did; `form` is the form as JSON.
    """

    id: str
    person: str
    place: str
    message: int | None
    form: str
    is_open: bool
