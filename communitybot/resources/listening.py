"""Hears the links that are said in rooms where administrators want them kept, and nothing else there."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller, Heard, Listening, Missed, Posted, Retold
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import links_in
from communitybot.resources.delivery.heard import Saying, draft
from communitybot.resources.model.resource import Sharer, Source
from communitybot.resources.repository import ResourcesWork

LASTS = 30.0  # seconds an answer about a room is good for; ours: another process may have changed it
MOST = 20_000  # rooms whose answer is remembered


@dataclass(frozen=True, slots=True)
class _Answer:
    wanted: bool
    until: float


class ListeningRooms:
    """Which rooms are listened to, remembered: a room nobody chose costs no question a message."""

    def __init__(
        self,
        units: Units[ResourcesWork],
        hears: Callable[[str], bool] = lambda _platform: True,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`hears(platform)` says whether what people say in its rooms may be heard at all."""
        self._units = units
        self._hears = hears
        self._now = now
        self._known: OrderedDict[PlaceAddress, _Answer] = OrderedDict()

    async def listens(self, room: PlaceAddress) -> bool:
        """Whether links said in a room become drafts."""
        if not self._hears(room.platform):
            return False
        known = self._known.get(room)
        if known is not None and known.until > self._now():
            return known.wanted
        found = await self._units.read(lambda work: work.resources.drafts_in(room))
        self._known[room] = _Answer(found is not None, self._now() + LASTS)
        self._known.move_to_end(room)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return found is not None

    def forget(self) -> None:
        """Ask anew about every room: administrators have chosen others."""
        self._known.clear()


class ResourceEar:
    """Makes drafts of the links in what people say in such rooms; satisfies `threads.listening.Hears`.

    The words themselves are kept nowhere.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def listens(self, work: ResourcesWork, thread: PlaceAddress) -> bool:  # noqa: ARG002 - it hears no whole thread
        return False

    async def listening(self, work: ResourcesWork, platform: str) -> Sequence[Listening]:  # noqa: ARG002 - what was missed in a room stays unheard
        return ()

    async def hear(self, work: ResourcesWork, heard: Heard, by: Caller | None) -> bool:
        """Draft the links of one post for whoever posted it; told again, nothing more follows."""
        if not isinstance(heard, Posted) or by is None:
            return False
        room = heard.ref.place.room
        community = await work.resources.drafts_in(room)
        if community is None:
            return False
        sharer = await _speaker(work, community, by)
        links = links_in(heard.text)
        if sharer is not None and links:
            saying = Saying(community=community, sharer=sharer, links=links, source=Source.ROOM, room=room)
            await draft(work, saying, self._clock.now())
        return True

    async def retell(self, work: ResourcesWork, retold: Retold, people: Sequence[Caller]) -> bool:  # noqa: ARG002 - of threads alone
        return False

    async def miss(self, work: ResourcesWork, missed: Missed) -> bool:  # noqa: ARG002 - of threads alone
        return False


async def _speaker(work: ResourcesWork, community: str, by: Caller) -> Sharer | None:
    """Whoever spoke, as the room's community knows them now; it may have become one with theirs since."""
    known = await work.people.get(community, by.person)
    known = known or await work.people.by_account(community, by.account)
    return None if known is None else Sharer(known.id, known.name)
