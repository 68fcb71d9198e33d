"""What goes into the live chat services and what comes out: wishes, and chats as one person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.livechats.model.chat import Chat, Form, Host, Pace, Showing
from communitybot.livechats.model.log import Presence, Wondered
from communitybot.threads.log import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPlan:
    """A wish for a live chat. `starts` is naive wall-clock time in `zone`; `length` None is its form's usual.

    `questions` are their texts; a text may begin with its minutes in brackets: "[7] How do you begin?".
    `archive` is whether it shall be archived; `late` for how long answers are taken after the end.
    `topics` and `programme` (an id) are its event's.
    """

    title: str
    starts: datetime
    zone: str
    length: timedelta | None = None
    hashtag: str = ""
    description: str = ""
    form: Form = Form.HOUR
    pace: Pace | None = None
    hosts: tuple[Host, ...] = ()
    questions: tuple[str, ...] = ()
    ahead: bool = False
    introductions: timedelta | None = None
    late: timedelta = timedelta()
    guest: str = ""
    archive: bool = False
    topics: tuple[str, ...] = ()
    programme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatChanges:
    """A wish to change a chat that is not over; None leaves a thing as it is.

    Time, title, hosts and hashtag are its event's, and are changed there. Questions that were asked stay.
    """

    questions: tuple[str, ...] | None = None
    ahead: bool | None = None
    introductions: timedelta | None = None
    pace: Pace | None = None
    late: timedelta | None = None
    guest: str | None = None
    archive: bool | None = None
    published: bool | None = None
    listed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatLists:
    """What `/chats` shows; `archives` has the address of the archive of each chat that is over."""

    live: tuple[Chat, ...]
    coming: tuple[Chat, ...]
    over: tuple[Chat, ...]
    archives: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Where a chat stands for one person.

    `position` of `number` questions; `left` until the phase ends (None while it is paused or before the
    start); `liked` are up to three answers to the open question that most people reacted to; `missed` are
    the questions before it with how many answered each; `threads` where it can be followed.
    """

    chat: Chat
    position: int
    number: int
    left: timedelta | None
    liked: tuple[Line, ...]
    missed: tuple[tuple[int, str, int], ...]
    threads: tuple[PlaceAddress, ...]
    mine: Line | None = None
    showing: Showing | None = None
    wondering: tuple[Wondered, ...] = ()
    voted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cockpit:
    """What only hosts see. `order` is the run of show: number, text, when asked or about when it will be.

    `alone` are people whom nobody has answered or reacted to yet, with the line of each that waited longest;
    `unsorted` lines whose label is missing or differs from where they stand; `following` the next question.
    """

    chat: Chat
    left: timedelta | None
    order: tuple[tuple[int, str, datetime | None], ...]
    following: tuple[int, str] | None
    present: tuple[Presence, ...]
    alone: tuple[Line, ...]
    unsorted: tuple[Line, ...]
    wondering: tuple[Wondered, ...]
    threads: tuple[PlaceAddress, ...]
    silent: tuple[PlaceAddress, ...]  # rooms whose thread is not open yet
    removals: tuple[Line, ...] = ()  # who took words out, and when


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who wrote in a chat, and how many messages and questions of theirs stand."""

    person: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removable:
    """What a host can take out of a chat, latest first, and the records of what was taken out."""

    chat: Chat
    lines: tuple[Line, ...]
    people: tuple[Speaker, ...]
    removals: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What was taken out; `originals` are the messages as their authors posted them, which stay."""

    chat: Chat
    count: int
    originals: tuple[MessageRef, ...] = ()
    asked: int = 0
    reflected: bool = False

    @property
    def number(self) -> int:
        """How many things somebody wrote are gone."""
        return self.count + self.asked + self.reflected


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line that was found in an archive, its author as they consented, and where it can be read."""

    chat: Chat
    line: Line
    author: str
    address: str
