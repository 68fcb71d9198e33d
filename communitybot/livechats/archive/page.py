"""What an archive shows: frozen values, in which everybody is called what they agreed to be called."""

from dataclasses import dataclass
from datetime import datetime

EDUCATOR = "an educator"  # who has not said how they want to appear, or wants to appear so


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a web address among them (`url` is safe to follow; empty for words)."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one person said. `time` is told in the chat's zone, `shown` says in words what was attached.

    `pieces` are the text taken apart, where there are web addresses in it.

    `to` says whom it answers where that cannot be seen from where it stands. `number` is its line's; no two
    lines of people who appear without a name can be told to be of the same person. `liked` is how many
    people reacted to it.
    """

    number: int
    author: str
    host: bool
    at: datetime
    time: str
    text: str
    pieces: tuple[Piece, ...]
    shown: tuple[str, ...] = ()
    to: str = ""
    liked: int = 0
    late: bool = False
    edited: bool = False
    moved: bool = False
    replies: tuple["Said", ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said beside it, in words."""
        if not (self.late or self.moved or self.edited or self.liked):
            return ()
        people = "1 person reacted" if self.liked == 1 else f"{self.liked:,} people reacted"
        told = {"late": self.late, "moved here by a host": self.moved, "edited": self.edited}
        return (*(note for note, true in told.items() if true), *((people,) if self.liked else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a chat under its heading: introductions, a question, or what came after the chat.

    `anchor` is where it can be linked to. `label` is "Q1" for a question, `asked` when it was (and `time` the
    same in words). `by` is who in the audience asked it. `gaps` are sentences about what was not heard.
    """

    anchor: str
    label: str = ""
    title: str
    number: int = 0
    asked: datetime | None = None
    time: str = ""
    by: str = ""
    said: tuple[Said, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.label}: {self.title}" if self.label else self.title

    @property
    def count(self) -> int:
        """How many lines stand in it, replies included."""
        return len(self.said) + sum(len(each.replies) for each in self.said)

    @property
    def answers(self) -> int:
        """How many lines answer the question rather than somebody."""
        return sum(1 for each in self.said if not each.to) if self.number else 0

    @property
    def counted(self) -> str:
        """How much was said, in words."""
        if self.number:
            replies = self.count - self.answers
            return _counted(self.answers, "answer") + (f", {_replies(replies)}" if replies else "")
        return _counted(self.count, "message")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLink:
    """A web address that was shared: by whom, each named once, and in which sections (anchor, name)."""

    url: str
    shown: str
    by: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How much of a chat there was; people who are left out are not counted."""

    people: int
    messages: int
    answers: int
    questions: int
    minutes: int
    lasted: str
    platforms: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The numbers, in words."""
        people = {0: "nobody spoke", 1: "1 person spoke"}.get(self.people, f"{self.people:,} people spoke")
        counts = (people, _counted(self.questions, "question"), _counted(self.answers, "answer"))
        where = (f"on {spoken(self.platforms)}",) if self.platforms else ()
        return (*counts, self.lasted, *where)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage:
    """The archive of one chat, whole. `when` is its time in words, `hosts` as they agreed to appear.

    `guest` visited without hosting. `listed` says that search engines may know it once it is published.
    """

    chat: str
    title: str
    hashtag: str
    community: str
    slug: str
    zone: str
    start: datetime
    end: datetime
    when: str
    hosts: tuple[str, ...]
    guest: str
    sections: tuple[Section, ...]
    links: tuple[SharedLink, ...]
    numbers: Numbers
    published: bool
    listed: bool

    @property
    def hosted(self) -> str:
        """A word on who hosted."""
        return f"Hosted by {spoken(self.hosts)}." if self.hosts else ""

    @property
    def file_name(self) -> str:
        """The name of a file of it, without its ending: nothing in it is anybody's words."""
        return f"chat-archive-{self.start:%Y-%m-%d}-{self.chat}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One archive in a community's list of those it has published."""

    chat: str
    title: str
    hashtag: str
    start: datetime
    when: str
    questions: int
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveIndex:
    """The archives a community has published, latest first; `listed` if search engines may know them all."""

    community: str
    slug: str
    archives: tuple[Listed, ...]
    listed: bool


def spoken(names: tuple[str, ...]) -> str:
    """Names as one says them: "Dana, Jo and Ali"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _counted(number: int, noun: str) -> str:
    return f"{f'{number:,}' if number else 'no'} {noun}{'' if number == 1 else 's'}"


def _replies(number: int) -> str:
    return "1 reply" if number == 1 else f"{number:,} replies"
