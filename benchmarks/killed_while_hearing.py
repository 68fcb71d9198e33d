"""R15 at full size: 200 kill -9 of the whole bot while 5,000 things happen at Slack."""

import asyncio
import sys
import time
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Row, at_most, scaled
from benchmarks.sending import folder

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # the stand-in and the drill are the tests'

from faults.drills import Nursery
from faults.hearing import Hearing

from tests import databases

HAPPENINGS, KILLS = scaled(5_000), scaled(200)
PEOPLE = HAPPENINGS // 10  # each answers an event twice and looks in; the rest is commands
SEED = 20261126


def run() -> list[Row]:
    with folder() as place:
        url = f"sqlite:///{place / 'bench.db'}"
        databases.migrated(url)
        began = time.monotonic()
        with closing(Nursery(place)) as nursery:
            hearing = Hearing(url, nursery, SEED, patience=300.0)
            kept = asyncio.run(hearing.run(HAPPENINGS, KILLS, PEOPLE))
        seconds = time.monotonic() - began
    told = sum(each.tries for each in hearing.doings)
    how = (
        f"{HAPPENINGS:,} commands, presses and looks at the App Home in any order, over a socket and over "
        f"HTTP, told {told:,} times: until acknowledged, and one in twenty again; the whole bot on SQLite, "
        f"{KILLS} kill -9, {hearing.met} of them while something was under way."
    )
    name = f"Slack, killed {KILLS} times while it hears"
    return [
        at_most(f"{name}: acknowledged and lost", len(hearing.lost(kept)), 0, unit="happenings", how=how),
        at_most(f"{name}: done twice", len(kept.twice()), 0, unit="happenings", how=how),
        at_most(f"{name}: never acknowledged", len(hearing.unheard()), 0, unit="happenings", how=how),
        {"work": f"{name}: took", "ours": seconds, "unit": "s", "how": how},
    ]
