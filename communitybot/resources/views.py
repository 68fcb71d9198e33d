"""What goes into the resource services and what comes out: wishes, searches, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import Try
from communitybot.resources.model.resource import Kind, Licence, Note, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceWish:
    """A resource as it is typed; None leaves a thing as it is (or empty, in a new one).

    `unsaid` are the type, the licence or the log-in by name, where nobody is to say them any more.
    """

    title: str | None = None
    about: str | None = None
    text: str | None = None
    kind: Kind | None = None
    grades: tuple[Grade, ...] | None = None
    subjects: tuple[str, ...] | None = None
    licence: Licence | None = None
    login: bool | None = None
    tags: tuple[str, ...] | None = None
    author: str | None = None
    note: str | None = None
    unsaid: frozenset[str] = frozenset()


class Sort(StrEnum):
    """In which order resources are listed."""

    BEST = "best"  # with words: words, then how new, then who tried it; without: the same but words
    NEW = "new"
    TRIED = "tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceQuery:
    """Which shared resources are wanted; all that is given has to be so. `words` are as typed.

    `grade`: it is for that grade. `login` False wants those that need none. `public`: words count only where
    anybody on the web may read them, which is in no note and in nobody's name.
    """

    words: str = ""
    grade: Grade | None = None
    subject: str | None = None
    kind: Kind | None = None
    licence: Licence | None = None
    login: bool | None = None
    tag: str | None = None
    sort: Sort = Sort.BEST
    public: bool = False
    limit: int = 8
    offset: int = 0


class Matched(StrEnum):
    """How the words of a search were taken, from strict to lenient."""

    WORDS = "words"  # every word, by its stem
    BEGINNINGS = "beginnings"  # every word, by how one of its words begins
    NEARLY = "nearly"  # with a letter or two otherwise than typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A resource that was found, and why: where its words stand (`title`, `tags`, `about`, ...)."""

    resource: Resource
    where: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Some hits of a search, best first; `more` says that others follow.

    `read` are the words that were looked for in place of those typed, where typing was mended.
    """

    hits: Sequence[Hit]
    more: bool
    matched: Matched = Matched.WORDS
    read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A tag or a subject in use, and how many shared resources have it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A resource as one person sees it; `zone` is the community's.

    `tries` are the latest words of those who tried it, `tried` the grades in which it was.
    """

    resource: Resource
    notes: Sequence[Note]
    mine: bool
    moderates: bool
    zone: str = "UTC"
    tries: Sequence[Try] = ()
    tried: Sequence[Grade] = ()
