"""What the contract of adapters is played on: a whole bot on one platform, and people who use it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.replies import Reply
from communitybot.ports import Platform


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as one person sees it."""

    text: str
    labels: tuple[str, ...] = ()
    private: bool = False
    edited: bool = False
    pings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Stage(Protocol):
    """A bot on one platform and two people of its space: `teacher` and `principal`."""

    platform: Platform
    room: PlaceAddress

    def address(self, person: str) -> PersonAddress: ...

    async def sees(self, person: str, place: PlaceAddress | None = None) -> Sequence[Shown]:
        """All that a person sees in a place (the room when left out), oldest first, private answers too."""
        ...

    async def types(self, person: str, command: str) -> Shown:
        """Give a whole command in the room; what the person is answered."""
        ...

    async def presses(self, person: str, label: str) -> None:
        """Press the newest control of that name the person sees in the room."""
        ...

    def name(self, person: str) -> str:
        """What a person is called."""
        ...

    def mention(self, person: str) -> str:
        """What the platform hands over when somebody is mentioned in a text."""
        ...

    def zone(self, person: str) -> str:
        """Where a person reads, as their device knows it."""
        ...

    def zone_told(self, person: str) -> str | None:
        """Where a person is, as far as the platform tells the bot."""
        ...

    async def reads(self, person: str) -> Sequence[str]:
        """What stands in the room as a person reads it, times in their own zone, oldest first."""
        ...

    async def deletes(self, ref: MessageRef) -> None:
        """Somebody who may do so deletes a message."""
        ...

    async def another_room(self, name: str) -> PlaceAddress:
        """A room of its own, where there can be more than one."""
        ...

    async def answered(self, person: str, reply: Reply) -> str:
        """What a person has before them once the bot gave this reply: a `message`, a `form`, `nothing`."""
        ...

    async def notices_a_mention(self) -> bool:
        """Whether somebody who is mentioned past our drawing is seen to be; true where nobody can be."""
        ...

    async def refuses_what_is_too_long(self) -> bool:
        """Whether the platform itself, and not our drawing, keeps to its limits."""
        ...

    async def restarts(self) -> None:
        """The bot's process ends and begins again."""
        ...
