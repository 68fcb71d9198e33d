"""A school whose members share resources: services over a real store, pages that tell what they are told."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime

from fakes import FakeClock
from sqlalchemy import select

from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.plain import plain
from communitybot.people.model import Person, Quiet
from communitybot.ports import LinkPreview, NoPreview
from communitybot.resources.drafting import Drafting
from communitybot.resources.editing import Editing
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind, Licence, Resource, Sharer, State
from communitybot.resources.previews import Wished
from communitybot.resources.viewing import Viewing
from communitybot.resources.views import ResourceWish
from communitybot.storage.tables.outbox import outbox

NOON = datetime.fromisoformat("2014-10-14T16:00:00+00:00")  # in New York
SPACE = SpaceAddress("fake", "school")
LOUNGE = PlaceAddress("fake", "school", "lounge")
SHELF = PlaceAddress("fake", "school", "shelf")
LINK = "https://videos.example.org/strips?utm_source=mail"
PAGE = LinkPreview(
    address="https://videos.example.org/strips",
    title="Fraction strips",
    description="Paper strips to compare fractions.",
    site="Example Videos",
    author="Dr. Lind",
    kind="VideoObject",
    licence="https://creativecommons.org/licenses/by-sa/4.0/",
)


@dataclass
class Pages:
    """What pages tell, by address; how often each was asked."""

    told: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)

    async def look(self, address, **_patience):
        self.asked.append(address)
        return self.told.get(address)


@dataclass
class Door:
    """The same as the door of a whole bot."""

    told: dict

    async def look(self, address):
        if address not in self.told:
            raise NoPreview("it told nothing")
        return self.told[address]


@dataclass
class School:
    """One community, with services as they are built."""

    units: object
    clock: FakeClock
    pages: Pages = field(default_factory=Pages)
    known: dict = field(default_factory=dict)

    def __post_init__(self):
        self.drafting = Drafting(self.units, self.clock, self.pages)
        self.editing = Editing(self.units, self.clock)
        self.viewing = Viewing(self.units, self.clock)

    async def somebody(self, name, *, administers=False, community="c1", place=LOUNGE):
        """A member as they call, stored when first seen."""
        key = name.split()[0].lower()
        account = PersonAddress("fake", "school" if community == "c1" else community, key)
        if (community, key) not in self.known:
            quiet = Quiet(start=Quiet().end, end=Quiet().end)
            person = Person(
                id=f"{community}-{key}", community=community, name=name, accounts=(account,), quiet=quiet
            )
            await self.units.run(lambda work: work.people.add(person))
            self.known[community, key] = person
        return Caller(
            person=f"{community}-{key}",
            name=name,
            community=community,
            account=account,
            space=account.in_space,
            place=place,
            zone="America/New_York",
            roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
        )

    async def resource(self, resource, community="c1"):
        return await self.units.read(lambda work: work.resources.get(community, resource))

    async def shared(self, caller, link=LINK, **wish):
        """A resource that was drafted and shared."""
        draft = await self.drafting.draft(caller, wished(link, **wish))
        return (await self.drafting.send(caller, draft.resource.id)).resource

    async def promised(self, kind):
        """What is promised of a kind, oldest first: key, state, where to, arguments."""

        async def look(work):
            asked = select(outbox).where(outbox.c.kind == kind).order_by(outbox.c.id)
            rows = await work.connection.execute(asked)
            return [(row.key, row.state, row.destination, json.loads(row.args)) for row in rows]

        return await self.units.read(look)

    async def hides(self, resource):
        async def unit(work):
            found = await work.resources.get("c1", resource.id)
            await work.resources.save(replace(found, state=State.HIDDEN, revision=found.revision + 1))

        await self.units.run(unit)


def wished(link=LINK, **wish):
    from communitybot.resources.addresses import read_address

    wish.setdefault("title", "Fraction strips")
    return Wished(wish=ResourceWish(**wish), address=read_address(link) if link else None)


def resource(**given):
    """A resource with everything that can be known of one."""
    everything = {
        "id": "r0000000000001",
        "community": "c1",
        "state": State.SHARED,
        "title": "Fraction strips",
        "address": "https://videos.example.org/strips",
        "canonical": "https://videos.example.org/strips",
        "about": "Paper strips to compare fractions.",
        "kind": Kind.VIDEO,
        "grades": (Grade.THIRD, Grade.FOURTH, Grade.FIFTH),
        "subjects": ("maths",),
        "licence": Licence.CC_BY_SA,
        "login": False,
        "tags": ("fractions", "games"),
        "sharer": Sharer("c1-ana", "Ana Ruiz"),
        "added": NOON,
        "shared": NOON,
        "room": LOUNGE,
    }
    return Resource(**(everything | given))


def words(message):
    return plain(message, zone="America/New_York", now=NOON)


async def opened(units, *, rooms=True):
    """A school with a lounge, a room for resources, a host, and another school beside it."""
    made = School(units, FakeClock(NOON))
    lounge, shelf = Room(LOUNGE, "lounge"), Room(SHELF, "shelf", frozenset({Purpose.RESOURCES}))
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln",
        zone="America/New_York",
        spaces=(SPACE,),
        rooms=(lounge, shelf) if rooms else (),
        hosts=frozenset({"c1-hana"}),
    )
    elm = Community(id="c2", name="Elm School", slug="elm", zone="UTC", spaces=(SpaceAddress("fake", "c2"),))

    async def unit(work):
        await work.communities.add(community)
        await work.communities.add(elm)

    await units.run(unit)
    return made
