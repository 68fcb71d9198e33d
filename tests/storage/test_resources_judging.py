"""Tries, saves, reports and collections are one a person, counted from their rows, and theirs alone."""

import asyncio
from dataclasses import replace

import pytest
from judged import TICK, collection, item, keep, now, report, tried
from shelf import AT, resource
from sqlalchemy import func, select

from communitybot.resources.model.collection import Helper, Right, Sharing
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import (
    AGAIN,
    EVERY,
    Asked,
    Check,
    Due,
    Repeat,
    Verdict,
    Why,
)
from communitybot.resources.model.resource import State
from communitybot.resources.views import ResourceQuery, Sort
from communitybot.storage import judging_here, judging_tries
from communitybot.storage.tables.resource_judging import resource_saves
from communitybot.storage.tables.resources import resources


@pytest.mark.promise("R16")
async def test_a_try_is_one_a_person_and_the_sharers_own_is_not_counted(units):
    await keep(units, resource("one", person="ana"), resource("two"))

    async def unit(work):
        judging = work.judging
        for each in (tried("ben"), tried("ben", Repeat.NO), tried("cy", Repeat.CHANGES, Grade.THIRD)):
            await judging.tell_try("c1", "one", each)
        await judging.tell_try("c1", "one", tried("ana", grade=Grade.ADULTS, at=AT + TICK))
        await judging.tell_try("c2", "one", tried("eve"))  # another community's
        assert [each.person for each in await judging.tries("c1", "one", limit=9)] == ["ana", "ben", "cy"]
        assert await judging.tries("c2", "one", limit=9) == []
        assert (await judging.tried("c1", "one", "ben")).repeat is Repeat.NO
        assert await judging.tried_grades("c1", "one") == [Grade.THIRD, Grade.FOURTH]
        best = await work.resources.sought("c1", ResourceQuery(sort=Sort.TRIED))
        assert best.hits[0].resource.id == "one"
        told = await judging.told_to("c1", "ana", AT - TICK, AT + TICK, limit=9)
        assert [(key, each.person) for key, each in told] == [("one", "ben"), ("one", "cy")]
        assert await judging.untry("c1", "one", "cy")
        assert not await judging.untry("c1", "one", "cy")

    await units.run(unit)
    kept = await now(units)
    assert (kept.tries, kept.again) == (1, 0)


@pytest.mark.promise("R16")
async def test_saves_given_at_one_time_are_all_in_the_count(units):
    await keep(units, resource("one"))
    people = [f"p{number}" for number in range(6)]

    async def save(person, *, on=True):
        return await units.run(lambda work: work.judging.put_saved("c1", "one", person, on=on, at=AT))

    await asyncio.gather(*(save(person) for person in people * 2))
    await save("p0", on=False)

    assert (await now(units)).saves == len(people) - 1
    assert await units.read(lambda work: work.judging.saved("c1", "p1", limit=5)) == ["one"]
    assert await units.read(lambda work: work.judging.saved("c2", "p1", limit=5)) == []


@pytest.mark.promise("R16")
@pytest.mark.postgres
@pytest.mark.parametrize("holds", [True, pytest.param(False, id="control: unheld, a count goes astray")])
async def test_the_resource_is_held_before_its_saves_are_counted(postgres_url, monkeypatch, holds):
    """Two units count at once, each before the other has ended: only one that waited sees both."""
    from communitybot.storage.engine import create
    from communitybot.storage.work import UnitsOfWork

    database = create(postgres_url)
    units = UnitsOfWork(database)
    await keep(units, resource("one"))
    if not holds:
        monkeypatch.setattr(judging_tries, "hold", unheld)
    started, go_on = asyncio.Event(), asyncio.Event()

    async def slow(work):
        await work.judging.put_saved("c1", "one", "cy", on=True, at=AT)
        started.set()
        await go_on.wait()

    first = asyncio.create_task(units.run(slow))
    await asyncio.wait_for(started.wait(), 10)
    second = asyncio.create_task(
        units.run(lambda work: work.judging.put_saved("c1", "one", "di", on=True, at=AT))
    )
    await asyncio.sleep(0.3)  # until the second waits for the first
    go_on.set()
    await asyncio.gather(first, second)
    rows = await units.read(
        lambda work: work.connection.scalar(select(func.count()).select_from(resource_saves))
    )
    kept = (await now(units)).saves
    await database.close()

    assert (rows, kept) == (2, 2 if holds else 1)


async def unheld(connection, community, name):
    row = (await connection.execute(select(resources).where(resources.c.id == name))).mappings().first()
    return judging_here.resource_of(row)


