"""What is said in a live chat besides people's words, and who takes part in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from communitybot.threads.log import SAID


class Kind(StrEnum):
    """What a line is: people's words, or what the bot says at that point."""

    SAID = SAID
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
