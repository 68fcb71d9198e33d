"""What many do at the same moment is kept once, and the index never tells of anything that is not there."""

import asyncio
from dataclasses import replace

import pytest
from shelf import AT, resource
from sqlalchemy import text

from communitybot.resources.model.resource import Note, State
from communitybot.resources.views import ResourceQuery
from communitybot.storage import resources_rows, resources_store
from communitybot.storage.erase import erase
from communitybot.storage.work import UnitsOfWork

LINK = "https://a.example/x"


@pytest.fixture
def units(database):
    return UnitsOfWork(database)


async def shared_at_once(units):
    """How many of four that share one link are told that they did: two share drafts, two something new."""
    drafts = [resource(f"draft{number}", canonical=LINK, state=State.DRAFT) for number in range(2)]
    await units.run(lambda work: work.resources.add_all(drafts))

    async def save(draft):
        one = replace(draft, state=State.SHARED, shared=AT)
        return await units.run(lambda work: work.resources.save(one))

    async def add(name):
        return await units.run(lambda work: work.resources.add(resource(name, canonical=LINK)))

    told = await asyncio.gather(save(drafts[0]), add("new0"), save(drafts[1]), add("new1"))
    found = await units.read(lambda work: work.resources.sought("c1", ResourceQuery(words="fraction")))
    return sum(told), len(found.hits)


async def test_of_many_who_share_one_link_at_once_one_does(units):
    assert await shared_at_once(units) == (1, 1)


async def test_control_without_its_key_all_would(units, monkeypatch):
    monkeypatch.setattr(resources_rows, "known_of", lambda _: None)

    assert await shared_at_once(units) == (4, 4)


async def test_counts_of_words_are_right_when_many_share_at_once(units):
    async def share(number):
        one = resource(f"r{number}", "Fraction games", tags=("dice", f"tag{number % 2}"))
        await units.run(lambda work: work.resources.add(one))

    await asyncio.gather(*(share(number) for number in range(8)))
    found = await units.read(lambda work: work.resources.tags("c1", limit=9))
    assert [(each.name, each.count) for each in found] == [("dice", 8), ("tag0", 4), ("tag1", 4)]


async def ups_and_downs(work):
    store = work.resources
    some = [resource(f"r{number}", "Fraction games", tags=("dice",)) for number in range(6)]
    await store.add_all(some)
    await store.save(replace(some[0], title="Poems", tags=()))
    await store.note("c1", "r1", Note(person="p2", name="Bo", text="Pancakes", at=AT))
    await store.note("c1", "r1", Note(person="p2", name="Bo", text="", at=AT))
    await store.save(replace(some[2], state=State.HIDDEN))
    await store.save(some[2])
    await store.withdraw(await store.many("c1", ["r3"]))
    kept = await resources_store.held(work.connection, "c1", "r4")
    await resources_store.recount(work.connection, kept, {"again": 3, "tries": 4})


async def test_the_index_of_sqlite_stays_true_to_its_table(sqlite_database):
    units = UnitsOfWork(sqlite_database)
    await units.run(ups_and_downs)
    check = text("INSERT INTO resource_search (resource_search, rank) VALUES ('integrity-check', 1)")
    await units.run(lambda work: work.connection.execute(check))

    async def broken(work):
        await work.connection.execute(text("DROP TRIGGER resource_terms_go"))
        await work.resources.withdraw(await work.resources.many("c1", ["r1"]))
        with pytest.raises(Exception, match="malformed"):
            await work.connection.execute(check)

    await units.run(broken)


async def test_an_emptied_database_finds_nothing_and_counts_nothing(units, database):
    await units.run(ups_and_downs)
    await erase(database)

    async def left(work):
        found = [await work.resources.sought("c1", ResourceQuery(words=words)) for words in ("", "fraction")]
        return [each.hits for each in found], await work.resources.tags("c1", limit=9)

    assert await units.read(left) == ([[], []], [])
    await units.run(lambda work: work.resources.add(resource("again")))
    found = await units.read(lambda work: work.resources.sought("c1", ResourceQuery(words="games")))
    assert [hit.resource.id for hit in found.hits] == ["again"]
