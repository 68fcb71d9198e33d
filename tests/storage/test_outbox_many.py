"""Thousands at once: put in parts and recorded beside the claim, yet whole or not at all."""

import pytest
from fakes import START
from promises import entry, put, states
from sqlalchemy import text

from communitybot.outbox.entry import State
from communitybot.outbox.held import Answers, Room
from communitybot.outbox.ledger import stamp
from communitybot.storage import outbox_postgresql
from communitybot.storage.engine import create
from communitybot.storage.outbox import PART
from communitybot.storage.outbox_ledger import StoredLedger
from communitybot.storage.work import UnitsOfWork

NOW = stamp(START)
MANY = 2 * PART + 1


@pytest.fixture
async def ledger(database):
    """A seat at the table."""
    opened = StoredLedger(database)
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
async def shared(postgres_url):
    """Units of work on PostgreSQL."""
    opened = create(postgres_url)
    yield UnitsOfWork(opened)
    await opened.close()


@pytest.fixture
async def seat(shared):
    """A seat at PostgreSQL's table."""
    opened = StoredLedger(shared.database)
    await opened.open()
    yield opened
    await opened.close()


async def answers(ledger, count: int) -> Answers:
    """All of `count` claimed rows as sent, one message each."""
    turn = await ledger.turn(Answers(), now=NOW, room=Room(fresh=count))
    return Answers(sent=[(f"fake:t1/events#{held.id}", held.id, held.epoch) for held in turn.fresh])


async def test_many_are_put_and_each_new_one_is_counted_once(units):
    await put(units, entry("k0"), entry(f"k{MANY - 1}"))

    assert await put(units, *(entry(f"k{n}") for n in range(MANY))) == MANY - 2
    assert await states(units) == {State.PLANNED: MANY}


async def test_if_the_last_cannot_be_written_down_none_is_stored(units):
    unwritable = entry("z", args={"oops": object()})

    with pytest.raises(TypeError):
        await put(units, *(entry(f"k{n}") for n in range(MANY)), unwritable)
    await put(units, entry("after"))

    assert await states(units) == {State.PLANNED: 1}


@pytest.mark.postgres
async def test_if_the_database_refuses_one_of_the_last_none_is_stored(shared):
    await shared.run(
        lambda work: work.connection.execute(
            text("ALTER TABLE outbox ADD CONSTRAINT no_z CHECK (key <> 'z')")
        )
    )

    with pytest.raises(Exception, match="no_z"):
        await put(shared, *(entry(f"k{n}") for n in range(MANY)), entry("z"))
    await put(shared, entry("after"))

    assert await states(shared) == {State.PLANNED: 1}


async def test_many_answers_are_recorded_in_the_turn_that_claims_the_next(units, ledger):
    await put(units, *(entry(f"k{n:03}") for n in range(300)))
    sent = await answers(ledger, 200)

    turn = await ledger.turn(sent, now=NOW, room=Room(fresh=50))

    assert len(turn.fresh) == 50
    assert await states(units) == {State.SENT: 200, State.SENDING: 50, State.PLANNED: 50}


@pytest.mark.postgres
async def test_if_they_cannot_be_recorded_nothing_is_claimed_and_they_can_be_given_again(
    shared, seat, monkeypatch
):
    await put(shared, *(entry(f"k{n:03}") for n in range(300)))
    sent = await answers(seat, 200)
    with monkeypatch.context() as broken:
        broken.setattr(outbox_postgresql, "_RECORD", "SELECT %s::int, %s, %s, %s FROM nowhere")
        with pytest.raises(Exception, match="nowhere"):
            await seat.turn(sent, now=NOW, room=Room(fresh=50))
    after_the_failure = await states(shared)

    await seat.turn(sent, now=NOW, room=Room(fresh=50))

    assert after_the_failure == {State.SENDING: 200, State.PLANNED: 100}
    assert await states(shared) == {State.SENT: 200, State.SENDING: 50, State.PLANNED: 50}


@pytest.mark.postgres
async def test_if_the_claim_fails_what_was_recorded_may_be_given_again(shared, seat):
    await put(shared, *(entry(f"k{n:03}") for n in range(300)))
    sent = await answers(seat, 200)
    fresh, seat._table._fresh = seat._table._fresh, lambda _values: 1 / 0
    with pytest.raises(ZeroDivisionError):
        await seat.turn(sent, now=NOW, room=Room(fresh=50))
    seat._table._fresh = fresh

    await seat.turn(sent, now=NOW, room=Room(fresh=50))

    assert await states(shared) == {State.SENT: 200, State.SENDING: 50, State.PLANNED: 50}


@pytest.mark.postgres
async def test_a_row_locked_elsewhere_holds_the_recording_up_for_seconds_and_not_for_ever(
    shared, seat, monkeypatch
):
    monkeypatch.setattr(outbox_postgresql, "LOCKED", 100)
    await put(shared, *(entry(f"k{n:03}") for n in range(200)))
    sent = await answers(seat, 200)
    async with shared.database.engine.begin() as other:
        await other.execute(text("SELECT 1 FROM outbox WHERE key = 'k007' FOR UPDATE"))
        with pytest.raises(Exception, match="lock timeout"):
            await seat.turn(sent, now=NOW, room=Room())
    await seat.turn(sent, now=NOW, room=Room())

    assert await states(shared) == {State.SENT: 200}
