"""Several workers, one table: nothing is doubled or starved, and what the dead held is taken over."""

import signal
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from faults.checker import unmatched
from faults.drills import delivery, finished_within, put, rows, states, unfinished, within
from faults.worker import Orders

from communitybot.outbox.keys import delivery_key

LEASE = {"lease": 1.5, "tend": 0.4}


def lateness(recorder, due: dict[str, datetime]) -> list[float]:
    """Seconds from due to accepted, for each delivery by its key."""
    at = {each["key"]: each["at"] for each in recorder.seen()}
    return sorted(at[delivery_key(key)] / 1e6 - when.timestamp() for key, when in due.items())


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.promise("R7")
def test_ten_a_second_are_punctual(database_url, nursery, platform):
    recorder = platform(quick=(0.005, 0.02))
    begin = datetime.now(UTC) + timedelta(seconds=1.5)
    due = {f"k{n}": begin + timedelta(seconds=n / 10) for n in range(40)}
    put(database_url, [delivery(key, due=when) for key, when in due.items()])
    workers = 1 if database_url.startswith("sqlite") else 3
    for _ in range(workers):
        nursery.born(Orders(database=database_url, socket=recorder.path, honours=60.0))
    finished_within(20, database_url)

    late = lateness(recorder, due)
    assert len(late) == 40
    assert statistics.median(late) <= 0.5
    assert late[-1] <= 2
    assert late[0] >= 0, "something was sent before its time"
    assert set(recorder.copies().values()) == {1}


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.promise("R8")
def test_a_foreign_backlog_delays_nobody(database_url, nursery, platform):
    recorder = platform(quick=(0.02, 0.04))
    begin = datetime.now(UTC)
    backlog = begin - timedelta(minutes=5)
    put(database_url, [delivery(f"a{n}", community="loud", due=backlog) for n in range(10_000)])
    due = {f"b{n}": begin + timedelta(seconds=2 + n / 2) for n in range(6)}
    put(database_url, [delivery(key, community="quiet", due=when) for key, when in due.items()])
    workers = 1 if database_url.startswith("sqlite") else 2
    for _ in range(workers):
        nursery.born(Orders(database=database_url, socket=recorder.path, honours=60.0, in_flight=8))
    quiet = "SELECT count(*) FROM outbox WHERE community = 'quiet' AND state = 'sent'"
    within(20, lambda: rows(database_url, quiet)[0][0] == len(due), "the quiet community waited")

    assert unfinished(database_url) > 1_000, "the backlog was over before anybody could be delayed by it"
    assert lateness(recorder, due)[-1] <= 3


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.promise("R6")
@pytest.mark.promise("R2")
@pytest.mark.parametrize("keys", [True, False], ids=["honours-keys", "history-only"])
def test_what_a_killed_worker_held_is_taken_over_after_its_lease(postgres_url, nursery, platform, keys):
    recorder = platform(keys=keys, hold="words of")
    orders = Orders(
        database=postgres_url,
        socket=recorder.path,
        honours=60.0 * keys,
        timeout=20.0,
        settle=1.0,
        in_flight=5,
        **LEASE,
    )
    put(postgres_url, [delivery(f"k{n}") for n in range(20)])
    worker = nursery.born(orders)
    within(10, lambda: recorder.ask("count")["arrived"] == 5, "nothing was sent")
    nursery.kill(worker)
    nursery.ended(worker)
    recorder.ask("let_go")  # what was on the wire is accepted, and nobody hears of it
    within(5, lambda: recorder.ask("count")["seen"] == 5, "nothing was accepted")
    recorder.behave(hold="")
    nursery.born(orders)
    # a lease, a settle, the next look at the leases, and time for the crashed ones to be tried
    finished_within(15, postgres_url)

    assert states(postgres_url) == {"sent": 20}
    assert set(recorder.copies().values()) == {1}
    assert unmatched(postgres_url, recorder) == []


def frozen_past_its_lease(postgres_url, nursery, platform, *, without=""):
    """A worker is stopped while its request is refused; another takes over; then the first goes on."""
    recorder = platform(keys=False, refuse="words of k0")
    orders = Orders(
        database=postgres_url, socket=recorder.path, timeout=20.0, settle=0.5, without=without, **LEASE
    )
    put(postgres_url, [delivery("k0")])
    first = nursery.born(orders)
    within(10, lambda: recorder.ask("count")["arrived"] == 1, "nothing was sent")
    nursery.kill(first, signal.SIGSTOP)
    recorder.ask("let_go")  # it was surely not taken, says the answer the first will read when it goes on
    nursery.born(orders)
    finished_within(15, postgres_url)
    before = rows(postgres_url, "SELECT state, epoch, ref, finished_at FROM outbox")
    nursery.kill(first, signal.SIGCONT)
    time.sleep(2)
    return recorder, before, rows(postgres_url, "SELECT state, epoch, ref, finished_at FROM outbox")


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.promise("R2")
def test_a_worker_that_slept_past_its_lease_can_record_nothing(postgres_url, nursery, platform):
    recorder, before, after = frozen_past_its_lease(postgres_url, nursery, platform)

    assert before == after
    assert recorder.copies() == {"k0": 1}


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.promise("R4")
def test_control_without_the_fence_a_sleeper_undoes_what_another_did(postgres_url, nursery, platform):
    recorder, before, after = frozen_past_its_lease(postgres_url, nursery, platform, without="fence")

    assert before != after
    assert recorder.copies()["k0"] > 1


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.promise("R2")
@pytest.mark.parametrize("keys", [True, False], ids=["honours-keys", "history-only"])
def test_what_waited_in_a_sleepers_line_is_seen_once(postgres_url, nursery, platform, keys):
    """A worker is stopped with rows claimed and not begun; it goes on when another has sent them."""
    recorder = platform(keys=keys, hold="words of k0")
    orders = Orders(
        database=postgres_url,
        socket=recorder.path,
        honours=60.0 * keys,
        timeout=20.0,
        settle=0.5,
        in_flight=1,
        **LEASE,
    )
    due = datetime.now(UTC) - timedelta(minutes=1)
    put(postgres_url, [delivery(f"k{n}", due=due + timedelta(seconds=n)) for n in range(2)])
    first = nursery.born(orders)
    within(10, lambda: recorder.ask("count")["arrived"] == 1, "nothing was sent")
    both = "SELECT count(*) FROM outbox WHERE state = 'sending'"
    within(10, lambda: rows(postgres_url, both)[0][0] == 2, "nothing waits in its line")
    nursery.kill(first, signal.SIGSTOP)
    recorder.ask("let_go")
    nursery.born(orders)
    finished_within(15, postgres_url)
    nursery.kill(first, signal.SIGCONT)
    time.sleep(1.5)

    assert recorder.copies() == {"k0": 1, "k1": 1}
    assert unmatched(postgres_url, recorder) == []


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.promise("R6")
def test_a_process_sends_within_three_seconds_of_its_start_with_100_000_stored(sqlite_url, nursery, platform):
    recorder = platform()
    later = datetime.now(UTC) + timedelta(days=7)
    put(sqlite_url, [delivery(f"later{n}", community=f"c{n % 200}", due=later) for n in range(100_000)])
    put(sqlite_url, [delivery("k0")])
    began = time.monotonic()
    nursery.born(Orders(database=sqlite_url, socket=recorder.path, honours=60.0))
    within(10, lambda: recorder.ask("count")["seen"] == 1, "nothing was sent")

    assert time.monotonic() - began <= 3
