"""What a resource is: frozen values; where it came from, who shared it, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from communitybot.conversation.addresses import PlaceAddress
from communitybot.resources.model.grades import Grade


class Kind(StrEnum):
    """What a resource is, in the words people read."""

    ARTICLE = "article"
    VIDEO = "video"
    LESSON = "lesson"
    TOOL = "tool"
    DATASET = "dataset"
    BOOK = "book"
    PODCAST = "podcast"
    RECORDING = "recording"


class Licence(StrEnum):
    """What others may do with it, as its page or its sharer says."""

    PUBLIC_DOMAIN = "public domain"
    CC_BY = "CC BY"
    CC_BY_SA = "CC BY-SA"
    CC_BY_NC = "CC BY-NC"
    CC_BY_NC_SA = "CC BY-NC-SA"
    CC_BY_ND = "CC BY-ND"
    CC_BY_NC_ND = "CC BY-NC-ND"
    RIGHTS = "all rights reserved"


class State(StrEnum):
    """Who sees a resource."""

    DRAFT = "draft"  # only its sharer
    SHARED = "shared"
    HIDDEN = "hidden"  # reported often enough: its sharer and moderators, until it has been checked
    WITHDRAWN = "withdrawn"  # taken back, or put aside by a moderator; its address is free again


class Source(StrEnum):
    """How a resource came to the bot."""

    TYPED = "typed"  # /resource share
    MESSAGE = "message"  # saved from a message
    ROOM = "room"  # its link was said in a room where links become drafts
    CHAT = "chat"  # its link was said in a live chat
    ANSWER = "answer"  # it answers somebody's request
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Sharer:
    """Who shared a resource, under the name they had then."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote on how they used a resource; a person has one a resource, which they may change."""

    person: str
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource of a community: a link, a file, or words alone.

    `address` is the link as it was shared, `canonical` the one address by which it is known whatever its
    trackers and forms; both are empty for a file and for words. `about` is what it is in a few sentences,
    `text` the words of a resource that is words. `file` is the name of a file kept with it. `site`, `author`,
    `written` and `lasts` are what its page told. `login` says whether it needs one, None where nobody said.
    `room` is where its card is posted; `source` how it came. `added` is when the bot first knew it, `shared`
    when others first saw it. `tries` (who tried it), `again` (those of them who would repeat it), `saves`,
    `notes` and `reports` (those not yet checked) are counted by the store whenever a row they count changes.
    `broken` is since when its link does not answer, `kept_at` the web archive's address of it then. `picture`
    is the address of its page's picture, which is never fetched, `shows` what its page says that shows.
    `reason` is why it was put aside. `revision` rises with every change of what others see. Moments are
    aware, in UTC.
    """

    id: str
    community: str
    state: State = State.DRAFT
    title: str
    address: str = ""
    canonical: str = ""
    about: str = ""
    text: str = ""
    file: str = ""
    kind: Kind | None = None
    grades: tuple[Grade, ...] = ()
    subjects: tuple[str, ...] = ()
    licence: Licence | None = None
    login: bool | None = None
    tags: tuple[str, ...] = ()
    site: str = ""
    author: str = ""
    written: date | None = None
    lasts: timedelta | None = None
    sharer: Sharer
    source: Source = Source.TYPED
    room: PlaceAddress | None = None
    added: datetime
    shared: datetime | None = None
    tries: int = 0
    again: int = 0
    saves: int = 0
    notes: int = 0
    reports: int = 0
    broken: datetime | None = None
    kept_at: str = ""
    picture: str = ""
    shows: str = ""
    reason: str = ""
    revision: int = 0

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox."""
        return f"resource:{self.id}"

    @property
    def seen(self) -> bool:
        """Whether everybody in the community sees it."""
        return self.state is State.SHARED

    def by(self, person: str) -> bool:
        """Whether somebody shared it."""
        return self.sharer.person == person


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceSettings:
    """What administrators decide about resources.

    `drafted` are the rooms in which links that are said become drafts of whoever said them; `chats` says the
    same of live chats. `reports` is how many reports hide a resource until it has been checked. `public`:
    anybody on the web may read the library, and follow its feeds.
    """

    drafted: tuple[PlaceAddress, ...] = ()
    chats: bool = False
    reports: int = 3
    public: bool = False


SHOWN = "resource.shown"
"""A fact: whether everybody sees a resource, or its title, has changed. What names it elsewhere follows."""

DRAFTS_LIVE = timedelta(days=30)
MOST_TAGS = 8
MOST_SUBJECTS = 4
TITLE_MOST = 150
ABOUT_MOST = 600
AUTHOR_MOST = 100
TEXT_MOST = 2_500
NOTE_MOST = 500
SHOWS_MOST = 150
