"""Two accounts of one person were friends, hosts and promisers: afterwards one person is, once."""

from dataclasses import replace

from rows import row
from sqlalchemy import insert
from stored_ideas import AT, DAY, idea
from stored_labs import FRIEND, LAB, NOTED, WHAT

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.model.friend import Standing
from communitybot.people.model import Person
from communitybot.storage.tables.communities import communities

HOME = "home000000home"
KEPT = Person(
    id="kept0000000001", community=HOME, name="Ada Lee", accounts=(PersonAddress("discord", "1", "ada"),)
)
GONE = Person(
    id="gone0000000002", community=HOME, name="ada.lee", accounts=(PersonAddress("slack", "T1", "U1"),)
)
MINE = replace(FRIEND, person=KEPT.id, name=KEPT.name)
THEIRS = replace(NOTED, person=GONE.id, name=GONE.name)


async def test_the_answer_that_helps_more_stands_and_all_else_is_the_first_persons(units):
    async def before(work):
        await work.connection.execute(insert(communities), row(communities, HOME))
        for person in (KEPT, GONE):
            await work.people.add(person)
            await work.labs.willing(HOME, person.id, on=True, at=AT)
        for name in ("one", "two", "three"):
            await work.ideas.add(idea(name, community=HOME))
        for name, friend in (("one", MINE), ("one", THEIRS), ("two", THEIRS), ("three", MINE)):
            await work.labs.befriend(HOME, name, friend)
        left = replace(MINE, person=GONE.id, standing=Standing.LEFT)
        await work.labs.befriend(HOME, "three", left)
        await work.labs.keep_lab(HOME, "one", replace(LAB, host=GONE.id, host_name=GONE.name))
        await work.labs.commit(HOME, "one", replace(WHAT, owner=GONE.id, name=GONE.name, noted_by=GONE.id))
        await work.labs.called(HOME, [GONE.id], at=AT + DAY)

    async def after(work):
        held = replace(THEIRS, person=KEPT.id, name=KEPT.name)
        for name, friend in (("one", held), ("two", held), ("three", MINE)):
            assert await work.labs.friends(HOME, name) == [friend]
        assert [one.person for one in await work.labs.rota(HOME, but=(), limit=9)] == [KEPT.id]
        lab = await work.labs.lab(HOME, "one")
        assert (lab.host, lab.host_name) == (KEPT.id, KEPT.name)
        mine = await work.labs.commitment(HOME, "one", "k1")
        assert (mine.owner, mine.name, mine.noted_by) == (KEPT.id, KEPT.name, KEPT.id)

    await units.run(before)
    await units.run(lambda work: work.links.unite(KEPT, GONE))
    await units.run(lambda work: work.links.unite(KEPT, GONE))  # what comes late comes along
    await units.read(after)
