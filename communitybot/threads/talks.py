"""What a talk is to this package, and what differs between one kind of talk and another."""

from datetime import datetime
from typing import Protocol, TypeVar

from communitybot.conversation.message import Message
from communitybot.threads.log import Line
from communitybot.threads.repository import Log, ThreadsWork


class Talk(Protocol):
    """Anything people talk about in threads: a live chat, an idea."""

    @property
    def id(self) -> str: ...

    @property
    def community(self) -> str: ...

    @property
    def subject(self) -> str:
        """What groups its entries in the outbox, and begins their keys: `chat:42`."""
        ...


T = TypeVar("T", bound=Talk)
T_contra = TypeVar("T_contra", bound=Talk, contravariant=True)
W_contra = TypeVar("W_contra", bound=ThreadsWork, contravariant=True)
W = TypeVar("W", bound=ThreadsWork)


class Talks(Protocol[T, W_contra]):
    """One kind of talk: how it is got and kept, and what of its log is shown."""

    @property
    def name(self) -> str:
        """Begins the kinds of its entries (`chat.post`), and names the talk in their arguments."""
        ...

    def log(self, work: W_contra) -> Log: ...

    async def get(self, work: W_contra, community: str, talk: str, *, hold: bool = False) -> T | None: ...

    def goes_on(self, talk: T) -> bool:
        """Whether a thread that was closed because its room was lost is taken up again."""
        ...

    def expected(self, talk: T) -> datetime | None:
        """Since when its threads should be open; None when that is not known."""
        ...

    def shows(self, talk: T, line: Line, now: datetime) -> bool:
        """Whether a line of the bot is still of use; people's words always are."""
        ...

    def draw(self, talk: T, line: Line) -> Message:
        """Draw a line of the bot."""
        ...
