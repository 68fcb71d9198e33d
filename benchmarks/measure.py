"""How figures are taken: alternating turns, medians, percentiles, and the row each becomes."""

import gc
import os
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
"""A line of the table: work, ours, peer, peer_name, ratio, wanted, met, unit, how."""

Contender = Callable[[], Awaitable[float]]


def scaled(count: int) -> int:
    """The count, or the share of it that BENCH_SCALE asks for (0.05 to try whether everything runs)."""
    return max(int(count * float(os.environ.get("BENCH_SCALE", "1"))), 20)


async def in_turn(times: int, contenders: Mapping[str, Contender]) -> dict[str, list[float]]:
    """Let each contender run `times` times, turn by turn: a slow moment of the machine meets all."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(times):
        for name, contender in contenders.items():
            gc.collect()
            taken[name].append(await contender())
    return taken


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def share(values: Sequence[float], part: float) -> float:
    """The value that `part` of all values do not exceed: 0.5 is the median, 0.99 the p99."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def beside(
    work: str,
    ours: Sequence[float],
    peer: Sequence[float],
    *,
    peer_name: str,
    wanted: float | None,
    unit: str,
    how: str,
) -> Row:
    """Rates of ours and of a peer, as medians; met at `wanted` times the peer's (None: only told)."""
    mine, theirs = median(ours), median(peer)
    return {
        "work": work,
        "ours": round(mine),
        "peer": round(theirs),
        "peer_name": peer_name,
        "ratio": round(mine / theirs, 3),
        "wanted": "" if wanted is None else f"{wanted:g} times",
        "met": None if wanted is None else mine / theirs >= wanted,
        "unit": unit,
        "how": f"{how} {len(ours)} turns each, medians.",
    }


def at_most(work: str, value: float, wanted: float, *, unit: str, how: str) -> Row:
    """A figure by itself that should not exceed `wanted`."""
    return {
        "work": work,
        "ours": round(value, 3),
        "wanted": f"at most {wanted:g} {unit}",
        "met": value <= wanted,
        "unit": unit,
        "how": how,
    }
