"""How long `communitybot --version` takes, which is what every command line call pays first."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import Row, at_most, median

RUNS = 11
COMMAND = str(Path(sys.executable).with_name("communitybot"))


def run() -> list[Row]:
    ours, bare = [], []
    for _ in range(RUNS):
        ours.append(_wall(COMMAND, "--version"))
        bare.append(_wall(sys.executable, "-c", "pass"))
    row = at_most(
        "communitybot --version",
        median(ours),
        0.15,
        unit="s",
        how=f"median wall time of {RUNS} runs; beside them in turn, the interpreter that does nothing.",
    )
    peer = median(bare)
    return [
        row | {"peer": round(peer, 3), "peer_name": "python -c pass", "ratio": round(median(ours) / peer, 1)}
    ]


def _wall(*command: str) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
