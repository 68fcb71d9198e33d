"""Rooms that were lost or have come back: plans follow, and an administrator is told of it once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from communitybot.communities.lost_cards import lost_card, lost_chats_card
from communitybot.communities.model import Community, Purpose, Room
from communitybot.communities.repository import CommunityRepository
from communitybot.communities.service import Replan
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Away
from communitybot.logs import Log
from communitybot.outbox.entry import Entry, Handler, NewEntry, Outbox, Outcome, Skip, State
from communitybot.ports import Clock

LOST = "community.room_lost"
A_MOMENT = timedelta(minutes=1)  # ours: whoever only moves things about is not disturbed
AGAIN = timedelta(hours=24)  # a room that comes and goes is told of once a day
CARDS = {Purpose.EVENTS: lost_card, Purpose.CHATS: lost_chats_card}
TOLD = tuple(CARDS)  # a room that is lost for both is told of once, as the events room
log = Log("communitybot.communities")


class Reached(Protocol):
    """As much of a person as it takes to write to them."""

    @property
    def direct(self) -> PersonAddress: ...


class Known(Protocol):
    """Who is there to be told; the store of people answers."""

    async def get(self, community: str, person: str) -> Reached | None: ...


class LostWork(Protocol):
    """The stores a unit of work offers here."""

    @property
    def communities(self) -> CommunityRepository: ...

    @property
    def people(self) -> Known: ...

    @property
    def outbox(self) -> Outbox: ...


W = TypeVar("W", bound=LostWork)


class LostRooms(Generic[W]):
    """Looks at each change of a community's rooms, in the unit in which it is made."""

    def __init__(self, clock: Clock, replan: Replan[W]) -> None:
        self._clock = clock
        self._replan = replan

    async def follow(self, work: W, before: Community, after: Community) -> Community:
        """Plan anew what goes to other rooms now, and promise the word to an administrator.

        Returns the community as it is to be kept. Nothing happens while a space only arrives or departs.
        """
        stayed = [space for space in after.spaces if space in before.spaces]
        if _events_rooms(before, stayed) != _events_rooms(after, stayed) or _came_back(before, after, stayed):
            await self._replan.community(work, after.id)
        for space in stayed:
            for purpose in TOLD:
                lost = after.lost(purpose, space)
                if lost and not before.lost(purpose, space):
                    after = await self._tell(work, after, (space, purpose), lost)
        return after

    def handlers(self) -> Mapping[str, Handler]:
        return {LOST: self.draw}

    async def draw(self, entries: Sequence[Entry], work: LostWork) -> Sequence[Outcome]:
        """Show things as they are now; what has come back, or was replaced, needs no telling."""
        outcomes: list[Outcome] = []
        for entry in entries:
            community = await work.communities.get(entry.community)
            space = SpaceAddress.parse(entry.args["space"])
            purpose = Purpose(entry.args.get("purpose", Purpose.EVENTS))
            lost = community.lost(purpose, space) if community is not None else ()
            if community is None or space not in community.spaces or not lost:
                outcomes.append(Skip("there is a room again", State.CANCELLED))
            else:
                outcomes.append(CARDS[purpose](community, lost[-1]))
        return outcomes

    async def _tell(
        self, work: W, community: Community, where: tuple[SpaceAddress, Purpose], lost: Sequence[Room]
    ) -> Community:
        now, (space, purpose) = self._clock.now(), where
        if any(room.told is not None and now - room.told < AGAIN for room in lost):
            return community
        known = await work.communities.greeted(space)
        person = await work.people.get(community.id, known) if known is not None else None
        if person is None:  # whoever runs it next is shown how to set it up, its rooms among that
            log.warning("A space has lost a room.", action="communities.lost", purpose=purpose.value)
            return community
        entry = NewEntry(
            key=f"{LOST}:{purpose}:{space}:{now:%Y-%m-%dT%H:%M:%S}",
            community=community.id,
            kind=LOST,
            due=now if all(room.away is Away.DELETED for room in lost) else now + A_MOMENT,
            destination=str(person.direct),
            subject=f"community:{community.id}",
            args={"space": str(space), "purpose": purpose.value},
        )
        await work.outbox.put([entry])
        return _noted(community, lost, now)


def _noted(community: Community, lost: Sequence[Room], now: datetime) -> Community:
    rooms = tuple(replace(room, told=now) if room in lost else room for room in community.rooms)
    return replace(community, rooms=rooms)


def _came_back(before: Community, after: Community, spaces: Sequence[SpaceAddress]) -> bool:
    """Whether a room was lost that can be posted in now: something may have been meant for it."""
    lost = {
        room.address for room in before.rooms if room.away is not None and room.address.in_space in spaces
    }
    return any(room.address in lost for room in after.rooms if room.away is None)


def _events_rooms(community: Community, spaces: Sequence[SpaceAddress]) -> list[PlaceAddress]:
    return [room for room in community.rooms_for(Purpose.EVENTS) if room.in_space in spaces]
