"""A community with people and an idea of Ana's, as the services see them: real storage, a still clock."""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.conversation.plain import plain
from communitybot.ideas.model.idea import Author, Category, Idea, Joining, Member, Role, Stage
from communitybot.people.model import Person

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"
SPACE, ELM = SpaceAddress("fake", "school"), SpaceAddress("fake", "elm")
ROOM = PlaceAddress("fake", "school", "ideas")


def idea(**changes) -> Idea:
    known = {
        "id": "0123456789abcd",
        "community": "c1",
        "stage": Stage.SEED,
        "title": "Mentor hours",
        "need": "New teachers leave within three years.",
        "approach": "Two hours a week for whoever mentors them.",
        "benefits": "New teachers and their pupils.",
        "helps": "Somebody who knows how hours are counted.",
        "roles": (Role.RESEARCHER, Role.PRINCIPAL),
        "category": Category.MENTORING,
        "tags": ("mentoring", "time"),
        "place": "Lexington, Kentucky",
        "authors": (Author("ana", "Ana Ruiz"),),
        "created": NOON,
        "published": NOON,
        "moved": NOON,
    }
    return Idea(**(known | changes))


def member(person="ben", name="Ben Okri", role=Role.RESEARCHER, **changes) -> Member:
    return Member(**({"person": person, "name": name, "role": role, "at": NOON} | changes))


AUTHOR = member("ana", "Ana Ruiz", Role.TEACHER)


def caller(person="ben", name="Ben Okri", *, administers=False, community="c1") -> Caller:
    return Caller(
        person=person,
        name=name,
        community=community,
        account=PersonAddress("fake", "school", person),
        space=SPACE,
        place=ROOM,
        zone=NEW_YORK,
        roles=frozenset({ADMINISTRATOR}) if administers else frozenset(),
    )


ANA, BEN = caller("ana", "Ana Ruiz"), caller()


def words(message) -> str:
    return plain(message, zone=NEW_YORK, now=NOON)


def labels(message) -> list[str]:
    return [getattr(each, "label", getattr(each, "placeholder", "")) for each in message.controls]


@dataclass
class School:
    """The store with a community in it, and what the tests ask of it."""

    units: object
    clock: object
    people: dict = field(default_factory=dict)

    async def person(self, person, name, **given):
        account = PersonAddress("fake", "school", person)
        known = Person(id=person, community="c1", name=name, accounts=(account,), zone=NEW_YORK, **given)
        await self.units.run(lambda work: work.people.save(known))
        return caller(person, name)

    async def has(self, *ideas):
        """Keep some ideas, each with its authors in its team."""

        async def unit(work):
            for one in ideas:
                await work.ideas.add(one)
                for author in one.authors:
                    place = member(author.person, author.name, Role.TEACHER, at=one.created)
                    await work.ideas.enrol(one.community, one.id, place)

        await self.units.run(unit)
        return ideas[0]

    async def now(self, one=None):
        return await self.units.read(lambda work: work.ideas.get("c1", (one or idea()).id))

    async def places(self, *joining):
        there = joining or (Joining.MEMBER,)
        found = await self.units.read(lambda work: work.ideas.members("c1", idea().id, there))
        return {one.person: one.role for one in found}

    async def promised(self, kind):
        """What the outbox entries of a kind carry, and when they are due, oldest first."""
        from sqlalchemy import select

        from communitybot.storage.tables.outbox import outbox

        asked = select(outbox.c.args, outbox.c.due).where(outbox.c.kind == kind).order_by(outbox.c.id)
        return await self.units.read(lambda work: _rows(work, asked))

    def later(self, **by):
        self.clock.advance(timedelta(**by))


async def _rows(work, asked):
    return [(json.loads(args), due) for args, due in await work.connection.execute(asked)]


async def opened(units, clock) -> School:
    """A community of three with Ana's idea, and another with nothing."""
    school = School(units, clock)
    community = Community(
        id="c1",
        name="Lincoln School",
        slug="lincoln-school",
        zone=NEW_YORK,
        spaces=(SPACE,),
        rooms=(Room(ROOM, "ideas", frozenset({Purpose.IDEAS, Purpose.EVENTS})),),
    )
    other = replace(community, id="c2", name="Elm", slug="elm", spaces=(ELM,), rooms=())

    async def unit(work):
        await work.communities.add(community)
        await work.communities.add(other)

    await units.run(unit)
    for person, name in (("ana", "Ana Ruiz"), ("ben", "Ben Okri"), ("cleo", "Cleo Diaz")):
        await school.person(person, name)
    await school.has(idea())
    return school
