"""Steps and writings are kept with who and when, on both databases, and belong to one community."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from stored_ideas import AT, DAY, ELM, OAK, TICK, idea, keep

from communitybot.communities.model import Community
from communitybot.conversation.addresses import PersonAddress, SpaceAddress
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.model.logic import Part
from communitybot.ideas.model.move import Move
from communitybot.people.model import Person
from communitybot.storage.engine import create
from communitybot.storage.ideas_uniting import hand_over
from communitybot.storage.tables.growth import idea_model_writings, idea_moves
from communitybot.storage.work import UnitsOfWork

STEP = Move(came_from=Stage.SEED, came_to=Stage.DEVELOPING, person="ada", name="Ada Lee", at=AT + TICK)
REST = Move(
    came_from=Stage.DEVELOPING,
    came_to=Stage.PARKED,
    person="ben",
    name="Ben",
    at=AT + DAY,
    reason="Über den Sommer",
    moderating=True,
)


async def write(work, part, *lines, person="ada", community=OAK, aside=False):
    return await work.growth.write(
        community, "one", part, lines, person=person, name=person.title(), at=AT, aside=aside
    )


async def test_steps_come_back_exactly_latest_first_and_page_by_page(units):
    await keep(units, idea("one"), idea("two"))

    async def unit(work):
        await work.growth.move(OAK, "one", STEP)
        await work.growth.move(OAK, "one", REST)
        assert await work.growth.moves(OAK, "one", limit=9) == [REST, STEP]
        assert await work.growth.moves(OAK, "one", limit=1, offset=1) == [STEP]
        assert await work.growth.moves(OAK, "two", limit=9) == []

    await units.run(unit)


async def test_a_field_has_its_last_writing_and_what_is_put_aside_stands_only_when_it_is_written(units):
    await keep(units, idea("one"))

    async def unit(work):
        assert (await work.growth.model(OAK, "one")).version == 0
        assert await write(work, Part.INPUTS, "Hours") == 1
        assert await write(work, Part.OUTPUTS, "24 pairs", "200 visits") == 2
        assert await write(work, Part.INPUTS, "Hours", "Rooms", person="ben") == 3
        assert await write(work, Part.INPUTS, "Money", aside=True) == 4
        model = await work.growth.model(OAK, "one")
        assert {part: (one.number, one.lines, one.name) for part, one in model.parts.items()} == {
            Part.INPUTS: (3, ("Hours", "Rooms"), "Ben"),
            Part.OUTPUTS: (2, ("24 pairs", "200 visits"), "Ada"),
        }
        assert (model.version, model.changed, model.missing[0]) == (3, AT, Part.ACTIVITIES)
        assert (await work.growth.writing(OAK, "one", 1)).lines == ("Hours",)
        assert await work.growth.writing(OAK, "one", 4) is None
        assert (await work.growth.aside(OAK, "one", 4)).lines == ("Money",)
        assert await work.growth.aside(OAK, "one", 3) is None
        assert [one.number for one in await work.growth.waiting(OAK, "one", "ada")] == [4]
        assert await work.growth.waiting(OAK, "one", "ben") == []
        assert [one.number for one in await work.growth.writings(OAK, "one", limit=9)] == [3, 2, 1]

    await units.run(unit)


async def test_a_number_is_never_given_twice_even_after_what_was_aside_is_settled(units):
    await keep(units, idea("one"))

    async def unit(work):
        assert await write(work, Part.INPUTS, "Money", aside=True) == 1
        await work.growth.settle(OAK, "one", 1)
        assert await work.growth.aside(OAK, "one", 1) is None
        assert await write(work, Part.INPUTS, "Hours") == 2
        await work.growth.settle(OAK, "one", 2)  # it stands, and goes on standing
        assert (await work.growth.model(OAK, "one")).number(Part.INPUTS) == 2

    await units.run(unit)


async def at_once(units, *, hold):
    """Four people write at once, each in a unit of their own."""
    met = asyncio.Event()

    async def one(number):
        async def unit(work):
            await work.ideas.get(OAK, "one", hold=hold)
            await asyncio.wait_for(met.wait(), 5)
            return await write(work, Part.INPUTS, f"Line {number}")

        return await units.run(unit)

    writing = [asyncio.create_task(one(number)) for number in range(4)]
    await asyncio.sleep(0.05)
    met.set()
    return await asyncio.gather(*writing, return_exceptions=True)


async def test_who_writes_at_once_gets_a_number_of_their_own_and_nobody_is_lost(units):
    await keep(units, idea("one"))

    assert sorted(await at_once(units, hold=True)) == [1, 2, 3, 4]
    written = await units.read(lambda work: work.growth.writings(OAK, "one", limit=9))
    assert {one.lines for one in written} == {(f"Line {number}",) for number in range(4)}


@pytest.mark.postgres
async def test_without_holding_the_idea_nothing_is_lost_in_silence(postgres_url):
    """The control: it is the hold that lets each of them through; without it some are refused."""
    database = create(postgres_url)
    units = UnitsOfWork(database)
    await keep(units, idea("one"))

    told = await at_once(units, hold=False)
    written = await units.read(lambda work: work.growth.writings(OAK, "one", limit=9))
    refused = [each for each in told if isinstance(each, IntegrityError)]
    await database.close()
    assert refused
    assert len(written) == len(told) - len(refused)


@pytest.mark.promise("R37")
async def test_a_foreign_idea_gives_nothing_and_takes_nothing(units):
    await keep(units, idea("one"))

    async def unit(work):
        await work.growth.move(OAK, "one", STEP)
        await write(work, Part.INPUTS, "Hours")
        await write(work, Part.INPUTS, "Money", aside=True)

    async def foreign(work):
        await work.growth.move(ELM, "one", REST)
        await write(work, Part.INPUTS, "Ours", community=ELM)
        await work.growth.settle(ELM, "one", 2)
        assert await work.growth.moves(ELM, "one", limit=9) == []
        assert (await work.growth.model(ELM, "one")).parts == {}
        assert await work.growth.writings(ELM, "one", limit=9) == []
        assert await work.growth.waiting(ELM, "one", "ada") == []
        assert await work.growth.writing(ELM, "one", 1) is None
        assert await work.growth.aside(ELM, "one", 2) is None

    async def unchanged(work):
        assert await work.growth.moves(OAK, "one", limit=9) == [STEP]
        assert (await work.growth.model(OAK, "one")).lines(Part.INPUTS) == ("Hours",)
        assert await work.growth.aside(OAK, "one", 2) is not None

    await units.run(unit)
    await units.run(foreign)
    await units.read(unchanged)


async def test_two_accounts_of_one_person_leave_one_name_and_a_deleted_idea_leaves_nothing(units):
    space = SpaceAddress("fake", "oak")
    community = Community(id=OAK, name="Oak", slug="oak", zone="UTC", spaces=(space,), rooms=())
    ada, ben = (
        Person(id=name, community=OAK, name=name.title(), accounts=(PersonAddress("fake", "oak", name),))
        for name in ("ada", "ben")
    )
    await keep(units, idea("one", stage=Stage.DRAFT, published=None))

    async def unit(work):
        await work.communities.add(community)
        for person in (ada, ben):
            await work.people.save(person)
        await work.growth.move(OAK, "one", REST)
        await write(work, Part.INPUTS, "Hours", person="ben")
        await hand_over(work.connection, ada, ben)
        assert await work.growth.moves(OAK, "one", limit=1) == [replace(REST, person="ada", name="Ada")]
        written = (await work.growth.model(OAK, "one")).parts[Part.INPUTS]
        assert (written.person, written.name) == ("ada", "Ada")
        await work.ideas.delete(OAK, "one")
        for table in (idea_moves, idea_model_writings):
            assert await work.connection.scalar(select(func.count()).select_from(table)) == 0

    await units.run(unit)
