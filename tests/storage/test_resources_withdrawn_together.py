"""Many resources are taken back by as many statements as one, and nothing finds any of them afterwards."""

from sqlalchemy import event

from communitybot.resources.model.resource import State
from communitybot.resources.views import ResourceQuery
from communitybot.storage.work import UnitsOfWork
from tests.storage.shelf import resource

MANY = 120


def held(number):
    link = f"https://a.example.org/{number}"
    return resource(f"r{number:03d}", f"Fraction game {number}", address=link, canonical=link, tags=("dice",))


async def taken_back(database, ids):
    """Take them back; what they are then, and how many statements it took."""
    said = []

    def listen(_connection, _cursor, statement, *_):
        said.append(statement)

    async def unit(work):
        return await work.resources.withdraw(await work.resources.many("c1", ids, hold=True))

    event.listen(database.engine.sync_engine, "before_cursor_execute", listen)
    gone = await UnitsOfWork(database).run(unit)
    event.remove(database.engine.sync_engine, "before_cursor_execute", listen)
    return gone, len(said)


async def test_a_hundred_are_taken_back_like_one_and_found_no_more(database):
    units = UnitsOfWork(database)
    some = [held(number) for number in range(MANY)]

    async def found(work):
        hits = (await work.resources.sought("c1", ResourceQuery(words="fraction", limit=20))).hits
        tags = {each.name: each.count for each in await work.resources.tags("c1", limit=9)}
        kept = await work.resources.at("c1", some[1].canonical)
        return {hit.resource.id for hit in hits}, tags, kept

    await units.run(lambda work: work.resources.add_all(some))
    _, for_one = await taken_back(database, [some[0].id])
    gone, for_many = await taken_back(database, [one.id for one in some[1:-1]])
    again, _ = await taken_back(database, ["r-unknown"])

    assert (for_many, again) == (for_one, [])
    assert {one.state for one in gone} == {State.WITHDRAWN}
    last = some[-1].id
    assert await units.read(found) == ({last}, {"dice": 1}, None)
    stored = await units.read(lambda work: work.resources.many("c1", [one.id for one in gone]))
    assert list(stored) == list(gone)
    assert await units.run(lambda work: work.resources.add(held(1 + MANY)))
