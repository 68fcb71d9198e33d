"""Killed again and again under load: nothing is lost or seen twice; without its protections, it is."""

import pytest
from faults.checker import unmatched
from faults.drills import rows, states
from faults.killing import SLOWEST, Drill
from faults.worker import Orders

SEED = 20261201
SLOW = {
    "quick": (0.005, 0.035),
    "late": 0.02,
    "late_by": (0.2, SLOWEST),
    "lose": 0.01,
}  # 2 % accepted late, 1 % of answers lost
SETTLE = 2.2  # longer than the slowest acceptance, and a second for a busy machine to read what was asked
POSTGRES = {"lease": 1.2, "tend": 0.3}


def drill(
    url, nursery, platform, *, keys, seed=SEED, at_once=1, settle=SETTLE, without="", **manner
) -> Drill:
    recorder = platform(seed=seed, keys=keys, **(SLOW | manner))
    postgres = {} if url.startswith("sqlite") else POSTGRES
    orders = Orders(
        database=url,
        socket=recorder.path,
        honours=60.0 if keys else 0.0,
        settle=settle,
        without=without,
        in_flight=4,
        **postgres,
    )
    return Drill(url, nursery, recorder, orders, seed, at_once)


@pytest.mark.slow
@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.promise("R10")
@pytest.mark.parametrize("keys", [True, False], ids=["honours-keys", "history-only"])
def test_forty_kills_lose_nothing_and_double_nothing(sqlite_url, nursery, platform, keys):
    drilled = drill(sqlite_url, nursery, platform, keys=keys)
    drilled.run(2_000, 40)

    assert drilled.under_way > 30, "too few of the kills met anything under way"
    assert drilled.lost() == set()
    assert drilled.twice() == {}
    assert states(sqlite_url) == {"sent": 2_000}
    assert unmatched(sqlite_url, drilled.recorder) == []
    assert rows(sqlite_url, "SELECT max(crashes) FROM outbox")[0][0] > 0, "nothing was in doubt"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.parametrize("keys", [True, False], ids=["honours-keys", "history-only"])
def test_two_workers_killed_in_turn_lose_and_double_nothing(postgres_url, nursery, platform, keys):
    drilled = drill(postgres_url, nursery, platform, keys=keys, at_once=2)
    drilled.run(2_000, 40)

    assert drilled.under_way > 30, "too few of the kills met anything under way"
    assert drilled.lost() == set()
    assert drilled.twice() == {}
    assert states(postgres_url) == {"sent": 2_000}
    assert unmatched(postgres_url, drilled.recorder) == []


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_sending_again_without_looking_is_seen_twice(sqlite_url, nursery, platform):
    drilled = drill(sqlite_url, nursery, platform, keys=False, without="lookup")
    drilled.run(1_000, 20)

    assert len(drilled.twice()) > 10  # 100 in 10,000 deliveries and 200 kills
    assert drilled.lost() == set()


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_looking_before_it_has_settled_is_seen_twice(sqlite_url, nursery, platform):
    drilled = drill(sqlite_url, nursery, platform, keys=False, settle=0.0, late=0.06)
    drilled.run(1_000, 20)  # as many accepted late as in 3,000 with 2 %

    assert len(drilled.twice()) > 10
    assert drilled.lost() == set()
