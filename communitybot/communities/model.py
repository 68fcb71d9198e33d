"""What a community is: frozen values, and the questions every feature asks of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.communities.fitting import fit
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Away, Caller

USUAL_OFFSETS = (
    timedelta(days=7),
    timedelta(days=1),
    timedelta(hours=1),
    timedelta(minutes=15),
    timedelta(),
)
"""How long before the start a community is reminded unless it says otherwise; nothing is the start itself."""

USUAL_KEEPING = timedelta(days=730)
"""How long archives of chats are kept unless a community says otherwise: 24 months."""


class Purpose(StrEnum):
    """What a room is for; the bot posts a thing in the rooms that are for it."""

    EVENTS = "events"
    CHATS = "chats"
    IDEAS = "ideas"
    RESOURCES = "resources"


class WhoHosts(StrEnum):
    """Who may plan events."""

    EVERYONE = "everyone"
    HOSTS = "hosts"


@dataclass(frozen=True, slots=True)
class Room:
    """A room under the name the platform last gave it, also one that nothing can be posted in now.

    Such a room keeps what it is for, since it may come back. `told` is when an administrator was last told
    that it was lost. A thread stands here only once it is gone.
    """

    address: PlaceAddress
    name: str
    purposes: frozenset[Purpose] = frozenset()
    away: Away | None = None
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A space the bot was removed from, and when; what it knew there is kept in case it comes back."""

    space: SpaceAddress
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitySettings:
    """What administrators decide. `offsets` are whole minutes before a start, largest first.

    `keeps_archives` is for how long after its end a chat's archive is kept, in whole days.
    """

    offsets: tuple[timedelta, ...] = USUAL_OFFSETS
    who_hosts: WhoHosts = WhoHosts.EVERYONE
    public_page: bool = False
    keeps_archives: timedelta = USUAL_KEEPING


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """One community, wherever it talks.

    `spaces` are those the bot is in now, `left` those it was removed from. `zone` is an IANA name,
    `hosts` are ids of people, `slug` is unique and stays when the name changes.
    """

    id: str
    name: str
    slug: str
    zone: str
    settings: CommunitySettings = field(default_factory=CommunitySettings)
    spaces: tuple[SpaceAddress, ...] = ()
    rooms: tuple[Room, ...] = ()
    hosts: frozenset[str] = frozenset()
    left: tuple[Left, ...] = ()

    @property
    def open_rooms(self) -> tuple[Room, ...]:
        """The rooms that can be posted in now, in the order they are listed."""
        near = (room for room in self.rooms if room.address.in_space in self.spaces)
        return tuple(room for room in near if room.away is None)

    def rooms_for(self, purpose: Purpose) -> tuple[PlaceAddress, ...]:
        """The rooms for a purpose that can be posted in now, in the order they are listed.

        Where all events rooms of a space are lost, the room whose name fits best stands in for them.
        """
        chosen = tuple(room.address for room in self.open_rooms if purpose in room.purposes)
        if purpose is not Purpose.EVENTS:
            return chosen
        return chosen + tuple(room.address for room in map(self.stand_in, self.spaces) if room is not None)

    @property
    def chat_rooms(self) -> tuple[PlaceAddress, ...]:
        """Where live chats open: the rooms chosen for them, else (space by space) the first events room."""
        return self._rooms_or_events(Purpose.CHATS)

    @property
    def idea_rooms(self) -> tuple[PlaceAddress, ...]:
        """Where ideas are discussed: the rooms chosen for them, else the first events room of a space."""
        return self._rooms_or_events(Purpose.IDEAS)

    @property
    def resource_rooms(self) -> tuple[PlaceAddress, ...]:
        """Where resources are kept: the rooms chosen for them, else the first events room of a space."""
        return self._rooms_or_events(Purpose.RESOURCES)

    def _rooms_or_events(self, purpose: Purpose) -> tuple[PlaceAddress, ...]:
        chosen = list(self.rooms_for(purpose))
        events = self.rooms_for(Purpose.EVENTS)
        for space in self.spaces:
            if not any(room.in_space == space for room in chosen):
                chosen += [room for room in events if room.in_space == space][:1]
        return tuple(chosen)

    def lost(self, purpose: Purpose, space: SpaceAddress) -> tuple[Room, ...]:
        """The rooms of a space that are for a purpose and cannot be posted in, where it has no other."""
        here = [room for room in self.rooms if room.address.in_space == space and purpose in room.purposes]
        return () if any(room.away is None for room in here) else tuple(here)

    def stand_in(self, space: SpaceAddress) -> Room | None:
        """Where a space's events go while all rooms chosen for them are lost."""
        if not self.lost(Purpose.EVENTS, space):
            return None
        here = [room for room in self.open_rooms if room.address.in_space == space]
        best = max(here, key=lambda room: fit(room.name, Purpose.EVENTS), default=None)
        return best if best is not None and fit(best.name, Purpose.EVENTS) else None

    def is_lost(self, place: PlaceAddress) -> bool:
        """Whether nothing can be posted at a place: in its room, or in the thread itself."""
        return any(room.away is not None and room.address in {place, place.room} for room in self.rooms)

    def instead_of(self, place: PlaceAddress) -> tuple[PlaceAddress, ...]:
        """Where goes what was meant for a lost place: a thread's room, else the space's events rooms."""
        if place.thread is not None and not self.is_lost(place.room):
            return (place.room,)
        rooms = self.rooms_for(Purpose.EVENTS)
        return tuple(room for room in rooms if room.in_space == place.in_space) or rooms

    def room(self, address: PlaceAddress) -> Room | None:
        """The room at an address, also for a thread in it."""
        return next((room for room in self.rooms if room.address == address.room), None)

    def may_host(self, caller: Caller) -> bool:
        """Whether the caller may plan events here; nobody of another community may."""
        if caller.community != self.id:
            return False
        everyone = self.settings.who_hosts is WhoHosts.EVERYONE
        return everyone or caller.administers or caller.person in self.hosts


class Kind(StrEnum):
    """What a code joins, and the command it is given to."""

    SPACE = "space"
    ACCOUNT = "account"

    @property
    def command(self) -> str:
        return "/community link" if self is Kind.SPACE else "/my link"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCode:
    """A code somebody was given: of which community and person, until when, and when it was used."""

    hashed: str
    kind: Kind
    community: str
    person: str
    expires: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """How much a community has; `same_events` are those the other took from the same calendar."""

    events: int = 0
    people: int = 0
    programmes: int = 0
    imported: int = 0
    same_events: int = 0
