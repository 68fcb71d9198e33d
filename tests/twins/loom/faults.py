"""What may go wrong with an answer, switched on by a test; random faults come from the seed."""

from collections import deque
from dataclasses import dataclass, field
from zlib import crc32

from twins.loopback.dice import Dice

LATE = "drops the connection, and accepts later"
HOLDS = "accepts, and answers later"
DROPS = "accepts, then drops the answer"
BREAKS = "accepts, then answers 500"
LOSES = "answers 500 without accepting"
REFUSES = "refuses with a code"
SLOWS = "answers 429"


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str
    seconds: float = 0.0
    error: str = ""


@dataclass(slots=True)
class Faults:
    """The next calls of a method, in order, and the share of all calls that go wrong by chance."""

    seed: int
    planned: dict[str, deque[Fault]] = field(default_factory=dict)
    always: dict[str, Fault] = field(default_factory=dict)
    chances: dict[str, list[tuple[float, Fault]]] = field(default_factory=dict)
    dice: dict[str, Dice] = field(default_factory=dict)  # one a method: their order is all that counts
    happened: list[tuple[str, Fault]] = field(default_factory=list)

    def plan(self, method: str, fault: Fault, times: int = 1) -> None:
        self.planned.setdefault(method, deque()).extend([fault] * times)

    def chance(self, method: str, share: float, fault: Fault) -> None:
        self.chances.setdefault(method, []).append((share, fault))

    def of(self, method: str) -> Fault | None:
        """Give the fault that this call meets, if any."""
        fault = self._met(method)
        if fault is not None:
            self.happened.append((method, fault))
        return fault

    def _met(self, method: str) -> Fault | None:
        if self.planned.get(method):
            return self.planned[method].popleft()
        if method in self.always:
            return self.always[method]
        for share, fault in self.chances.get(method, []):
            if self._dice(method).happens(share):
                return fault
        return None

    def _dice(self, method: str) -> Dice:
        if method not in self.dice:
            self.dice[method] = Dice(self.seed * 2**32 + crc32(method.encode()))
        return self.dice[method]
