"""A greeting that could not be said privately: shown under the next private answer to an administrator."""

from datetime import timedelta
from typing import Generic, Protocol, TypeVar

from communitybot.communities.repository import CommunityRepository
from communitybot.communities.welcome_cards import welcome_card
from communitybot.conversation.addresses import SpaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Divider, Message
from communitybot.conversation.text import Unsayable
from communitybot.notes import NoteRows
from communitybot.ports import Clock, Units

WAITS = timedelta(days=30)


class UnsaidWork(Protocol):
    """The stores a unit of work offers here."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def notes(self) -> NoteRows: ...


W = TypeVar("W", bound=UnsaidWork)


class Unsaid(Generic[W]):
    """Knows of which spaces nobody was shown how to set them up; where all is said, it asks nothing."""

    def __init__(self, units: Units[W], clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self._all_said: set[SpaceAddress] = set()

    async def note(self, work: UnsaidWork, space: SpaceAddress, person: str) -> None:
        """Note, in this unit, that whoever was to be greeted was not reached."""
        now = self._clock.now()
        await work.notes.keep(_name(space), person, until=now + WAITS, now=now)
        self._all_said.discard(space)

    async def under(self, caller: Caller, said: Message) -> Message:
        """A private answer, with the greeting under it once, if there is one for them and it has space."""
        if not caller.administers or caller.space in self._all_said:
            return said
        greeting = await self._units.read(lambda work: self._greeting(work, caller))
        if greeting is None:
            self._all_said.add(caller.space)
            return said
        try:
            both = Message((*said.blocks, Divider(), *greeting.blocks), files=said.files)
        except Unsayable:
            return said  # the next answer may be shorter
        taken = await self._units.run(lambda work: work.notes.forget(_name(caller.space)))
        return both if taken else said

    async def _greeting(self, work: W, caller: Caller) -> Message | None:
        """What is to be shown; None when nothing is, or the space was set up meanwhile."""
        person = await work.notes.find(_name(caller.space), now=self._clock.now())
        if person is None or not await work.communities.may_settle(caller.community, person):
            return None
        community = await work.communities.get(caller.community)
        return None if community is None else welcome_card(community)


def _name(space: SpaceAddress) -> str:
    return f"community.unsaid:{space}"
