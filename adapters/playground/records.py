"""What the playground's own file holds: messages as they were said, threads and open forms."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file under a message; `id` is unguessable, since it alone opens the file."""

    id: str
    name: str
    mime: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A thread under a room, started from its opening message."""

    id: str
    parent: str
    title: str
    closed: bool


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
