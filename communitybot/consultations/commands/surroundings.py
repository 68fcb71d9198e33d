"""The community around a caller: rooms by their names, and who asks."""

import re

from communitybot.communities.model import Community
from communitybot.communities.names import fold
from communitybot.consultations.desk import community_of
from communitybot.consultations.model.consultation import Asker, Consultation
from communitybot.consultations.repository import ConsultsWork
from communitybot.consultations.service import Consultations
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.text import Place
from communitybot.errors import Misread, NotFound
from communitybot.people.resolve import person, place
from communitybot.ports import Units

MYSELF = frozenset({"me", "i", "myself"})
HERE = "here"
EMPTIED = frozenset({"none", "default", "-"})
ROOMS_MOST = 10


class Surroundings:
    """Reads the community when needed; keeps nothing."""

    def __init__(self, units: Units[ConsultsWork], consultations: Consultations) -> None:
        self._units = units
        self._consultations = consultations

    async def rooms(self, caller: Caller, one: Consultation) -> tuple[Place, ...]:
        """Where a consultation is shown, or would be now; rooms elsewhere are named with their platform."""
        community = await self._units.read(lambda work: community_of(work, caller.community))
        there = await self._consultations.rooms(caller, one)
        return tuple(Place(address, _called(community, address, caller)) for address in there)

    async def asker(self, caller: Caller, typed: str) -> tuple[Asker, list[str]]:
        """Name and role as typed, a member where the name is one's; and what was guessed, a sentence each."""
        before, _, after = typed.partition(",")
        name, role = one_line(before, 10_000), one_line(after, 10_000)
        if not any(letter.isalnum() for letter in name):
            raise Misread(
                "Who asks has a name.",
                understood=name or None,
                example="Dr. Rosa Lind, superintendent",
                field="who",
            )
        if fold(name) in MYSELF or fold(name) == fold(caller.name):
            return Asker(caller.name, role, caller.person), []
        try:
            member = await self._units.read(lambda work: person(work, caller.community, name, field="who"))
        except NotFound as unknown:
            if name.startswith(("@", "<@")):
                raise Misread(
                    unknown.trouble, understood=unknown.understood, example="me, superintendent", field="who"
                ) from None
            return Asker(name, role), []
        guessed = fold(member.name) != fold(name.lstrip("@"))
        notes = [f"I read *{one_line(name, 40)}* as {one_line(member.name, 60)}."] if guessed else []
        return Asker(member.name, role, member.id), notes

    async def named_rooms(self, caller: Caller, typed: str) -> tuple[PlaceAddress, ...]:
        """The rooms that are named, on every platform that has one of the name; none are those for ideas."""
        if fold(typed) in EMPTIED:
            return ()

        async def look(work: ConsultsWork) -> list[PlaceAddress]:
            community = await community_of(work, caller.community)
            found: list[PlaceAddress] = []
            for piece in filter(None, (each.strip() for each in re.split(r"[,;\n]", typed))):
                found += await _rooms(work, community, caller, piece)
            return found

        rooms = tuple(dict.fromkeys(await self._units.read(look)))
        if len(rooms) > ROOMS_MOST:
            raise Misread(
                f"It can be shown in {ROOMS_MOST} rooms; these are {len(rooms)}.",
                example="ideas",
                field="rooms",
            )
        return rooms


async def _rooms(work: ConsultsWork, community: Community, caller: Caller, typed: str) -> list[PlaceAddress]:
    if fold(typed) == HERE:
        here = [room.address for room in community.open_rooms if room.address == caller.place.room]
        if here:
            return here
    same = [room.address for room in community.open_rooms if fold(room.name) == fold(typed)]
    if same:
        return same
    return [(await place(work, community.id, typed, space=caller.space, field="rooms")).address]


def _called(community: Community, address: PlaceAddress, caller: Caller) -> str:
    room = community.room(address)
    name = room.name if room is not None else "a room"
    return name if address.in_space == caller.space else f"{name} on {address.platform.capitalize()}"
