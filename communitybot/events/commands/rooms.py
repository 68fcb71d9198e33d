"""Where the cards of events go, as a person is told of it, and who is meant by a name."""

from functools import partial

from communitybot.commands.words import listed, near, quoted
from communitybot.communities.model import Community, Purpose, Room
from communitybot.communities.names import fold
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.text import Place
from communitybot.errors import Misread, NotFound
from communitybot.events.model import Host
from communitybot.events.repository import EventsWork
from communitybot.people.model import Person
from communitybot.people.resolve import person
from communitybot.ports import Units

MYSELF = frozenset({"me", "i", "myself"})
NEAREST = 3
LOOKED_THROUGH = 200  # members whose names are compared
ALIKE = 0.7  # ours: "Dana Whitfeld" is near "Dana Whitfield", "Lee Wong" is not near "Lena Wolf"


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

    async def lost_here(self, caller: Caller) -> Room | None:
        """The room one is in, where an event's card would go now and nothing can be posted."""
        community = await self.community(caller)
        room = community.room(caller.place)
        lost = room is not None and room.away is not None and not community.rooms_for(Purpose.EVENTS)
        return room if lost else None

    async def here(self, caller: Caller) -> Place:
        return _place(await self.community(caller), caller.place)

    async def member(self, caller: Caller, text: str, *, field: str) -> Person:
        """The one member a text means; a `Refusal` of `field` names those near it."""
        return await self._units.read(lambda work: person(work, caller.community, text, field=field))

    async def hosts(self, caller: Caller, names: tuple[str, ...]) -> tuple[Host, ...]:
        """Members for the names that are theirs, also a first or a last one; guests for the others.

        "me" is the caller. `Misread` where a part of a name fits several members.
        """

        async def look(work: EventsWork) -> tuple[Host, ...]:
            return tuple([await _host(work, caller, name) for name in names])

        return tuple(dict.fromkeys(await self._units.read(look)))

    async def doubts(self, caller: Caller, names: tuple[str, ...], hosts: tuple[Host, ...]) -> list[str]:
        """What a planner should know of how these names were read as these hosts, a sentence each."""
        read = {fold(host.name) for host in hosts}
        notes = []
        for name in names:
            whole = fold(name)
            if whole in MYSELF:
                continue
            if whole not in read:
                member = next((host.name for host in hosts if host.person and _part_of(name, host.name)), "")
                notes += [f"I read {quoted(name)} as {member}."] if member else []
            elif any(fold(host.name) == whole and host.person is None for host in hosts):
                near = await self._units.read(partial(_near, caller=caller, name=name))
                meant = f" Did you mean {listed(near)}?" if near else ""
                notes.append(
                    f"{quoted(name)} is no member here: named as a guest, who changes nothing.{meant}"
                )
        return notes

    async def members(self, caller: Caller, text: str, limit: int) -> list[str]:
        """Names of members that begin with a text, for suggestions."""
        found = await self._units.read(lambda work: work.people.named(caller.community, text[:200], limit))
        return [person.name for person in found]


async def _host(work: EventsWork, caller: Caller, name: str) -> Host:
    sought = fold(name)
    if sought in MYSELF or sought == fold(caller.name):
        return Host(caller.name, caller.person)
    found = await work.people.named(caller.community, name, LOOKED_THROUGH)
    exact = [each for each in found if each.folded == sought]
    parts = exact or [each for each in found if _part_of(name, each.name)]
    if exact or len(parts) == 1:
        return Host(parts[0].name, parts[0].id)
    if parts:
        names = listed([each.name for each in parts[:NEAREST]])
        raise Misread(
            f"I read {quoted(name)} as a host, and that could be {names}.",
            understood=name,
            example=parts[0].name,
            field="hosts",
        )
    return Host(name)


def _part_of(name: str, whole: str) -> bool:
    """Whether the words of a name are among those of a whole one: "Dana" of "Dana Whitfield"."""
    words = fold(name).split()
    return bool(words) and set(words) <= set(fold(whole).split())


async def _near(work: EventsWork, caller: Caller, name: str) -> list[str]:
    """Members whose names are much like this one, likest first."""
    sought = fold(name)
    some = {
        each.name: each
        for word in sought.split()
        for each in await work.people.named(caller.community, word[:2], LOOKED_THROUGH)
    }
    return near(name, some, least=ALIKE)[:NEAREST]


def _place(community: Community, address: PlaceAddress) -> Place:
    room = community.room(address)
    return Place(address, room.name if room is not None else "this room")
