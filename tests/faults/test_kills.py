"""Killed again and again under load: nothing is lost or seen twice; without its protections, it is."""

import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from faults.checker import unmatched
from faults.drills import Nursery, Recorder, delivery, finished_within, put, rows, states
from faults.worker import Orders

SEED = 20261201
SLOWEST = 1.2
SLOW = {
    "quick": (0.005, 0.035),
    "late": 0.02,
    "late_by": (0.2, SLOWEST),
    "lose": 0.01,
}  # 2 % accepted late, 1 % of answers lost
SETTLE = 2.2  # longer than the slowest acceptance, and a second for a busy machine to read what was asked
UNDER_WAY = "SELECT count(*) FROM outbox WHERE state IN ('claimed', 'sending', 'in_doubt')"
POSTGRES = {"lease": 1.2, "tend": 0.3}


@dataclass
class Drill:
    """Deliveries under way while workers are killed, `at_once` of them at one time."""

    url: str
    nursery: Nursery
    recorder: Recorder
    orders: Orders
    seed: int
    at_once: int = 1
    lives: tuple[float, float] = (0.12, 0.45)  # seconds a worker lives, from and to
    under_way: int = 0  # kills that met something under way
    rooms: Sequence[str] = tuple(f"fake:school/room{number}" for number in range(11))
    due: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(minutes=1))

    def run(self, deliveries: int, kills: int) -> None:
        """Plan a portion, let it begin, kill, again and again; at last let all be finished."""
        print(f"seed {self.seed}")
        chance = random.Random(self.seed)
        self._plan(range(deliveries // 2))
        alive = [self.nursery.born(self.orders) for _ in range(self.at_once)]
        for number in range(kills):
            time.sleep(chance.uniform(*self.lives) / self.at_once)
            victim = alive.pop(0)
            self.nursery.kill(victim)
            assert self.nursery.ended(victim) == -9, "it died before it was killed"
            self.under_way += rows(self.url, UNDER_WAY)[0][0] > 0
            self._plan(range(deliveries // 2 + number, deliveries, kills))
            alive.append(self.nursery.born(self.orders))
        finished_within(90, self.url)
        time.sleep(SLOWEST)  # what was accepted late is seen, too
        for worker in alive:
            self.nursery.kill(worker, signal.SIGTERM)
        assert [self.nursery.ended_within(worker, 8) for worker in alive] == [0] * self.at_once

    def _plan(self, numbers: range) -> None:
        put(
            self.url,
            [
                # a few share a room and a minute, so that one message carries several
                delivery(
                    f"k{n}",
                    community=f"c{n % 7}",
                    destination=self.rooms[n % len(self.rooms)],
                    due=self.due + timedelta(milliseconds=n),
                    merge=n % 20 == 0,
                )
                for n in numbers
            ],
        )


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


def twice(drilled: Drill) -> dict[str, int]:
    return {key: times for key, times in drilled.recorder.copies().items() if times > 1}


def lost(drilled: Drill, deliveries: int) -> set[str]:
    return {f"k{n}" for n in range(deliveries)} - set(drilled.recorder.copies())


@pytest.mark.slow
@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.promise("R10")
@pytest.mark.parametrize("keys", [True, False], ids=["honours-keys", "history-only"])
def test_forty_kills_lose_nothing_and_double_nothing(sqlite_url, nursery, platform, keys):
    drilled = drill(sqlite_url, nursery, platform, keys=keys)
    drilled.run(2_000, 40)

    assert drilled.under_way > 30, "too few of the kills met anything under way"
    assert lost(drilled, 2_000) == set()
    assert twice(drilled) == {}
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
    assert lost(drilled, 2_000) == set()
    assert twice(drilled) == {}
    assert states(postgres_url) == {"sent": 2_000}
    assert unmatched(postgres_url, drilled.recorder) == []


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_sending_again_without_looking_is_seen_twice(sqlite_url, nursery, platform):
    drilled = drill(sqlite_url, nursery, platform, keys=False, without="lookup")
    drilled.run(1_000, 20)

    assert len(twice(drilled)) > 10  # 100 in 10,000 deliveries and 200 kills
    assert lost(drilled, 1_000) == set()


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_looking_before_it_has_settled_is_seen_twice(sqlite_url, nursery, platform):
    drilled = drill(sqlite_url, nursery, platform, keys=False, settle=0.0, late=0.06)
    drilled.run(1_000, 20)  # as many accepted late as in 3,000 with 2 %

    assert len(twice(drilled)) > 10
    assert lost(drilled, 1_000) == set()
