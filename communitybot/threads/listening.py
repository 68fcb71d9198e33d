"""Tells what is said in threads, and in some rooms, to whoever hears the talk or the room it belongs to."""

from collections.abc import Sequence
from typing import Generic, Protocol

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller, Heard, Listening, Missed, Retold
from communitybot.ports import Units
from communitybot.threads.talks import W, W_contra


class Hears(Protocol[W_contra]):
    """One kind of talk; each answers whether it was about a thread of its own."""

    async def listens(self, work: W_contra, thread: PlaceAddress) -> bool: ...

    async def listening(self, work: W_contra, platform: str) -> Sequence[Listening]: ...

    async def hear(self, work: W_contra, heard: Heard, by: Caller | None) -> bool: ...

    async def retell(self, work: W_contra, retold: Retold, people: Sequence[Caller]) -> bool: ...

    async def miss(self, work: W_contra, missed: Missed) -> bool: ...


class Rooms(Protocol):
    """Knows in which rooms somebody hears words beside threads, as a rule without asking the database."""

    async def listens(self, room: PlaceAddress) -> bool: ...


class ThreadListener(Generic[W]):
    """What the bot tells adapters of threads, and they the bot. Nothing is kept of any other thread.

    The `ears` are asked in turn, all in one unit, until one says that it is about a thread of its own. They
    are not asked about rooms, of whose many messages each would be a question: `rooms` answers for those.
    """

    def __init__(self, units: Units[W], *ears: Hears[W], rooms: Rooms | None = None) -> None:
        self._units = units
        self._ears = ears
        self._rooms = rooms

    async def listens(self, place: PlaceAddress) -> bool:
        """Whether words or reactions in a thread are kept now, or words with web addresses in a room."""
        if place.thread is None:
            return self._rooms is not None and await self._rooms.listens(place)

        async def unit(work: W) -> bool:
            for ear in self._ears:
                if await ear.listens(work, place):
                    return True
            return False

        return await self._units.read(unit)

    async def listening(self, platform: str) -> Sequence[Listening]:
        async def unit(work: W) -> Sequence[Listening]:
            return [each for ear in self._ears for each in await ear.listening(work, platform)]

        return await self._units.read(unit)

    async def hear(self, heard: Heard, by: Caller | None) -> None:
        """Keep what happened; what is no part of a talk is left alone."""

        async def unit(work: W) -> None:
            for ear in self._ears:
                if await ear.hear(work, heard, by):
                    return

        await self._units.run(unit)

    async def retell(self, retold: Retold, people: Sequence[Caller]) -> None:
        """Bring the log of a talk in line with the history of a thread."""

        async def unit(work: W) -> None:
            for ear in self._ears:
                if await ear.retell(work, retold, people):
                    return

        await self._units.run(unit)

    async def miss(self, missed: Missed) -> None:
        """Mark what was said after the last word heard there as unknown, while the talk took words."""

        async def unit(work: W) -> None:
            for ear in self._ears:
                if await ear.miss(work, missed):
                    return

        await self._units.run(unit)
