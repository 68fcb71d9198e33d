"""What the resource services stand on: finding a resource, and who may do what with it."""

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import NotAllowed, NotFound
from communitybot.people.rights import refusal
from communitybot.ports import Clock, Units
from communitybot.resources.model.resource import Resource, State
from communitybot.resources.repository import ResourcesWork

EXAMPLE = "/resources"


class Desk:
    """One part of the resource services: it keeps nothing itself."""

    def __init__(self, units: Units[ResourcesWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock


async def find(work: ResourcesWork, caller: Caller, resource: str, *, hold: bool = False) -> Resource:
    """The resource of that id in the caller's community, if they may see it.

    Raises:
        NotFound: when there is none, or it is not theirs to see (a draft, one that was put aside).
    """
    found = await work.resources.get(caller.community, resource, hold=hold)
    if found is not None and (found.seen or found.by(caller.person)):
        return found
    if found is not None and found.state is not State.DRAFT and await moderates(work, caller):
        return found
    raise NotFound("I know no such resource here; it may have been taken back.", example=EXAMPLE)


async def community_of(work: ResourcesWork, community: str) -> Community:
    found = await work.communities.get(community)
    if found is None:
        raise NotFound("I do not know this community yet.", example="/communitybot")
    return found


def chosen_room(house: Community, caller: Caller, place: PlaceAddress, *, example: str) -> PlaceAddress:
    """The room of a place somebody chose for a card: nobody has one posted where they may not be.

    Raises:
        NotAllowed: for any but the one they are in and those that are for something.
    """
    room = place.room
    open_now = {each.address: each for each in house.open_rooms}
    if room not in open_now or not (room == caller.place.room or open_now[room].purposes):
        raise NotAllowed(
            "Cards go to the room you are in, or to one an administrator has chosen for something.",
            example=example,
            field="room",
        )
    return room


async def moderates(work: ResourcesWork, caller: Caller) -> bool:
    """Administrators and hosts check what was reported, and may put a resource aside."""
    if caller.administers:
        return True
    return caller.person in (await community_of(work, caller.community)).hosts


async def demand_moderating(work: ResourcesWork, caller: Caller, *, there: str | None = None) -> None:
    """Refuse all but those who moderate.

    `there` is what does the same in a room: in private some platforms do not say who administers.
    """
    if await moderates(work, caller):
        return
    if there is not None and not caller.rights_told:
        raise NotAllowed(
            f"From here I cannot see whether you are an administrator. Please use `{there}` in a room of "
            "the community, where I can.",
            example=there,
        )
    raise refusal(caller, "Only hosts and administrators can do that.", example=EXAMPLE)


def demand_administering(caller: Caller) -> None:
    if not caller.administers:
        raise refusal(caller, "Only administrators can do that.", example=EXAMPLE)


async def demand_keeping(work: ResourcesWork, caller: Caller, resource: Resource) -> None:
    """Whoever shared it may change it, and hosts and administrators may."""
    if not resource.by(caller.person) and not await moderates(work, caller):
        raise NotAllowed("Only whoever shared this and hosts can change it.", example=EXAMPLE)
