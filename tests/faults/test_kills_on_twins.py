"""Killed again and again while it delivers through the real adapters: nothing is lost or seen twice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from faults.drills import states
from faults.staged import Staged, on_discord, on_slack
from faults.test_kills import SEED, SETTLE, Drill, lost, twice
from faults.worker import Orders

DELIVERIES, KILLS = 400, 12
LIVES = (0.5, 1.2)  # seconds: time to log in, and to be in the middle of it
PLATFORMS = {"discord": on_discord, "slack": on_slack}
NEEDED = ("adapters.discord.presence", "adapters.slack.floor", "discord", "slack_bolt.async_app")
SLOW = 0.03


@pytest.fixture
def staged() -> Iterator[Callable[..., Staged]]:
    with ExitStack() as stack:
        yield lambda platform, **how: stack.enter_context(
            closing(PLATFORMS[platform](SEED, **({"late": 0.02, "lose": 0.02, "slow": SLOW} | how)))
        )


def drilled(url, nursery, twin: Staged, *, without: str = "", settle: float = SETTLE) -> Drill:
    orders = Orders(
        database=url,
        environment=dict(twin.scene.environment),
        settle=settle,
        without=without,
        in_flight=4,
    )
    for module in NEEDED:
        nursery.load(module)
    drill = Drill(url, nursery, twin, orders, SEED, lives=LIVES, rooms=twin.scene.rooms)
    drill.run(DELIVERIES, KILLS)
    return drill


@pytest.mark.slow
@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_dozen_kills_lose_nothing_and_double_nothing(sqlite_url, nursery, staged, platform):
    drill = drilled(sqlite_url, nursery, staged(platform))

    assert drill.under_way > KILLS // 3, "too few of the kills met anything under way"
    assert lost(drill, DELIVERIES) == set()
    assert twice(drill) == {}
    assert states(sqlite_url) == {"sent": DELIVERIES}


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_on_slack_sending_again_without_looking_is_seen_twice(sqlite_url, nursery, staged):
    drill = drilled(sqlite_url, nursery, staged("slack", lose=0.1), without="lookup")

    assert len(twice(drill)) > 10
    assert lost(drill, DELIVERIES) == set()
