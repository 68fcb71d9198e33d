"""What an import is: a file's links as they were read, what is to become of them, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, Sharer

MOST_ROWS = 20_000
A_PART = 250
"""Links that are taken at once: what one unit of work writes, so that nothing else waits long for it."""

KEPT = timedelta(days=7)
"""How long an import can be undone."""

WAITS = timedelta(days=1)
"""How long a preview waits for its answer."""


class ImportState(StrEnum):
    """How far an import has come; it never goes back."""

    PREVIEW = "preview"
    TAKING = "taking"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    LEFT = "left"


class Filing(StrEnum):
    """What the folders of a file become."""

    SUGGESTED = "suggested"  # subjects where they are called as one, else tags
    TAGS = "tags"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One link of a file, read and bounded; `folders` are those it lies in, outermost first.

    `canonical` is empty for words without a link. `private`: the file says it was its owner's alone.
    `added` is when it was kept there.
    """

    line: int
    title: str
    address: str = ""
    canonical: str = ""
    site: str = ""
    about: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    kind: Kind | None = None
    licence: Licence | None = None
    login: bool | None = None
    author: str = ""
    added: datetime | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a line of a file was not taken, in a plain clause."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was found in a file. The counts are of links: `unread` and `left` (no address of the open web).

    `twice` were in the file before, under one address. `more` says that it went on behind what was read.
    """

    rows: tuple[Row, ...] = ()
    unread: int = 0
    left: int = 0
    twice: int = 0
    more: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of a file, how many links lie in it, and whether it is called as a subject is."""

    name: str
    count: int
    subject: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import of a community. Counts without a word are of links; moments are aware, in UTC.

    `tags` are given to all, `kind` to those whose file names none; `private` says that links the file calls
    private are taken as well. `known` were here when the file was read; `kept` have become resources, and
    `gone` were taken back. `parts` are `A_PART` rows each, `taken` of them have been dealt with.
    """

    id: str
    community: str
    by: Sharer
    state: ImportState = ImportState.PREVIEW
    file: str
    tags: tuple[str, ...] = ()
    kind: Kind | None = None
    filing: Filing = Filing.SUGGESTED
    private: bool = False
    rows: int = 0
    known: int = 0
    secluded: int = 0
    unread: int = 0
    left: int = 0
    twice: int = 0
    more: bool = False
    problems: tuple[Problem, ...] = ()
    folders: tuple[Folder, ...] = ()
    examples: tuple[str, ...] = ()
    parts: int = 0
    taken: int = 0
    kept: int = 0
    gone: int = 0
    stayed: int = 0
    at: datetime
    ended: datetime | None = None

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"resources:import:{self.id}"

    @property
    def wanted(self) -> int:
        """How many links would be taken as it is set now, if none of them came here meanwhile."""
        return self.rows - self.known - (0 if self.private else self.secluded)
