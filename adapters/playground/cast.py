"""Who one can be in the playground, and the rooms there are."""

from dataclasses import dataclass

from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Who

PLATFORM = "playground"
SPACE = SpaceAddress(PLATFORM, "demo")
COMMUNITY = "Connected Educator Month"
ZONE = "America/New_York"
BOT_ID = "bot"
BOT_NAME = "Community Bot"
DIRECT = "direct-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody one can be; `role` is what the page says beside the name."""

    id: str
    name: str
    role: str
    zone: str
    roles: frozenset[str] = frozenset()

    @property
    def address(self) -> PersonAddress:
        return PersonAddress(PLATFORM, SPACE.space, self.id)

    @property
    def direct(self) -> PlaceAddress:
        """The private place of this person and the bot."""
        return PlaceAddress(PLATFORM, SPACE.space, DIRECT + self.id)

    @property
    def who(self) -> Who:
        return Who(account=self.address, name=self.name, zone=self.zone, locale="en-US", roles=self.roles)


MEMBERS = (
    Member(id="teacher", name="Maya Torres", role="Teacher", zone="America/New_York"),
    Member(id="principal", name="Marcus Bell", role="Principal", zone="America/Los_Angeles"),
    Member(id="host", name="Dana Whitfield", role="Host", zone="America/Chicago"),
    Member(
        id="administrator",
        name="Grace Lindqvist",
        role="Administrator",
        zone="America/New_York",
        roles=frozenset({ADMINISTRATOR}),
    ),
    Member(id="visitor", name="Ellen Park", role="Visiting guest", zone="America/New_York"),
    Member(id="librarian", name="Nora Castillo", role="Librarian", zone="America/Denver"),
)
ROOMS = (
    ("events", "events"),
    ("general", "staff room"),
    ("chats", "live chats"),
    ("ideas", "ideas"),
    ("resources", "resources"),
)

_BY_ID = {member.id: member for member in MEMBERS}


def member(person: str) -> Member | None:
    return _BY_ID.get(person)


def who(person: str) -> Who:
    """Somebody as the bot is told of them; also one who is no longer among the members."""
    known = member(person)
    return known.who if known else Who(account=PersonAddress(PLATFORM, SPACE.space, person), name=person)


def room_address(room: str) -> PlaceAddress:
    return PlaceAddress(PLATFORM, SPACE.space, room)


def arrival() -> Arrived:
    """What the bot is told at every start: this space, its rooms, and who added it."""
    return Arrived(
        space=SPACE,
        name=COMMUNITY,
        by=_BY_ID["administrator"].who,
        rooms=tuple((room_address(room), name) for room, name in ROOMS),
        zone=ZONE,
    )
