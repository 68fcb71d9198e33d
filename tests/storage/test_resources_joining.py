"""Two communities have one library from then on; two accounts are one sharer and write one note."""

from datetime import timedelta

import pytest
from shelf import AT, resource
from sqlalchemy import insert, select

from communitybot.conversation.addresses import PersonAddress
from communitybot.people.model import Person
from communitybot.resources.model.resource import Note, ResourceSettings, State
from communitybot.resources.views import ResourceQuery
from communitybot.storage.resources_joining import TWICE
from communitybot.storage.tables.communities import communities
from communitybot.storage.tables.resources import resource_terms, resource_words
from communitybot.storage.work import UnitsOfWork
from tests.storage.rows import row

OLD, HOME = "old0000000old0", "home000000home"
LINK = "https://a.example/x"


def note(person, text, hours=0):
    return Note(person=person, name=person.title(), text=text, at=AT + timedelta(hours=hours))


@pytest.fixture
def units(database):
    return UnitsOfWork(database)


async def hits(work, words=""):
    found = await work.resources.sought(HOME, ResourceQuery(words=words, limit=20))
    return {hit.resource.id for hit in found.hits}


@pytest.mark.parametrize("ours", [State.SHARED, State.HIDDEN])
async def test_a_link_both_have_stays_once_with_the_notes_of_both(units, ours):
    async def unit(work):
        for community in (OLD, HOME):
            await work.connection.execute(insert(communities), row(communities, community))
        store = work.resources
        both = {"canonical": LINK, "tags": ("dice",)}
        await store.add(resource("ours", "Fraction games", community=HOME, state=ours, **both))
        await store.add(resource("theirs", "Fraction games", community=OLD, **both))
        await store.add(resource("other", "Pizza slices", community=OLD, tags=("dice",)))
        await store.note(HOME, "ours", note("p1", "Worked with pancakes"))
        await store.note(OLD, "theirs", note("p2", "Worked with waffles"))
        await store.note(OLD, "other", note("p2", "Worked with cake"))
        await work.links.join(OLD, HOME)
        return {one.id: one for one in await store.many(HOME, ["ours", "theirs", "other"])}

    async def found(work):
        kept = await work.resources.at(HOME, LINK)
        noted = await work.resources.noted(HOME, kept.id, limit=9)
        words = [await hits(work, word) for word in ("pancakes waffles", "cake", "slices")]
        counted = [(each.name, each.count) for each in await work.resources.tags(HOME, limit=9)]
        foreign = select(resource_words.c.word).where(resource_words.c.community == OLD)
        terms = select(resource_terms.c.resource).where(resource_terms.c.community == OLD)
        left = [(await work.connection.execute(each)).all() for each in (foreign, terms)]
        return kept.id, {each.text for each in noted}, words, counted, left

    joined = await units.run(unit)
    stays, goes = ("ours", "theirs") if ours is State.SHARED else ("theirs", "ours")
    assert (joined[stays].state, joined[stays].notes) == (State.SHARED, 2)
    assert (joined[goes].state, joined[goes].reason, joined[goes].notes) == (State.WITHDRAWN, TWICE, 0)
    told = {"Worked with pancakes", "Worked with waffles"}
    assert await units.read(found) == (stays, told, [{stays}, {"other"}, {"other"}], [("dice", 2)], [[], []])


PUBLIC, PRIVATE = ResourceSettings(public=True, reports=1), ResourceSettings(public=False, reports=2)


@pytest.mark.parametrize(
    ("theirs", "ours", "kept"),
    [
        (PRIVATE, PUBLIC, (False, 1)),
        (None, PUBLIC, (False, 1)),
        (PUBLIC, PUBLIC, (True, 1)),
        (PUBLIC, None, (False, 1)),  # nobody here has decided anything
    ],
)
async def test_a_library_is_public_after_it_only_where_both_were(sqlite_database, theirs, ours, kept):
    async def unit(work):
        for community, settings in ((OLD, theirs), (HOME, ours)):
            await work.connection.execute(insert(communities), row(communities, community))
            if settings:
                await work.resources.set(community, settings)
        await work.links.join(OLD, HOME)
        found = await work.resources.settings(HOME)
        return found.public, found.reports

    assert await UnitsOfWork(sqlite_database).run(unit) == kept


KEPT = Person(id="kept0000000001", community=HOME, name="Ada", accounts=(PersonAddress("f", "1", "ada"),))
GONE = Person(id="gone0000000002", community=HOME, name="ada.lee", accounts=(PersonAddress("g", "2", "u1"),))


@pytest.mark.parametrize("later", [KEPT, GONE])
async def test_two_accounts_are_one_sharer_and_the_later_note_stands(units, later):
    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, HOME))
        for person in (KEPT, GONE):
            await work.people.add(person)
        store = work.resources
        await store.add(resource("theirs", community=HOME, person=GONE.id))
        await store.add(resource("noted", "Walls", community=HOME, person="p3"))
        for person, words in ((KEPT, "pancakes"), (GONE, "waffles")):
            await store.note(HOME, "noted", note(person.id, words, hours=person is later))
        await store.note(HOME, "theirs", note(GONE.id, "cake"))
        await work.links.unite(KEPT, GONE)
        found = [await hits(work, word) for word in ("pancakes", "waffles", "cake")]
        mine = [one.id for one in await store.mine(HOME, KEPT.id, limit=9)]
        noted = [(each.person, each.text) for each in await store.noted(HOME, "noted", limit=9)]
        return found, mine, noted, (await store.get(HOME, "noted")).notes

    first = later is KEPT
    words = [{"noted"} if first else set(), set() if first else {"noted"}, {"theirs"}]
    told = [(KEPT.id, "pancakes" if first else "waffles")]
    assert await units.run(unit) == (words, ["theirs"], told, 1)
