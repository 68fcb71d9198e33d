"""Who supports, follows and works on ideas: repeating changes nothing, and every count is what is there."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select
from stored_ideas import ADA, AT, BEN, DAY, OAK, TICK, idea, keep, member

from communitybot.ideas.model.idea import Joining, Role, Stage
from communitybot.storage import ideas_counted
from communitybot.storage.tables.ideas import idea_votes, ideas

VOTERS = [f"voter{number}" for number in range(8)]


@pytest.mark.promise("R16")
async def test_support_is_one_vote_a_person_and_an_authors_own_is_none(units):
    await keep(units, idea("one", authors=(ADA, BEN)), idea("other"))

    async def unit(work):
        def vote(person, *, on):
            return work.ideas.vote(OAK, "one", person, on=on, at=AT)

        assert [await vote("cy", on=True), await vote("cy", on=True), await vote("di", on=True)] == [1, 1, 2]
        assert [await vote("ada", on=True), await vote("ben", on=True)] == [2, 2]
        assert [await vote("cy", on=False), await vote("cy", on=False)] == [1, 1]
        assert await work.ideas.voted(OAK, "one", "di") == AT
        assert await work.ideas.voted(OAK, "one", "ada") is await work.ideas.voted(OAK, "one", "cy") is None
        assert (await work.ideas.get(OAK, "one")).votes == 1
        assert (await work.ideas.get(OAK, "other")).votes == 0

    await units.run(unit)


@pytest.mark.promise("R16")
async def test_who_becomes_an_author_supports_it_no_more(units):
    await keep(units, idea("one"))

    async def unit(work):
        await work.ideas.vote(OAK, "one", "ben", on=True, at=AT)
        held = await work.ideas.get(OAK, "one")
        await work.ideas.save(replace(held, authors=(ADA, BEN)))
        assert (held.votes, (await work.ideas.get(OAK, "one")).votes) == (1, 0)

    await units.run(unit)


async def test_followers_are_told_in_the_order_they_began(units):
    await keep(units, idea("one"))

    async def unit(work):
        for number, person in enumerate(("cy", "ben", "cy")):
            told = await work.ideas.follow(OAK, "one", person, on=True, at=AT + number * TICK)
        assert (told, await work.ideas.followers(OAK, "one")) == (2, ["cy", "ben"])
        assert await work.ideas.followed(OAK, "one", "cy")
        assert await work.ideas.follow(OAK, "one", "cy", on=False, at=AT) == 1
        assert not await work.ideas.followed(OAK, "one", "cy")
        assert (await work.ideas.get(OAK, "one")).follows == 1

    await units.run(unit)


async def test_a_place_in_the_team_is_kept_as_it_is_now_and_only_members_are_counted(units):
    await keep(units, idea("one"), idea("lab", stage=Stage.LAB, said=AT + DAY), idea("third", authors=(BEN,)))

    async def unit(work):
        asked = member("ben", Joining.ASKED, note="May I?")
        await work.ideas.enrol(OAK, "one", asked)
        assert (await work.ideas.get(OAK, "one")).team == 1
        assert await work.ideas.members(OAK, "one", (Joining.ASKED, Joining.INVITED)) == [asked]
        joined = replace(asked, joining=Joining.MEMBER, role=Role.TEACHER, at=AT + TICK)
        await work.ideas.enrol(OAK, "one", joined)
        await work.ideas.enrol(OAK, "lab", joined)
        await work.ideas.enrol(OAK, "third", member("ben", Joining.LEFT))
        assert (await work.ideas.get(OAK, "one")).team == 2
        assert [each.person for each in await work.ideas.members(OAK, "one")] == ["ada", "ben"]
        works = await work.ideas.held_by(OAK, "ben")
        assert [(one.id, place) for one, place in works] == [("lab", joined), ("one", joined)]
        assert [one.id for one, _ in await work.ideas.held_by(OAK, "ben", stages=(Stage.SEED,))] == ["one"]

    await units.run(unit)


@pytest.mark.promise("R16")
async def test_votes_given_at_one_time_are_all_in_the_count(units):
    await keep(units, idea("one"))

    async def vote(person):
        return await units.run(lambda work: work.ideas.vote(OAK, "one", person, on=True, at=AT))

    told = await asyncio.gather(*(vote(person) for person in VOTERS * 2))

    assert max(told) == (await units.read(lambda work: work.ideas.get(OAK, "one"))).votes == len(VOTERS)


@pytest.mark.promise("R16")
@pytest.mark.postgres
@pytest.mark.parametrize("holds", [True, pytest.param(False, id="control: unheld, a count goes astray")])
async def test_the_idea_is_held_before_its_votes_are_counted(postgres_url, monkeypatch, holds):
    """Two units count at once, each before the other has ended: only one that waited sees both votes."""
    from communitybot.storage.engine import create
    from communitybot.storage.work import UnitsOfWork

    database = create(postgres_url)
    units = UnitsOfWork(database)
    await keep(units, idea("one"))
    if not holds:
        monkeypatch.setattr("communitybot.storage.ideas_backing.hold", unheld)
    started, go_on = asyncio.Event(), asyncio.Event()

    async def slow(work):
        await work.ideas.vote(OAK, "one", "cy", on=True, at=AT)
        started.set()
        await go_on.wait()

    async def quick(work):
        await work.ideas.vote(OAK, "one", "di", on=True, at=AT)

    first = asyncio.create_task(units.run(slow))
    await started.wait()
    second = asyncio.create_task(units.run(quick))
    await asyncio.sleep(0.3)  # until the second waits for the first
    go_on.set()
    await asyncio.gather(first, second)
    rows = await units.read(lambda work: work.connection.scalar(select(func.count()).select_from(idea_votes)))
    kept = await units.read(lambda work: work.connection.scalar(select(ideas.c.votes)))
    await database.close()

    assert rows == 2
    assert kept == (2 if holds else 1)


async def unheld(connection, community, name):
    row = (await connection.execute(select(ideas).where(ideas.c.id == name))).mappings().first()
    return ideas_counted.rows.idea_of(row)


@pytest.mark.promise("R16")
async def test_an_author_of_one_idea_may_support_another(units):
    await keep(units, idea("ben's", authors=(BEN,)), idea("ada's"))

    async def unit(work):
        assert await work.ideas.vote(OAK, "ben's", "ada", on=True, at=AT) == 1
        assert await work.ideas.vote(OAK, "ada's", "ben", on=True, at=AT) == 1

    await units.run(unit)
