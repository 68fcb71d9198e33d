"""The community around a caller: the rooms a chat opens in, and who is meant by a name."""

from communitybot.communities.model import Community
from communitybot.communities.names import fold
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.text import Place
from communitybot.errors import Misread, NotFound
from communitybot.livechats.desk import community_of, rooms_of
from communitybot.livechats.model.chat import Host
from communitybot.livechats.repository import ChatsWork
from communitybot.people.resolve import person
from communitybot.ports import Units

MYSELF = frozenset({"me", "i", "myself"})


class Surroundings:
    """Reads the community when needed; keeps nothing."""

    def __init__(self, units: Units[ChatsWork]) -> None:
        self._units = units

    async def community(self, caller: Caller) -> Community:
        return await self._units.read(lambda work: community_of(work, caller.community))

    async def rooms(self, caller: Caller) -> tuple[Place, ...]:
        """The rooms in which threads would open now; those elsewhere are named with their platform."""
        community = await self.community(caller)
        return tuple(Place(address, _called(community, address, caller)) for address in rooms_of(community))

    async def hosts(self, caller: Caller, names: tuple[str, ...]) -> tuple[tuple[Host, ...], list[str]]:
        """Members for the names that are theirs, else guests; and what was guessed, a sentence each.

        "me" is the caller, who hosts alone where nobody is named.
        """

        async def look(work: ChatsWork) -> list[Host]:
            return [await _host(work, caller, name) for name in names]

        if not names:
            return (Host(caller.name, caller.person),), []
        found = await self._units.read(look)
        notes = [
            note
            for name, host in zip(names, found, strict=True)
            if (note := _doubt(name, host, caller)) is not None
        ]
        return tuple(dict.fromkeys(found)), notes


def _called(community: Community, address: PlaceAddress, caller: Caller) -> str:
    room = community.room(address)
    name = room.name if room is not None else "a room"
    return name if address.in_space == caller.space else f"{name} on {address.platform.capitalize()}"


async def _host(work: ChatsWork, caller: Caller, name: str) -> Host:
    if fold(name) in MYSELF or fold(name) == fold(caller.name):
        return Host(caller.name, caller.person)
    try:
        member = await person(work, caller.community, name, field="hosts")
    except NotFound as unknown:
        if name.startswith(("@", "<@")) or ":" in name:
            raise Misread(
                unknown.trouble, understood=unknown.understood, example="me, Ana Ruiz", field="hosts"
            ) from None
        return Host(name)
    return Host(member.name, member.id)


def _doubt(name: str, host: Host, caller: Caller) -> str | None:
    if host.person == caller.person or fold(host.name) == fold(name.lstrip("@")):
        if host.person is None:
            return f"*{one_line(name, 40)}* is no member here: named as a guest host, who changes nothing."
        return None
    return f"I read *{one_line(name, 40)}* as {one_line(host.name, 60)}."
