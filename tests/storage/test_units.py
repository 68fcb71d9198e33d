"""Units of work: whole or not at all, and never split by a cancelled caller."""

from datetime import timedelta

import psycopg
import pytest
from fakes import START
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from communitybot.outbox.entry import NewEntry
from communitybot.storage import engine
from communitybot.storage.engine import BadDatabase, create
from communitybot.storage.work import UnitsOfWork


def entry(key: str, **changes) -> NewEntry:
    return NewEntry(**({"key": key, "community": "c", "kind": "k", "due": START} | changes))


async def count(units) -> int:
    return await units.read(lambda work: work.connection.scalar(text("SELECT count(*) FROM outbox")))


async def test_a_unit_is_kept_whole(units):
    async def two(work):
        await work.outbox.put([entry("a")])
        await work.outbox.put([entry("b")])

    await units.run(two)

    assert await count(units) == 2


async def test_a_unit_that_fails_leaves_nothing(units):
    async def fails(work):
        await work.outbox.put([entry("a")])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await units.run(fails)

    assert await count(units) == 0


async def test_a_reader_may_not_write(units):
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await units.read(lambda work: work.outbox.put([entry("a")]))


async def test_a_reader_sees_one_snapshot(units):
    seen = []

    async def look_twice(work):
        seen.append(await work.connection.scalar(text("SELECT count(*) FROM outbox")))
        await units.run(lambda other: other.outbox.put([entry("a")]))
        seen.append(await work.connection.scalar(text("SELECT count(*) FROM outbox")))

    await units.read(look_twice)

    assert seen == [0, 0]


async def test_memory_is_refused_as_a_database():
    for url in ("sqlite:///:memory:", "sqlite://", "mysql://x", "nonsense"):
        with pytest.raises(BadDatabase):
            create(url)


async def test_whoever_listens_hears_what_was_planned(units):
    heard = []
    stop = units.database.when_planned(heard.append)

    await units.run(lambda work: work.outbox.put([entry("a"), entry("b", due=START - timedelta(hours=1))]))
    await units.run(lambda work: work.outbox.put([entry("a")]))
    stop()
    await units.run(lambda work: work.outbox.put([entry("c")]))

    assert [int((START - timedelta(hours=1)).timestamp()) * 1_000_000] == heard


@pytest.mark.postgres
async def test_a_connection_that_died_while_it_lay_unused_is_replaced(postgres_url, monkeypatch):
    monkeypatch.setattr(engine, "IDLE", 0.0)

    assert await _after_the_server_hung_up(postgres_url) == 0


@pytest.mark.postgres
async def test_without_asking_it_would_be_found_out_by_the_first_who_uses_it(postgres_url):
    """The control: a connection in steady use is not asked."""
    with pytest.raises(DBAPIError):
        await _after_the_server_hung_up(postgres_url)


async def _after_the_server_hung_up(url: str) -> int:
    database = engine.create(url)
    units = UnitsOfWork(database)
    try:
        await count(units)
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        return await count(units)
    finally:
        await database.close()
