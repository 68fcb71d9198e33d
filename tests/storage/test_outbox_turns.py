"""The ledger's turns: what is claimed, by whom, in which order, and at what cost."""

import asyncio
from datetime import timedelta

import pytest
from fakes import START
from promises import HOUR, drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Room
from communitybot.outbox.ledger import stamp
from communitybot.storage.engine import create
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.outbox_statements import SHARE_EVERY
from communitybot.storage.work import UnitsOfWork

NOW = stamp(START)


@pytest.fixture
async def ledgers(database):
    """Opens seats at the table, each on a `Database` of its own as another process would have."""
    opened = []

    async def sit():
        own = create(database.url)
        ledger = StoredLedger(own)
        opened.append((ledger, own))
        await ledger.open()
        return ledger

    yield sit
    for ledger, own in opened:
        await ledger.close()
        await own.close()


async def test_a_turn_claims_what_is_due_oldest_first_and_tells_what_is_next(units, ledgers):
    await put(units, *(entry(f"k{n}", due=START + timedelta(seconds=n - 5)) for n in range(10)))
    ledger = await ledgers()

    turn = await ledger.turn(Answers(), now=NOW, room=Room(fresh=100))

    assert [f"k{n}" for n in range(6)] == [held.key for held in turn.fresh]
    assert turn.next_due == NOW + 1_000_000
    assert not turn.more


async def test_an_answer_of_an_older_epoch_is_not_recorded(units, ledgers):
    await put(units, entry("a"))
    ledger = await ledgers()
    (held,) = (await ledger.turn(Answers(), now=NOW, room=Room(fresh=1))).fresh

    late = Answers(sent=[("fake:t1/events#1", held.id, held.epoch - 1)])
    await ledger.turn(late, now=NOW, room=Room())

    assert (await row(units, "a"))["state"] == "sending"


async def test_released_rows_are_as_if_never_claimed(units, ledgers):
    await put(units, entry("a"), drawn("b"))
    before = [dict(await row(units, key)) for key in ("a", "b")]
    ledger = await ledgers()
    turn = await ledger.turn(Answers(), now=NOW, room=Room(fresh=10))
    await ledger.release(turn.fresh)

    for was in before:
        now = dict(await row(units, was["key"]))
        same = {"epoch", "started_at"}
        assert {k: v for k, v in was.items() if k not in same} == {
            k: v for k, v in now.items() if k not in same
        }


@pytest.mark.promise("R8")
async def test_a_foreign_backlog_does_not_hold_up_another_community(units, ledgers):
    await put(units, *(entry(f"big{n}", community="big", due=START - HOUR) for n in range(2_000)))
    await put(units, *(entry(f"small{n}", community=f"small{n:03}") for n in range(60)))
    ledger = await ledgers()
    seen: list[str] = []
    for _ in range(6):
        turn = await ledger.turn(Answers(), now=NOW, room=Room(fresh=100))
        seen += [held.key for held in turn.fresh]
        await asyncio.sleep(SHARE_EVERY / 1e6)

    assert len(seen) == 600
    assert {f"small{n}" for n in range(60)} <= set(seen)


@pytest.mark.promise("R8")
async def test_without_shares_the_small_community_would_wait(units, ledgers):
    """The control: by due time alone the backlog goes first."""
    await put(units, *(entry(f"big{n}", community="big", due=START - HOUR) for n in range(600)))
    await put(units, entry("small", community="small"))
    ledger = await ledgers()
    ledger._table._waiting = lambda _now, _most: []

    assert await _claimed_in_three_turns(ledger) == {"big"}


async def test_with_shares_it_does_not(units, ledgers):
    await put(units, *(entry(f"big{n}", community="big", due=START - HOUR) for n in range(600)))
    await put(units, entry("small", community="small"))

    assert await _claimed_in_three_turns(await ledgers()) == {"big", "small"}


