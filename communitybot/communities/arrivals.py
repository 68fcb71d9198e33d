"""What the bot makes of a space it is added to: a community, its rooms, and what each seems to be for."""

from dataclasses import replace

from communitybot.communities.model import Community, Left, Purpose, Room
from communitybot.communities.names import clean, fold, slug
from communitybot.conversation.addresses import SpaceAddress
from communitybot.conversation.inbound import Arrived
from communitybot.ids import new_id
from communitybot.moments.zones import zone_named

WORDS: dict[Purpose, frozenset[str]] = {
    Purpose.EVENTS: frozenset({"events", "event", "calendar"}),
    Purpose.CHATS: frozenset({"chats", "chat", "livechats", "livechat"}),
    Purpose.IDEAS: frozenset({"ideas", "idea", "suggestions"}),
    Purpose.RESOURCES: frozenset({"resources", "resource", "library"}),
}
"""The words in a room's name that tell what it is for."""
COMMON_ROOMS = ("announcements", "general", "main", "lobby")
"""Where events go in a space that has no room for them: the first of these it has."""


def new_community(space: SpaceAddress, name: str, zone: str) -> Community:
    """Make a community of one space; its rooms become known when they are told of."""
    name = clean(name, "Our community")
    return Community(id=new_id(), name=name, slug=slug(name), zone=zone, spaces=(space,))


def arrive(community: Community, arrival: Arrived) -> Community:
    """Return the community with the space it (again) has the bot in, and the rooms it has there now.

    Repeated, it changes nothing; rooms known already keep what they are for.
    """
    space = arrival.space
    name = community.name
    if community.spaces == (space,) and name == clean(space.space, "Our community"):
        name = clean(arrival.name, name)  # it was seen before anybody told what it is called
    spaces = community.spaces if space in community.spaces else (*community.spaces, space)
    left = tuple(each for each in community.left if each.space != space)
    rooms = _with_new_rooms(community.rooms, arrival)
    return replace(community, name=name, spaces=spaces, left=left, rooms=_with_purposes(rooms, space))


def depart(community: Community, left: Left) -> Community:
    """Return the community without the bot in a space; rooms, people and plans are kept. Once is enough."""
    if left.space not in community.spaces:
        return community
    spaces = tuple(space for space in community.spaces if space != left.space)
    return replace(community, spaces=spaces, left=(*community.left, left))


def zone_of(arrival: Arrived, otherwise: str) -> str:
    """The zone a platform tells for a space, when it is one we know."""
    return (zone_named(arrival.zone) if arrival.zone else None) or otherwise


def _with_new_rooms(known: tuple[Room, ...], arrival: Arrived) -> tuple[Room, ...]:
    told = {
        address.room: clean(name, address.place)
        for address, name in arrival.rooms
        if address.in_space == arrival.space
    }
    renamed = tuple(replace(room, name=told.pop(room.address, room.name)) for room in known)
    return renamed + tuple(Room(address, name) for address, name in told.items())


def _with_purposes(rooms: tuple[Room, ...], space: SpaceAddress) -> tuple[Room, ...]:
    """Give each purpose the room whose name fits best, where the space has no room for it yet."""
    for purpose in Purpose:
        here = [room for room in rooms if room.address.in_space == space]
        if any(purpose in room.purposes for room in here):
            continue
        best = max(here, key=lambda room: _fit(room, purpose), default=None)  # the first of equals
        if best is None or not _fit(best, purpose):
            continue
        chosen = replace(best, purposes=best.purposes | {purpose})
        rooms = tuple(chosen if room is best else room for room in rooms)
    return rooms


def _fit(room: Room, purpose: Purpose) -> int:
    name = fold(room.name)
    words = {word for word in "".join(c if c.isalnum() else " " for c in name).split() if word}
    if name == purpose.value:
        return 20
    if words & WORDS[purpose]:
        return 15 - min(len(words), 4)  # the fewer other words, the surer
    if purpose is Purpose.EVENTS and name in COMMON_ROOMS:
        return 5 - COMMON_ROOMS.index(name)
    return 0
