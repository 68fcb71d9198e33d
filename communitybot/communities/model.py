"""What a community is: frozen values, and the questions every feature asks of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Caller

USUAL_OFFSETS = (
    timedelta(days=7),
    timedelta(days=1),
    timedelta(hours=1),
    timedelta(minutes=15),
    timedelta(),
)
"""How long before the start a community is reminded unless it says otherwise; nothing is the start itself."""


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
    """A room the bot can see, under the name the platform last gave it."""

    address: PlaceAddress
    name: str
    purposes: frozenset[Purpose] = frozenset()


@dataclass(frozen=True, slots=True)
class Left:
    """A space the bot was removed from, and when; what it knew there is kept in case it comes back."""

    space: SpaceAddress
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitySettings:
    """What administrators decide. `offsets` are whole minutes before a start, largest first."""

    offsets: tuple[timedelta, ...] = USUAL_OFFSETS
    who_hosts: WhoHosts = WhoHosts.EVERYONE
    public_page: bool = False


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

    def rooms_for(self, purpose: Purpose) -> tuple[PlaceAddress, ...]:
        """The rooms for a purpose that the bot can reach now, in the order they are listed."""
        return tuple(
            room.address
            for room in self.rooms
            if purpose in room.purposes and room.address.in_space in self.spaces
        )

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
