"""Rooms, threads and direct places: their ids on the page, their addresses, and who sees them."""

from dataclasses import dataclass

from adapters.playground import cast
from adapters.playground.cast import Member
from adapters.playground.records import Said
from adapters.playground.store import Store
from communitybot.conversation.addresses import PlaceAddress


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere to talk: `kind` is room, thread or direct; `parent` is the room of a thread."""

    id: str
    name: str
    kind: str
    parent: str | None = None
    closed: bool = False
    pinned: bool = False

    @property
    def address(self) -> PlaceAddress:
        room, _, thread = self.id.partition("/")
        return PlaceAddress(cast.PLATFORM, cast.SPACE.space, room, thread or None)


_ROOMS = {room: Place(id=room, name=name, kind="room") for room, name in cast.ROOMS}
_DIRECT = {
    member.direct.place: Place(id=member.direct.place, name=cast.BOT_NAME, kind="direct")
    for member in cast.MEMBERS
}


def place_id(address: PlaceAddress) -> str:
    return f"{address.place}/{address.thread}" if address.thread else address.place


class Places:
    """Every place there is; threads come and go with the conversation."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, place: str) -> Place | None:
        known = _ROOMS.get(place) or _DIRECT.get(place)
        if known is not None:
            return known
        thread = self._store.thread(place)
        if thread is None:
            return None
        return Place(
            id=thread.id,
            name=thread.title,
            kind="thread",
            parent=thread.parent,
            closed=thread.closed,
            pinned=thread.pinned and not thread.closed,
        )

    def seen_by(self, member: Member) -> tuple[Place, ...]:
        """Rooms in order, each followed by its threads, then the direct place of this member."""
        threads = [place for thread in self._store.threads() if (place := self.find(thread.id))]
        places: list[Place] = []
        for room in _ROOMS.values():
            places += [room, *(thread for thread in threads if thread.parent == room.id)]
        return (*places, _DIRECT[member.direct.place])

    def find_for(self, member: Member, place: str) -> Place | None:
        """The place, if this member sees it; other people's direct places do not exist for them."""
        found = self.find(place)
        hidden = found is not None and found.kind == "direct" and found.id != member.direct.place
        return None if hidden else found


def sees(member: Member, said: Said) -> bool:
    """Whether a message, there or removed, is one this member may know of."""
    return said.only_for in {None, member.id} and (
        said.place not in _DIRECT or said.place == member.direct.place
    )


def is_private(said: Said) -> bool:
    return said.only_for is not None or said.place in _DIRECT