async def test_a_person_has_one_open_report_and_what_was_found_fine_is_remembered(units):
    await keep(units, resource("one"), resource("two", canonical="https://two.example"))

    async def unit(work):
        judging = work.judging
        await judging.report("c1", "one", report("ben"))
        await judging.report("c1", "one", report("ben", Why.UNSUITABLE))
        await judging.report("c1", "one", report("cy", at=AT + TICK))
        assert [(one.person, one.why) for one in await judging.reports("c1", "one")] == [
            ("ben", Why.UNSUITABLE),
            ("cy", Why.BROKEN),
        ]
        assert await judging.reports("c2", "one") == []
        assert (await work.resources.get("c1", "one")).reports == 2
        await judging.report("c1", "two", report("cy", at=AT - TICK))
        assert [one.id for one in await judging.to_check("c1", limit=9)] == ["two", "one"]
        held = await work.resources.get("c1", "one")
        await work.resources.save(replace(held, state=State.HIDDEN))
        assert [one.id for one in await judging.to_check("c1", limit=9)] == ["one", "two"]
        fine = Check(at=AT, person="ana", name="Ana", verdict=Verdict.FINE)
        assert await judging.check("c1", "one", fine) == ["ben", "cy"]
        assert await judging.checked("c1", "one") == fine
        assert (await work.resources.get("c1", "one")).reports == 0
        again = [
            (await judging.report("c1", "one", report(who, why))).before
            for who, why in (("ben", Why.UNSUITABLE), ("ben", Why.BROKEN), ("di", Why.UNSUITABLE))
        ]
        assert again == [True, False, False]
        await judging.check("c1", "one", replace(fine, at=AT + TICK, verdict=Verdict.FIXED))
        assert not (await judging.report("c1", "one", report("ben", Why.UNSUITABLE))).before

    await units.run(unit)


async def test_links_are_asked_those_never_asked_first_and_no_sooner_than_they_are_due(units):
    kept = [
        resource(f"r{at}", address=f"https://x.example/{at}", canonical=f"https://x.example/{at}")
        for at in range(5)
    ]
    await keep(units, *kept, resource("words"), resource("c2s", community="c2", address="https://x.example"))

    async def unit(work):
        def note(at, ago, failing=None, address=None):
            one = kept[at]
            asked = Asked(
                resource=one.id, address=address or one.address, at=AT - ago, failing=failing and AT - failing
            )
            return work.judging.note_asked("c1", asked)

        await note(0, EVERY - TICK)
        await note(1, EVERY)
        await note(2, AGAIN, failing=AGAIN)
        await note(2, AGAIN, failing=AGAIN)  # told again, it is as it was
        await note(3, AGAIN - TICK, failing=AGAIN)
        due = await work.judging.due("c1", AT, limit=9)
        assert due == [
            Due(resource="r4", address=kept[4].address),
            Due(resource="r1", address=kept[1].address),
            Due(resource="r2", address=kept[2].address, failing=AT - AGAIN),
        ]
        await note(0, TICK, address="https://moved.example")  # the link is another one by now
        assert [one.resource for one in await work.judging.due("c1", AT, limit=2)] == ["r0", "r4"]
        assert await work.judging.links("c1") == 5
        assert [await work.judging.has_links(each) for each in ("c1", "c3")] == [True, False]

    await units.run(unit)


async def test_collections_are_seen_by_whom_they_are_for_and_keep_their_order(units):
    some = [resource(f"r{at}", canonical=f"https://x.example/{at}") for at in range(4)]
    await keep(units, *some)

    async def unit(work):
        judging = work.judging
        await judging.add_collection(collection())
        await judging.add_collection(collection("pub", "ben", sharing=Sharing.COMMUNITY, name="Très bon"))
        await judging.let("c1", "col", Helper(person="cy", name="Cy", right=Right.ADD, at=AT))

        async def sees(person, begins=""):
            return [one.id for one in await judging.collections("c1", person, begins, limit=9)]

        assert await sees("ana") == ["col", "pub"]
        assert await sees("cy") == ["pub"]  # private still
        await judging.save_collection(collection(sharing=Sharing.PEOPLE, changed=AT + TICK))
        assert (await sees("cy"), await sees("di")) == (["col", "pub"], ["pub"])
        assert (await sees("ana", "fract"), await sees("ana", "bon tres")) == (["col"], ["pub"])
        assert await judging.collections("c2", "ana", limit=9) == []
        await judging.put_item("c1", "pub", item("r3"))
        assert await judging.public_with("c1", ["r3", "r0"]) == ["pub"]
        assert await judging.public_with("c2", ["r3"]) == await judging.public_with("c1", ["r0"]) == []
        assert await judging.collection("c2", "col") is None
        for one in some:
            assert await judging.put_item("c1", "col", item(one.id))
        assert not await judging.put_item("c1", "col", item("r0"))
        assert not await judging.put_item("c2", "col", item("r0"))
        await judging.order("c1", "col", ["r2", "r0", "elsewhere"])
        assert [one.resource for one in await judging.items("c1", "col", limit=9)] == ["r2", "r0", "r1", "r3"]
        assert await judging.drop_item("c1", "col", "r0")
        assert (await judging.collection("c1", "col", hold=True)).items == 3
        assert not await judging.unlet("c2", "col", "cy")
        assert await judging.unlet("c1", "col", "cy")
        await judging.drop_collection("c2", "col")
        assert len(await judging.owned("c1", "ana")) == 1
        await judging.drop_collection("c1", "col")
        assert await judging.items("c1", "col", limit=9) == []

    await units.run(unit)