async def _claimed_in_three_turns(ledger):
    communities = set()
    for _ in range(3):
        turn = await ledger.turn(Answers(), now=NOW, room=Room(fresh=100))
        communities |= {held.key.rstrip("0123456789") for held in turn.fresh}
        await asyncio.sleep(SHARE_EVERY / 1e6)
    return communities


@pytest.mark.postgres
@pytest.mark.promise("R7")
@pytest.mark.parametrize("workers", [2, 4])
async def test_workers_share_a_table_and_none_is_doubled_or_starved(postgres_url, relays, platform, workers):
    databases = [create(postgres_url) for _ in range(workers)]
    units = [UnitsOfWork(own) for own in databases]
    await put(units[0], *(entry(f"k{n}", community=f"c{n % 9}") for n in range(600)))
    await put(units[0], *(drawn(f"d{n}", community=f"c{n % 9}") for n in range(200)))
    sent_by = []
    post = platform.post

    def posting(number):
        async def slow(place, what, key):
            sent_by.append(number)
            await asyncio.sleep(0.005)
            return await post(place, what, key)

        return slow

    made = []
    for number, each in enumerate(units):
        own = type(platform)()
        own.posted, own.post = platform.posted, posting(number)
        made.append(relays(each, {"fake": own}, {"drawn": words}))
    await asyncio.gather(*(relay.run_once() for relay in made))
    counts = await states(units[0])
    for relay in made:
        await relay.stop()
    for own in databases:
        await own.close()

    assert counts == {State.SENT: 800}
    assert len(sent_by) == 800
    assert set(range(workers)) == set(sent_by)


async def test_on_sqlite_a_second_relay_stands_by_until_the_first_has_left(sqlite_database):
    first, second = StoredLedger(sqlite_database), StoredLedger(create(sqlite_database.url))
    await first.open()
    waiting = asyncio.ensure_future(second.open())
    await asyncio.sleep(0.1)
    assert not waiting.done()

    await first.close()
    await asyncio.wait_for(waiting, 2)
    await second.close()
    await second._database.close()


async def test_a_million_rows_waiting_are_no_work(sqlite_units):
    """Counted in steps of SQLite's machine, which no busy neighbour can change."""
    import sqlite3

    await put(sqlite_units, *(entry(f"k{n}", message=None, due=START + HOUR) for n in range(20_000)))
    ledger = StoredLedger(sqlite_units.database)
    await ledger.open()
    steps = 0

    def count():
        nonlocal steps
        steps += 1
        return 0

    connection: sqlite3.Connection = ledger._table._connection
    connection.set_progress_handler(count, 10)
    await ledger.turn(Answers(), now=NOW, room=Room(fresh=50, doubts=50, suspects=8))
    connection.set_progress_handler(None, 0)
    await ledger.close()

    assert steps < 100


async def test_no_contents_stay_behind_in_the_ledger_of_a_dead_connection(units, ledgers):
    ledger = await ledgers()
    await ledger.close()

    with pytest.raises(RuntimeError):
        await ledger.turn(Answers(), now=NOW, room=Room())


def _sentences(said):
    return [said] if isinstance(said, str) else list(said)


async def test_a_statement_of_a_turn_uses_its_index(sqlite_units):
    ledger = StoredLedger(sqlite_units.database)
    await ledger.open()
    said = ledger._table.said
    names = (
        "take_due",
        "take_its",
        "take_doubts",
        "take_suspects",
        "take_worst",
        "expired",
        "take_over",
        "next",
    )
    values = dict.fromkeys(
        ("me", "until", "real", "room", "now", "community", "doubts", "suspects", "last", "reason", "ids"), 1
    )
    plans = {
        name: " ".join(
            step[3]
            for said_of in _sentences(getattr(said, name))
            for step in ledger._table._connection.execute(f"EXPLAIN QUERY PLAN {said_of}", values)
        )
        for name in names
    }
    await ledger.close()

    assert [name for name, plan in plans.items() if "SCAN outbox" in plan and "USING" not in plan] == []
    assert await sqlite_units.read(lambda work: work.connection.scalar(text("SELECT 1"))) == 1
