"""A no to being asked about links is one person's, in one community, and survives two names becoming one."""

import pytest
from sqlalchemy import insert

from communitybot.conversation.addresses import PersonAddress
from communitybot.people.model import Person
from communitybot.storage.tables.communities import communities
from communitybot.storage.work import UnitsOfWork
from tests.storage.rows import row

HOME, OTHER = "home000000home", "other00000other"
KEPT = Person(id="kept0000000001", community=HOME, name="Ada", accounts=(PersonAddress("f", "1", "ada"),))
GONE = Person(id="gone0000000002", community=HOME, name="ada.lee", accounts=(PersonAddress("g", "2", "u1"),))


@pytest.mark.parametrize("wished", [(KEPT,), (GONE,), (KEPT, GONE)])
async def test_a_no_under_either_name_stays_a_no_in_that_community_alone(database, wished):
    async def unit(work):
        await work.connection.execute(insert(communities), row(communities, HOME))
        store = work.resources
        for person in (KEPT, GONE):
            await work.people.add(person)
        for person in wished * 2:  # told again, nothing more is kept
            await store.ask(HOME, person.id, on=False)
        before = [await store.asks(where, who.id) for where in (HOME, OTHER) for who in (KEPT, GONE)]
        await work.links.unite(KEPT, GONE)
        united = [await store.asks(HOME, KEPT.id), await store.asks(HOME, GONE.id)]
        await store.ask(OTHER, KEPT.id, on=True)
        elsewhere = await store.asks(HOME, KEPT.id)
        await store.ask(HOME, KEPT.id, on=True)
        return before, united, elsewhere, await store.asks(HOME, KEPT.id)

    told = [KEPT not in wished, GONE not in wished, True, True]
    assert await UnitsOfWork(database).run(unit) == (told, [False, True], False, True)
