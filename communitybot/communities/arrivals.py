"""What the bot makes of a space it is added to: a community, its rooms, and what each seems to be for."""

from dataclasses import replace

from communitybot.communities.fitting import fit
from communitybot.communities.model import Community, Left, Purpose, Room
from communitybot.communities.names import clean, slug
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Away, RoomTold
from communitybot.ids import new_id
from communitybot.moments.zones import zone_named

MOST_LOST = 100  # ours: lost rooms and threads without a purpose that are remembered, the latest ones


def new_community(space: SpaceAddress, name: str, zone: str) -> Community:
    """Make a community of one space; its rooms become known when they are told of."""
    name = clean(name, "Our community")
    return Community(id=new_id(), name=name, slug=slug(name), zone=zone, spaces=(space,))


def arrive(community: Community, arrival: Arrived) -> Community:
    """Return the community with the space it (again) has the bot in, and the rooms it has there now.

    Repeated, it changes nothing; rooms known already keep what they are for, also those that are lost.
    """
    space = arrival.space
    name = community.name
    if community.spaces == (space,) and name == clean(space.space, "Our community"):
        name = clean(arrival.name, name)  # it was seen before anybody told what it is called
    spaces = community.spaces if space in community.spaces else (*community.spaces, space)
    left = tuple(each for each in community.left if each.space != space)
    rooms = _with_new_rooms(_without_missing(community.rooms, arrival), arrival)
    return replace(community, name=name, spaces=spaces, left=left, rooms=_with_purposes(rooms, space))


def depart(community: Community, left: Left) -> Community:
    """Return the community without the bot in a space; rooms, people and plans are kept. Once is enough."""
    if left.space not in community.spaces:
        return community
    spaces = tuple(space for space in community.spaces if space != left.space)
    return replace(community, spaces=spaces, left=(*community.left, left))


def hear(community: Community, told: RoomTold) -> Community:
    """Return the community with one room as it is told of now; repeated, it changes nothing.

    A room nobody knew is taken in; of a thread it is only kept that it is gone.
    """
    address = told.room
    if address.in_space not in community.spaces:
        return community
    if told.moved is not None:
        return _moved(community, address, told.moved)
    known = next((room for room in community.rooms if room.address == address), None)
    if known is None:
        if address.thread is not None and told.away is None:
            return community
        rooms = (*community.rooms, Room(address, clean(told.name, address.place), away=told.away))
    elif address.thread is not None and told.away is None:
        rooms = tuple(room for room in community.rooms if room is not known)
    else:
        now = replace(known, name=clean(told.name, known.name), away=told.away)
        rooms = tuple(now if room is known else room for room in community.rooms)
    return replace(community, rooms=_pruned(_with_purposes(rooms, address.in_space)))


def zone_of(arrival: Arrived, otherwise: str) -> str:
    """The zone a platform tells for a space, when it is one we know."""
    return (zone_named(arrival.zone) if arrival.zone else None) or otherwise


def _with_new_rooms(known: tuple[Room, ...], arrival: Arrived) -> tuple[Room, ...]:
    """Those told of can be written in, whatever was heard of them before."""
    told = {
        address.room: clean(name, address.place)
        for address, name in arrival.rooms
        if address.in_space == arrival.space
    }
    here = tuple(_present(room, told.pop(room.address, None), arrival) for room in known)
    return here + tuple(Room(address, name) for address, name in told.items())


def _present(room: Room, name: str | None, arrival: Arrived) -> Room:
    if name is not None:
        return replace(room, name=name, away=None)
    return replace(room, away=None) if room.address in arrival.others else room


def _without_missing(known: tuple[Room, ...], arrival: Arrived) -> tuple[Room, ...]:
    """Note of each room that is not told of as one to write in why that is; a lost thread stays lost."""
    if arrival.missing is None and not arrival.closed:
        return known
    told = {address.room for address, _ in arrival.rooms}.union(arrival.others)
    rooms = []
    for room in known:
        if room.address.in_space == arrival.space and room.address not in told:
            rooms.append(replace(room, away=_why(room, arrival)))
        else:
            rooms.append(room)
    return _pruned(tuple(rooms))


def _why(room: Room, arrival: Arrived) -> Away | None:
    """What keeps us from a room that is not told of; what was known more exactly stays."""
    if room.address in arrival.closed:
        return Away.CLOSED
    if arrival.missing is Away.DELETED and room.address.thread is None:
        return Away.DELETED
    return room.away or arrival.missing


def _moved(community: Community, old: PlaceAddress, new: PlaceAddress) -> Community:
    """The room goes by another address; the old one is kept as lost, for what is still meant for it."""
    known = next((room for room in community.rooms if room.address == old), None)
    if known is None or known.away is Away.DELETED or new.in_space != old.in_space:
        return community
    rooms = tuple(
        replace(room, address=new) if room is known else room
        for room in community.rooms
        if room.address != new
    )
    return replace(community, rooms=_pruned((*rooms, Room(old, known.name, away=Away.DELETED))))


def _pruned(rooms: tuple[Room, ...]) -> tuple[Room, ...]:
    """Forget the oldest of what is lost and was for nothing: its platform never gives it back."""
    spare = [room for room in rooms if room.away is Away.DELETED and not room.purposes]
    dropped = spare[: max(len(spare) - MOST_LOST, 0)]
    return tuple(room for room in rooms if room not in dropped)


def _with_purposes(rooms: tuple[Room, ...], space: SpaceAddress) -> tuple[Room, ...]:
    """Give each purpose the room whose name fits best, where the space has no room for it yet."""
    for purpose in Purpose:
        here = [room for room in rooms if room.address.in_space == space]
        if any(purpose in room.purposes for room in here):
            continue
        reachable = [room for room in here if room.away is None]
        best = max(reachable, key=lambda room: fit(room.name, purpose), default=None)  # the first of equals
        if best is None or not fit(best.name, purpose):
            continue
        chosen = replace(best, purposes=best.purposes | {purpose})
        rooms = tuple(chosen if room is best else room for room in rooms)
    return rooms
