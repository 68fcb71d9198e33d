"""A promise that ends the process is tried three times, then set aside; its neighbours are delivered."""

import time

import pytest
from faults.checker import unmatched
from faults.drills import delivery, put, rows, states, unfinished
from faults.worker import POISONED, Orders

NEIGHBOURS = 100


@pytest.mark.slow
@pytest.mark.promise("R9")
@pytest.mark.promise("R10")
def test_poison_is_quarantined_after_three_crashes_and_harms_nobody(database_url, nursery, platform):
    recorder = platform(keys=True)
    put(
        database_url,
        [
            delivery(f"k{n}", args={"say": f"words of k{n}", "poison": n == NEIGHBOURS // 2})
            for n in range(NEIGHBOURS + 1)
        ],
    )
    postgres = {} if database_url.startswith("sqlite") else {"lease": 1.2, "tend": 0.3}
    orders = Orders(database=database_url, socket=recorder.path, honours=60.0, **postgres)

    began, crashes = time.monotonic(), 0
    worker = nursery.born(orders)
    while unfinished(database_url):
        assert time.monotonic() - began < 30, f"unfinished: {states(database_url)}"
        time.sleep(0.05)
        code = nursery.ended(worker, block=False)
        if code is not None:
            assert code == POISONED
            crashes += 1
            worker = nursery.born(orders)

    assert crashes == 3
    assert states(database_url) == {"sent": NEIGHBOURS, "quarantined": 1}
    assert set(recorder.copies().values()) == {1}
    assert len(recorder.copies()) == NEIGHBOURS
    reason = rows(database_url, "SELECT reason FROM outbox WHERE state = 'quarantined'")[0][0]
    assert "3 times" in reason
    assert unmatched(database_url, recorder) == []
