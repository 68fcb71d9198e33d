"""A school with a library: real storage, a clock that stands still, callers and their digests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.plain import plain
from communitybot.people.model import Person
from communitybot.resources.delivery.editions import DUE, EDITION, RESTS, Editions
from communitybot.resources.digest_views import DigestWish
from communitybot.resources.digesting import Digesting
from communitybot.resources.model.digest import Cadence
from communitybot.resources.model.resource import Resource, Sharer, State

NEW_YORK = "America/New_York"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)  # a Tuesday
SPACE = SpaceAddress("fake", "school")
ROOM = PlaceAddress("fake", "school", "resources")
DAILY = DigestWish(cadence=Cadence.DAILY, hour=16)


def resource(name, title="Fraction strips", **given):
    """A shared resource of Ana's."""
    person = given.pop("person", "ana")
    at = given.pop("at", NOON)
    known = {"state": State.SHARED, "shared": at, "community": "c1"} | given
    return Resource(id=name, title=title, sharer=Sharer(person, person.capitalize()), added=at, **known)


def caller(person="ben", *, administers=False, community="c1"):
    return Caller(
        person=person,
        name=person.capitalize(),
        community=community,
        account=PersonAddress("fake", "school", person),
        space=SPACE,
        place=ROOM,
        zone=NEW_YORK,
        roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
    )


BEN, CLEO, HOST = caller(), caller("cleo"), caller("cleo", administers=True)


def words(message):
    return plain(message, zone=NEW_YORK, now=NOON)


@dataclass
class School:
    """The store with a community in it, and what tests ask of it."""

    units: object
    clock: object

    @property
    def digesting(self):
        return Digesting(self.units, self.clock)

    def handlers(self):
        editions = Editions(self.clock)
        return {DUE: editions.due, EDITION: editions.editions, RESTS: editions.rests}

    async def has(self, *resources):
        async def unit(work):
            for one in resources:
                assert await work.resources.add(one)

        await self.units.run(unit)

    async def shares(self, name, **given):
        """Ana shares something now."""
        await self.has(resource(name, at=self.clock.now(), **given))

    async def begun(self, wish=DAILY, who=BEN, room=None):
        shown = await self.digesting.propose(who, wish, room=room)
        return (await self.digesting.begin(who, shown.digest.id)).digest

    async def digest(self, digest):
        return await self.units.read(lambda work: work.digests.get("c1", digest.id))

    def later(self, **by):
        self.clock.advance(timedelta(**by))

    async def days_pass(self, relay, number=1, hours=24):
        for _ in range(number * (24 // hours)):
            self.later(hours=hours)
            await relay.run_once()


async def opened(units, clock):
    house = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln-school",
        zone=NEW_YORK,
        spaces=(SPACE,),
        rooms=(Room(ROOM, "resources", frozenset({Purpose.RESOURCES, Purpose.EVENTS})),),
    )

    async def unit(work):
        await work.communities.add(house)
        for person in ("ana", "ben", "cleo"):
            account = PersonAddress("fake", "school", person)
            known = Person(
                id=person, community="c1", name=person.capitalize(), accounts=(account,), zone=NEW_YORK
            )
            await work.people.save(known)

    await units.run(unit)
    return School(units, clock)


def came(platform, place="dm-ben"):
    """What came to somebody or to a room, in words."""
    return [words(each.shown) for each in platform.visible() if each.place.place == place]


def breaks_down(handler):
    """The same handler, which breaks down once when all is done and nothing is kept yet."""
    left = [1]

    async def drawn(entries, work):
        outcomes = await handler(entries, work)
        if left:
            left.pop()
            raise RuntimeError("the lights went out")
        return outcomes

    return drawn
