"""A kill drill: deliveries under way while workers are killed again and again, and what users saw of them."""

import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from faults.drills import Nursery, delivery, put, rows, states, unfinished, within
from faults.worker import Orders

SLOWEST = 1.2  # seconds a platform of these drills may take to accept
NEVER = 3_600.0
FIRST = (
    0.2  # seconds: what was held at two crashes has been tried five times, and would wait for half a minute
)
UNDER_WAY = "SELECT count(*) FROM outbox WHERE state IN ('claimed', 'sending', 'in_doubt')"
IN_DOUBT = "SELECT min(started_at) FROM outbox WHERE state = 'in_doubt'"


class Ledger(Protocol):
    """Whatever knows how often users see the words of each delivery."""

    def copies(self) -> Counter[str]: ...


@dataclass
class Drill:
    """Deliveries under way while workers are killed, `at_once` of them at one time."""

    url: str
    nursery: Nursery
    recorder: Ledger
    orders: Orders
    seed: int
    at_once: int = 1
    lives: tuple[float, float] = (0.12, 0.45)  # seconds between two kills, from and to
    slowest: float = SLOWEST
    patience: float = 90.0  # seconds after the last kill in which all must be finished
    under_way: int = 0  # kills that met something under way
    longest_doubt: float = 0.0  # seconds that anything was in doubt
    deliveries: int = 0
    words: str = "words of {key}"
    rooms: Sequence[str] = tuple(f"fake:school/room{number}" for number in range(11))
    due: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(minutes=1))

    def run(self, deliveries: int, kills: int) -> None:
        """Plan a portion, let it begin, kill, again and again; at last let all be finished."""
        print(f"seed {self.seed}")
        chance = random.Random(self.seed)
        self.deliveries = deliveries
        self._plan(range(deliveries // 2))
        alive = [self._born() for _ in range(self.at_once)]
        for number in range(kills):
            last = number >= kills - self.at_once
            time.sleep(chance.uniform(*self.lives) / self.at_once)
            victim = alive.pop(0)
            self.nursery.kill(victim)
            assert self.nursery.ended(victim) == -9, "it died before it was killed"
            self._look()
            self._plan(range(deliveries // 2 + number, deliveries, kills))
            alive.append(self._born(last=last))
        self._wait()
        time.sleep(self.slowest)  # what was accepted late is seen, too
        for worker in alive:
            self.nursery.kill(worker, signal.SIGTERM)
        assert [self.nursery.ended_within(worker, 8) for worker in alive] == [0] * self.at_once

    def twice(self) -> dict[str, int]:
        """What users see more than once, and how often."""
        return {key: times for key, times in self.recorder.copies().items() if times > 1}

    def lost(self) -> set[str]:
        """What nobody sees."""
        return {f"k{n}" for n in range(self.deliveries)} - set(self.recorder.copies())

    def _born(self, *, last: bool = False) -> int:
        """A worker; those who will be killed never feel well enough to try what crashed twice.

        That is for a process that lives on: on a slow machine those of a drill may live as long, and the
        third of their kills would, rightly, put a row into quarantine.
        """
        before = self._sittings()
        orders = replace(self.orders, first=FIRST, well=None if last else NEVER)
        worker = self.nursery.born(orders)
        # a life begins with a seat at the table: a slow machine would spend all of them on the way there
        within(20, lambda: self._sittings() > before, "the worker never began")
        return worker

    def _sittings(self) -> int:
        log = self.nursery.log
        return log.read_text(errors="replace").count("The outbox is open.") if log.exists() else 0

    def _look(self) -> None:
        self.under_way += rows(self.url, UNDER_WAY)[0][0] > 0
        self._watch()

    def _watch(self) -> None:
        since = rows(self.url, IN_DOUBT)[0][0]
        if since is not None:
            self.longest_doubt = max(self.longest_doubt, time.time() - since / 1e6)

    def _wait(self) -> None:
        until = time.monotonic() + self.patience
        while left := unfinished(self.url):
            assert time.monotonic() < until, f"{left} unfinished: {states(self.url)}"
            self._watch()
            time.sleep(0.1)

    def _plan(self, numbers: range) -> None:
        put(
            self.url,
            [
                # a few share a room and a minute, so that one message carries several
                delivery(
                    f"k{n}",
                    community=f"c{n % 7}",
                    args={"say": self.words.format(key=f"k{n}")},
                    destination=self.rooms[n % len(self.rooms)],
                    due=self.due + timedelta(milliseconds=n),
                    merge=n % 20 == 0,
                )
                for n in numbers
            ],
        )
