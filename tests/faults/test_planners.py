"""Several planners, one set of occurrences: each is planned once, and nobody is told of a collision."""

import re
import time

import pytest
from faults.drills import rows
from faults.worker import Orders

OCCURRENCES = 10_000


@pytest.mark.slow
@pytest.mark.promise("R5")
def test_four_planners_plan_each_of_ten_thousand_occurrences_once(database_url, nursery):
    at = time.time() + 1
    planners = [
        nursery.born(Orders(database=database_url, plan=OCCURRENCES, seed=n, start_at=at)) for n in range(4)
    ]

    assert [nursery.ended_within(planner, 60) for planner in planners] == [0, 0, 0, 0]
    assert rows(database_url, "SELECT count(*), count(DISTINCT key) FROM outbox") == [(OCCURRENCES,) * 2]
    new = [int(count) for count in re.findall(r"^new (\d+)$", nursery.log.read_text(), re.MULTILINE)]
    assert len(new) == 4
    assert sum(new) == OCCURRENCES
    # SQLite lets those who wait for its one lock sleep, so a quick planner may leave another nothing
    assert sum(count > 0 for count in new) > 1, "the planners did not plan at the same time"


@pytest.mark.promise("R5")
def test_control_without_the_unique_index_occurrences_are_doubled(sqlite_url, nursery):
    import sqlite3

    connection = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    connection.execute("DROP INDEX outbox_key")
    connection.close()
    planners = [nursery.born(Orders(database=sqlite_url, plan=500, seed=n)) for n in range(2)]

    assert [nursery.ended_within(planner, 30) for planner in planners] == [0, 0]
    assert rows(sqlite_url, "SELECT count(*), count(DISTINCT key) FROM outbox") == [(1_000, 500)]
