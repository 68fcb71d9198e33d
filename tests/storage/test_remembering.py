"""A question asked again is answered from memory while nothing was written; a write by anybody ends that."""

import asyncio
import sqlite3
import subprocess
import sys

import pytest
from sqlalchemy import text

from communitybot.storage.remembering import MOST, Remembering, Witness
from communitybot.storage.work import UnitsOfWork

COUNT = text("SELECT count(*) FROM outbox")
ANOTHER = "INSERT INTO outbox (key, community, kind, due) VALUES ('{}', 'c', 'k', 1)"


@pytest.fixture
def units(sqlite_database):
    return UnitsOfWork(sqlite_database)


class Asking:
    """Asks how much is planned, and counts how often the database was really asked."""

    def __init__(self, units) -> None:
        self.units = units
        self.read = 0

    async def planned(self, same="how much"):
        async def unit(work):
            self.read += 1
            return await work.connection.scalar(COUNT)

        return await self.units.read(unit, same=same)


async def plan(units, key):
    await units.run(lambda work: work.connection.execute(text(ANOTHER.format(key))))


async def test_the_same_question_is_read_once_and_another_one_by_itself(units):
    asking = Asking(units)
    assert [await asking.planned(), await asking.planned(), await asking.planned()] == [0] * 3
    assert asking.read == 1
    await asking.planned("another question")
    assert asking.read == 2


async def test_a_question_that_names_itself_nothing_is_always_read(units):
    asking = Asking(units)
    await asking.planned(None)
    await asking.planned(None)
    assert asking.read == 2


async def test_after_a_write_of_our_own_the_answer_is_the_new_one(units):
    asking = Asking(units)
    await asking.planned()
    await plan(units, "a")
    assert await asking.planned() == 1


async def test_after_a_write_of_another_process_the_answer_is_the_new_one(units, sqlite_url):
    asking = Asking(units)
    await asking.planned()
    file = sqlite_url.removeprefix("sqlite:///")
    write = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    subprocess.run(
        [sys.executable, "-c", write, file, ANOTHER.format("theirs")],
        check=True,
        timeout=30,
    )
    assert await asking.planned() == 1


async def test_an_answer_from_before_a_write_is_not_kept_for_after_it(units):
    """The read began before the write and ended after it: its answer is the old one, and told only once."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(work):
        found = await work.connection.scalar(COUNT)
        begun.set()
        await go_on.wait()
        return found

    first = asyncio.create_task(units.read(slow, same="how much"))
    await begun.wait()
    await plan(units, "a")
    go_on.set()
    assert await first == 0
    assert await Asking(units).planned() == 1


async def test_a_failed_question_leaves_nothing_behind(units):
    async def fails(work):
        raise LookupError

    with pytest.raises(LookupError):
        await units.read(fails, same="how much")
    assert await Asking(units).planned() == 0


async def test_looking_for_writes_holds_no_lock_and_keeps_no_journal(units, sqlite_url):
    asking = Asking(units)
    await asking.planned()
    file = sqlite_url.removeprefix("sqlite:///")
    other = sqlite3.connect(file, timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert units.database.version() is not None
    other.execute("COMMIT")
    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0, "a reader holds the journal"
    other.close()


async def test_where_nobody_can_tell_of_writes_every_question_is_read(tmp_path):
    remembering, read = Remembering(Witness(tmp_path / "nothing" / "here.db").version), []

    async def ask():
        read.append(1)
        return len(read)

    assert [await remembering.answer("q", ask), await remembering.answer("q", ask)] == [1, 2]


async def test_no_more_than_the_last_answers_are_kept():
    remembering = Remembering(lambda: 1)

    async def ask():
        return object()

    first = await remembering.answer(0, ask)
    for number in range(1, MOST + 1):
        await remembering.answer(number, ask)
    assert await remembering.answer(0, ask) is not first
    assert await remembering.answer(MOST, ask) is await remembering.answer(MOST, ask)
