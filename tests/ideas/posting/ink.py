"""A community whose members write ideas: the services over a real store, and what is promised to whom."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fakes import FakeClock
from sqlalchemy import select

from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.ideas.editing import Editing
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.moderating import Moderating
from communitybot.ideas.posting import Posting
from communitybot.ideas.settings import Settling
from communitybot.ideas.views import IdeaWish
from communitybot.people.model import Person, Quiet
from communitybot.storage.tables.outbox import outbox

NOON = datetime.fromisoformat("2014-10-14T16:00:00+00:00")  # in New York
SPACE = SpaceAddress("fake", "school")
ROOM = PlaceAddress("fake", "school", "ideas")
WISH = IdeaWish(
    title="Peer observation hour",
    need="New teachers never see a colleague teach.",
    approach="One hour a month to watch, and a talk afterwards.",
)


@dataclass(frozen=True)
class Promised:
    kind: str
    args: dict
    due: int


@dataclass
class School:
    """One community, with services as they are built."""

    units: object
    clock: FakeClock
    known: dict = field(default_factory=dict)

    def __post_init__(self):
        self.posting = Posting(self.units, self.clock)
        self.editing = Editing(self.units, self.clock)
        self.moderating = Moderating(self.units, self.clock)
        self.settling = Settling(self.units, self.clock)

    async def somebody(self, name, *, administers=False, community="c1", rights_told=True):
        """A member as they call, stored when first seen; without quiet hours."""
        key = name.split()[0].lower()
        if (community, key) not in self.known:
            account = PersonAddress("fake", community if community != "c1" else "school", key)
            quiet = Quiet(start=Quiet().end, end=Quiet().end)
            person = Person(
                id=f"p-{community}-{key}", community=community, name=name, accounts=(account,), quiet=quiet
            )
            await self.units.run(lambda work: work.people.add(person))
            self.known[community, key] = person
        person = self.known[community, key]
        return Caller(
            person=person.id,
            name=name,
            community=community,
            account=person.accounts[0],
            space=person.accounts[0].in_space,
            place=ROOM,
            zone="America/New_York",
            roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
            rights_told=rights_told,
        )

    async def set(self, **wished):
        await self.units.run(lambda work: work.ideas.set("c1", IdeaSettings(**wished)))

    async def idea(self, idea, community="c1"):
        return await self.units.read(lambda work: work.ideas.get(community, idea))

    async def sent(self, caller, wish=WISH):
        """An idea that was written and sent."""
        preview = await self.posting.draft(caller, wish)
        return (await self.posting.send(caller, preview.idea.id)).idea

    async def published(self, caller, moderator, wish=WISH):
        idea = await self.sent(caller, wish)
        return (await self.moderating.publish(moderator, idea.id)).idea

    async def promised(self, kind=None):
        """What is promised, oldest first: kind, to whom, and with which arguments."""

        async def look(work):
            rows = await work.connection.execute(select(outbox).order_by(outbox.c.id))
            return [Promised(row.kind, json.loads(row.args), row.due) for row in rows]

        found = await self.units.read(look)
        return [one for one in found if kind is None or one.kind == kind]

    def later(self, **by):
        self.clock.advance(timedelta(**by))


async def school(units, *, rooms=True):
    """A school with a host, Hana."""
    clock = FakeClock(NOON)
    made = School(units, clock)
    hana = "p-c1-hana"
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln",
        zone="America/New_York",
        spaces=(SPACE,),
        rooms=(Room(ROOM, "ideas", frozenset({Purpose.IDEAS})),) if rooms else (),
        hosts=frozenset({hana}),
    )
    other = Community(
        id="c2", name="Elm School", slug="elm", zone="UTC", spaces=(SpaceAddress("fake", "c2"),)
    )

    async def unit(work):
        await work.communities.add(community)
        await work.communities.add(other)

    await units.run(unit)
    await made.somebody("Hana Ito")
    return made
