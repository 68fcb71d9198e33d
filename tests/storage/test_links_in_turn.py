"""The links of a night are read from an index, however many there are."""

from dataclasses import replace

from sqlalchemy import event, text

from communitybot.resources.model.judgement import Asked
from communitybot.storage.work import UnitsOfWork
from tests.storage.shelf import AT, resource

MANY = 3_000


async def explained(database, units):
    """What the database would do for a night's questions, line by line."""
    await database.engine.dispose()  # SQLite explains a statement it knows as it would have run before
    said = []

    def listen(_connection, _cursor, statement, values, *_):
        said.append((statement, values))

    event.listen(database.readers.sync_engine, "before_cursor_execute", listen)
    await units.read(lambda work: work.judging.due("c1", AT, limit=20))
    await units.read(lambda work: work.judging.broken("c1", limit=20))
    event.remove(database.readers.sync_engine, "before_cursor_execute", listen)
    asked = [each for each in said if "FROM resources" in each[0]]
    how = "EXPLAIN" if database.dialect == "postgresql" else "EXPLAIN QUERY PLAN"
    async with database.engine.connect() as connection:
        return [
            "\n".join(map(str, (await connection.exec_driver_sql(f"{how} {statement}", values)).all()))
            for statement, values in asked
        ]


async def test_a_night_walks_an_index_and_sorts_nothing_but_its_own(database):
    units = UnitsOfWork(database)
    some = [
        resource(f"r{number:05d}", address=f"https://a.example.org/{number}", canonical=f"c{number}")
        for number in range(MANY)
    ]
    await units.run(lambda work: work.resources.add_all(some))
    async with database.engine.begin() as connection:
        await connection.execute(text("ANALYZE"))

    due, broken = await explained(database, units)
    assert "resources_due" in due
    assert "resources_broken" in broken
    assert not any("SCAN resources" in plan or "Seq Scan on resources" in plan for plan in (due, broken))
    # The control: without its index all of it is read.
    async with database.engine.begin() as connection:
        await connection.execute(text("DROP INDEX resources_due"))
    assert "resources_due" not in (await explained(database, units))[0]


async def test_a_link_that_is_put_in_anew_is_asked_the_next_night(database):
    one = resource("r1", address="https://a.example.org/1", canonical="c1")

    async def unit(work):
        await work.resources.add(one)
        await work.judging.note_asked("c1", Asked(resource="r1", address=one.address, at=AT, failing=None))
        asked = await work.judging.due("c1", AT, limit=9)
        await work.resources.save(replace(one, title="Another title"))
        retitled = await work.judging.due("c1", AT, limit=9)
        await work.resources.save(replace(one, address="https://b.example.org/1"))
        return asked, retitled, [each.address for each in await work.judging.due("c1", AT, limit=9)]

    assert await UnitsOfWork(database).run(unit) == ([], [], ["https://b.example.org/1"])
