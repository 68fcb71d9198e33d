"""What people make of resources, ready to be kept."""

from datetime import timedelta

from shelf import AT

from communitybot.resources.model.collection import Collection, Item
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import (
    Repeat,
    Report,
    Try,
    Why,
)

TICK = timedelta(seconds=1)


def tried(person, repeat=Repeat.YES, grade=Grade.FOURTH, at=AT):
    return Try(person=person, name=person.title(), grade=grade, words="It worked.", repeat=repeat, at=at)


def report(person, why=Why.BROKEN, at=AT):
    return Report(person=person, why=why, words="Gone.", at=at)


def collection(key="col", owner="ana", **given):
    known = {"name": "Fractions", "community": "c1", "owner_name": "Ana", "created": AT, "changed": AT}
    return Collection(**({"id": key, "owner": owner} | known | given))


def item(resource_id, person="ana", at=AT):
    return Item(resource=resource_id, person=person, name=person.title(), at=at)


async def keep(units, *some):
    async def unit(work):
        for one in some:
            assert await work.resources.add(one)

    await units.run(unit)


async def now(units, key="one", community="c1"):
    return await units.read(lambda work: work.resources.get(community, key))
