"""A small community to plan events in: three people, two rooms, real storage, a clock that stands still."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.events.model import Details, Occurrence
from communitybot.events.service import Events, Plan
from communitybot.moments import Repeat
from communitybot.people.model import Person, Quiet
from communitybot.storage.work import UnitsOfWork

NEW_YORK = "America/New_York"
SPACE = SpaceAddress("fake", "school")
ROOM = PlaceAddress("fake", "school", "events")
HOUSE = Community(
    id="c1",
    name="Lincoln School",
    slug="lincoln-school",
    zone=NEW_YORK,
    spaces=(SPACE,),
    rooms=(Room(ROOM, "events", frozenset({Purpose.EVENTS})), Room(replace(ROOM, place="hall"), "hall")),
)
WAKING = Quiet(start=Quiet().start, end=Quiet().start)  # no quiet hours


@dataclass
class House:
    """The event services, and who may call them."""

    units: UnitsOfWork
    clock: object
    community: Community = HOUSE
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def events(self) -> Events:
        return Events(self.units, self.clock)

    async def open(self, *names: str) -> "House":
        async def unit(work):
            await work.communities.add(self.community)
            for name in names:
                account = PersonAddress("fake", "school", name.lower())
                person = Person(id=name.lower(), community="c1", name=name, accounts=(account,), quiet=WAKING)
                self.people[name] = await work.people.add(person)

        await self.units.run(unit)
        return self

    async def change(self, person: str, **what) -> None:
        self.people[person] = replace(self.people[person], **what)

        async def unit(work):
            await work.people.save(self.people[person])

        await self.units.run(unit)

    def caller(self, name: str, *, administers: bool = False) -> Caller:
        person = self.people[name]
        return Caller(
            person=person.id,
            name=name,
            community="c1",
            account=person.direct,
            space=SPACE,
            place=ROOM,
            zone=NEW_YORK,
            roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
        )

    async def posted(
        self,
        starts: datetime,
        *,
        by: str = "Hana",
        title: str = "Reading circle",
        repeat: Repeat | None = None,
        length: timedelta = timedelta(hours=1),
        zone: str = NEW_YORK,
        **details,
    ) -> Occurrence:
        plan = Plan(
            details=Details(title=title, **details), starts=starts, zone=zone, length=length, repeat=repeat
        )
        draft = await self.events.draft(self.caller(by), plan)
        return await self.events.post(self.caller(by), draft.event.id)

    async def promises(self, state: str = "planned", kind: str | None = None) -> list[dict]:
        """The outbox as it is: key, kind, due (UTC), state, reason."""
        from sqlalchemy import select

        from communitybot.storage.tables.outbox import outbox
        from communitybot.storage.types import moment

        async def unit(work):
            asked = select(outbox).order_by(outbox.c.due, outbox.c.id)
            if state != "any":
                asked = asked.where(outbox.c.state == state)
            if kind is not None:
                asked = asked.where(outbox.c.kind == kind)
            found = (await work.connection.execute(asked)).mappings()
            return [{**row, "due": moment(row["due"])} for row in found]

        return await self.units.read(unit)
