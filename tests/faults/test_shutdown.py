"""SIGTERM under load: the process ends well and soon, and leaves in doubt only what was on the wire."""

import random
import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
from faults.checker import unmatched
from faults.drills import delivery, finished_within, put, rows, states, within
from faults.worker import Orders

from communitybot.outbox.keys import delivery_key

SEED = 113
# what one message carries has no state of its own: it follows its carrier
HELD = "SELECT key, state FROM outbox WHERE state IN ('claimed', 'sending', 'in_doubt') AND joined IS NULL"


@pytest.mark.slow
@pytest.mark.promise("R13")
def test_twenty_orderly_ends_under_load_leave_nothing_undone_or_doubled(database_url, nursery, platform):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    recorder = platform(seed=SEED, keys=True, late=0.02, late_by=(0.2, 0.9), lose=0.01)
    orders = Orders(database=database_url, socket=recorder.path, honours=60.0, in_flight=8)
    due = datetime.now(UTC) - timedelta(minutes=1)
    for number in range(20):
        put(database_url, [delivery(f"k{number}-{n}", due=due, merge=n % 20 == 0) for n in range(50)])
        before = recorder.ask("count")["arrived"]
        worker = nursery.born(orders)
        within(10, lambda before=before: recorder.ask("count")["arrived"] > before, "nothing was sent")
        time.sleep(chance.uniform(0.0, 0.2))
        began = time.monotonic()
        nursery.kill(worker, signal.SIGTERM)
        if number % 2:  # an impatient one
            time.sleep(0.05)
            nursery.kill(worker, signal.SIGTERM)
        assert nursery.ended_within(worker, 8) == 0
        assert time.monotonic() - began < 8
        assert_only_what_was_on_the_wire_is_in_doubt(database_url, recorder)

    worker = nursery.born(orders)
    finished_within(60, database_url)
    nursery.kill(worker, signal.SIGTERM)
    assert nursery.ended_within(worker, 8) == 0
    assert states(database_url) == {"sent": 20 * 50}
    assert set(recorder.copies().values()) == {1}
    assert rows(database_url, "SELECT max(crashes) FROM outbox") == [(0,)]
    assert unmatched(database_url, recorder) == []


@pytest.mark.slow
@pytest.mark.promise("R13")
def test_a_request_that_never_ends_does_not_hold_the_process_up(sqlite_url, nursery, platform):
    recorder = platform(keys=True, hold="words of k")
    orders = Orders(database=sqlite_url, socket=recorder.path, honours=60.0, in_flight=4, timeout=30.0)
    put(sqlite_url, [delivery(f"k{n}") for n in range(40)])
    worker = nursery.born(orders)
    within(10, lambda: recorder.ask("count")["arrived"] == 4, "nothing was sent")
    began = time.monotonic()
    nursery.kill(worker, signal.SIGTERM)

    assert nursery.ended_within(worker, 8) == 0
    assert time.monotonic() - began < 8
    assert_only_what_was_on_the_wire_is_in_doubt(sqlite_url, recorder)
    assert states(sqlite_url) == {"in_doubt": 4, "planned": 36}
    recorder.ask("let_go")
    recorder.behave(hold="")
    nursery.born(orders)
    finished_within(30, sqlite_url)
    assert set(recorder.copies().values()) == {1}
    assert unmatched(sqlite_url, recorder) == []


def assert_only_what_was_on_the_wire_is_in_doubt(url, recorder):
    left = rows(url, HELD)
    assert {state for _, state in left} <= {"in_doubt"}
    arrived = {key for _, key, _ in recorder.arrived()}
    assert {key for key, _ in left if delivery_key(key) not in arrived} == set()
