"""R1 and R2 at full size: 200 kill -9 of the sender and 10,000 deliveries on each platform's stand-in."""

import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Row, at_most, scaled
from benchmarks.sending import folder

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-ins and the drill are the tests'

from faults.drills import Nursery, rows, states
from faults.killing import Drill
from faults.reached import ADAPTERS
from faults.staged import PLATFORMS
from faults.worker import Orders

from tests import databases

DELIVERIES, KILLS = scaled(10_000), scaled(200)
SEED = 20261201
SETTLE = 2.2  # seconds; a tenth of the product's, since the stand-ins accept after 0.6 s at the latest
LIVES = (0.3, 1.3)  # seconds at work, from and to: time to look into what the last kill left in doubt
PATIENCE = 600.0  # seconds after the last kill


@dataclass(frozen=True, slots=True)
class Outcome:
    """What users saw in the end, and what the drill met on its way there."""

    lost: int
    twice: int
    seconds: float
    met: str


def drilled(platform: str, place: Path) -> Outcome:
    url = f"sqlite:///{place / 'bench.db'}"
    databases.migrated(url)
    began = time.monotonic()
    with closing(PLATFORMS[platform](SEED)) as twin, closing(Nursery(place)) as nursery:
        for module in ADAPTERS:
            nursery.load(module)
        orders = Orders(database=url, environment=dict(twin.scene.environment), settle=SETTLE, in_flight=4)
        drill = Drill(
            url,
            nursery,
            twin,
            orders,
            SEED,
            lives=LIVES,
            patience=PATIENCE,
            rooms=twin.scene.rooms,
        )
        drill.run(DELIVERIES, KILLS)
        crashed = rows(url, "SELECT count(*) FROM outbox WHERE crashes > 0")[0][0]
        met = (
            f"{drill.under_way} of them while something was under way, {crashed:,} deliveries held by "
            f"somebody who was killed; in doubt for {drill.longest_doubt:.1f} s at the longest; "
            f"ended {states(url)}"
        )
        return Outcome(len(drill.lost()), len(drill.twice()), time.monotonic() - began, met)


def run() -> list[Row]:
    found: list[Row] = []
    for platform in PLATFORMS:
        with folder() as place:
            outcome = drilled(platform, place)
        name = platform.capitalize()
        how = (
            f"{DELIVERIES:,} deliveries through the real adapter to {name}'s stand-in, SQLite, 2 % accepted "
            f"late, 2 % of answers lost, a settling time of {SETTLE} s; {KILLS} kill -9, {outcome.met}."
        )
        found += [
            at_most(f"{name}, {KILLS} kills: lost", outcome.lost, 0, unit="deliveries", how=how),
            at_most(f"{name}, {KILLS} kills: seen twice", outcome.twice, 0, unit="deliveries", how=how),
            {"work": f"{name}, {KILLS} kills: took", "ours": outcome.seconds, "unit": "s", "how": how},
        ]
    return found
