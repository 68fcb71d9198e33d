"""The store of people, on both databases; a community sees its own people only."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress, SpaceAddress
from communitybot.ids import new_id
from communitybot.people.model import Person, Quiet

OAK = Community(id="oak", name="Oak", slug="oak", zone="UTC", spaces=(SpaceAddress("slack", "T01"),))
ELM = Community(id="elm", name="Elm", slug="elm", zone="Europe/Paris", spaces=(SpaceAddress("slack", "T02"),))
ANA = Person(
    id="ana",
    community="oak",
    name="Ana López",
    accounts=(PersonAddress("slack", "T01", "U1"), PersonAddress("discord", "81", "7")),
    zone="America/Chicago",
    hint="Europe/Madrid",
    quiet=Quiet(start=time(22, 30), end=time(6, 15), holds_attending=True),
    offsets=(timedelta(hours=2), timedelta()),
)
BEN = Person(id="ben", community="elm", name="Ben", accounts=(PersonAddress("slack", "T02", "U1"),))


@pytest.fixture
async def known(units):
    async def unit(work):
        await work.communities.save(OAK)
        await work.communities.save(ELM)
        await work.people.save(ANA)
        await work.people.save(BEN)

    await units.run(unit)
    return units


async def test_a_person_is_read_back_as_they_were_stored(known):
    never = replace(ANA, offsets=(), zone=None, hint=None)

    assert await known.read(lambda work: work.people.get("oak", "ana")) == ANA
    assert (await known.read(lambda work: work.people.get("elm", "ben"))).offsets is None
    await known.run(lambda work: work.people.save(never))
    assert await known.read(lambda work: work.people.get("oak", "ana")) == never


async def test_a_person_is_found_by_each_account(known):
    for account in ANA.accounts:
        assert await known.read(lambda work, one=account: work.people.by_account("oak", one)) == ANA


async def test_a_foreign_community_sees_nothing(known):
    async def everything(work):
        return [
            await work.people.get("elm", "ana"),
            *(await work.people.many("elm", ["ana"])),
            await work.people.by_account("elm", ANA.accounts[0]),
            *(await work.people.named("elm", "ana", 10)),
            *(await work.people.named("elm", "", 10))[1:],
        ]

    assert not any(await known.read(everything))
    assert (await known.read(lambda work: work.people.many("oak", ["ana", "ben"]))) == {"ana": ANA}


async def test_a_foreign_community_changes_nothing(known):
    with pytest.raises(IntegrityError):
        await known.run(lambda work: work.people.save(replace(ANA, community="elm", name="Mallory")))

    assert await known.read(lambda work: work.people.get("oak", "ana")) == ANA


async def test_an_account_of_somebody_else_stays_theirs(known):
    await known.run(lambda work: work.people.save(replace(BEN, accounts=(*BEN.accounts, ANA.accounts[0]))))

    assert await known.read(lambda work: work.people.by_account("oak", ANA.accounts[0])) == ANA
    assert await known.read(lambda work: work.people.get("elm", "ben")) == BEN


async def test_an_account_tells_whose_it_is_and_their_communitys_zone(known):
    seen = await known.read(lambda work: work.people.sighting(BEN.direct))

    assert (seen.person, seen.community_zone) == (BEN, "Europe/Paris")
    assert (await known.read(lambda work: work.people.sighting(ANA.accounts[1]))).person == ANA
    assert await known.read(lambda work: work.people.sighting(PersonAddress("slack", "T01", "U9"))) is None


async def test_adding_an_account_at_once_from_many_sides_makes_one_person(known):
    account = PersonAddress("slack", "T01", "U5")

    async def first_sight(work):
        return await work.people.add(Person(id=new_id(), community="oak", name="Cleo", accounts=(account,)))

    made = await asyncio.gather(*(known.run(first_sight) for _ in range(4)))

    assert len({person.id for person in made}) == 1
    assert await known.read(lambda work: work.people.named("oak", "cleo", 10)) == [made[0]]


async def test_people_are_found_by_how_a_name_or_a_word_in_it_begins(known):
    async def unit(work):
        for number, name in enumerate(("Lopa", "Analena", "Ana", "Julia Lopez", "100%_Real", "Élodie Ana")):
            account = PersonAddress("slack", "T01", f"U{number + 10}")
            await work.people.save(Person(id=f"p{number}", community="oak", name=name, accounts=(account,)))

    await known.run(unit)

    async def names(text, limit=10):
        return [
            person.name for person in await known.read(lambda work: work.people.named("oak", text, limit))
        ]

    assert await names("ANA") == ["Ana", "Ana López", "Analena", "Élodie Ana"]
    assert await names("lopez") == ["Ana López", "Julia Lopez"]
    assert await names("elo") == ["Élodie Ana"]
    assert await names("100%") == ["100%_Real"]
    assert await names("%") == []
    assert await names("_") == []
    assert await names("ana", 2) == ["Ana", "Ana López"]


async def test_many_people_come_in_one_mapping(known):
    ids = [f"none{number}" for number in range(6_000)]

    assert await known.read(lambda work: work.people.many("oak", [*ids, "ana", "ana"])) == {"ana": ANA}
    assert await known.read(lambda work: work.people.many("oak", [])) == {}
