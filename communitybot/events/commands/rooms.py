"""Where the cards of events go, as a person is told of it, and who is meant by a name."""

from communitybot.communities.model import Community, Purpose
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.text import Place
from communitybot.errors import NotFound
from communitybot.events.model import Host
from communitybot.events.repository import EventsWork
from communitybot.ports import Units

MYSELF = frozenset({"me", "i", "myself"})


class Surroundings:
    """The community around a caller: its events rooms and its people, read when needed."""

    def __init__(self, units: Units[EventsWork]) -> None:
        self._units = units

    async def community(self, caller: Caller) -> Community:
        found = await self._units.read(lambda work: work.communities.get(caller.community))
        if found is None:
            raise NotFound("I do not know this community yet.", example="/communitybot")
        return found

    async def events_rooms(self, caller: Caller) -> tuple[Place, ...]:
        """The events rooms by name; none when the community has not set any."""
        community = await self.community(caller)
        return tuple(_place(community, address) for address in community.rooms_for(Purpose.EVENTS))

    async def here(self, caller: Caller) -> Place:
        return _place(await self.community(caller), caller.place)

    async def hosts(self, caller: Caller, names: tuple[str, ...]) -> tuple[Host, ...]:
        """Members for the names that are exactly theirs, guests for the others; "me" is the caller."""

        async def look(work: EventsWork) -> tuple[Host, ...]:
            return tuple([await _host(work, caller, name) for name in names])

        return tuple(dict.fromkeys(await self._units.read(look)))


async def _host(work: EventsWork, caller: Caller, name: str) -> Host:
    if name.casefold() in MYSELF or name.casefold() == caller.name.casefold():
        return Host(caller.name, caller.person)
    for person in await work.people.named(caller.community, name, 5):
        if person.name.casefold() == name.casefold():
            return Host(person.name, person.id)
    return Host(name)


def _place(community: Community, address: PlaceAddress) -> Place:
    room = community.room(address)
    return Place(address, room.name if room is not None else "this room")
