"""Killed again and again while it delivers through the real adapters: nothing is lost or seen twice."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from faults.drills import rows, states
from faults.killing import Drill
from faults.reached import ADAPTERS
from faults.staged import PLATFORMS, USUAL, Staged, Trouble
from faults.worker import Orders

SEED = 20261201
SETTLE = 2.2  # longer than the slowest acceptance, and a second for a busy machine to read what was asked
AFTER = 20.0  # seconds a busy machine may need to look into what has settled
LIVES = (0.1, 0.6)  # seconds in the middle of it
LOSING = Trouble(late=0.0, lose=0.2)
Stage = Callable[..., Staged]


@pytest.fixture
def staged() -> Iterator[Stage]:
    with ExitStack() as stack:
        yield lambda platform, trouble=USUAL: stack.enter_context(closing(PLATFORMS[platform](SEED, trouble)))


def drill(url, nursery, twin: Staged, *, settle: float = SETTLE, **orders) -> Drill:
    for module in ADAPTERS:
        nursery.load(module)
    told = Orders(
        database=url, environment=dict(twin.scene.environment), settle=settle, in_flight=4, **orders
    )
    return Drill(url, nursery, twin, told, SEED, lives=LIVES, rooms=twin.scene.rooms)


def keys(url, which) -> set[str]:
    return {key for (key,) in rows(url, f"SELECT key FROM outbox WHERE {which}")}


@pytest.mark.slow
@pytest.mark.promise("R1")
@pytest.mark.promise("R2")
@pytest.mark.promise("R3")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_dozen_kills_lose_nothing_and_double_nothing(sqlite_url, nursery, staged, platform):
    drilled = drill(sqlite_url, nursery, staged(platform))
    drilled.run(300, 12)

    assert drilled.under_way > 4, "too few of the kills met anything under way"
    assert drilled.lost() == set()
    assert drilled.twice() == {}
    assert states(sqlite_url) == {"sent": 300}
    assert drilled.longest_doubt < SETTLE + AFTER
    assert rows(sqlite_url, "SELECT max(resent) FROM outbox") == [(0,)], "something was sent blindly"


@pytest.mark.slow
@pytest.mark.promise("R2")
def test_on_discord_what_has_outlived_its_key_is_found_in_history(sqlite_url, nursery, staged):
    forgetful = staged("discord", Trouble(lose=0.1, keys=False))
    drilled = drill(sqlite_url, nursery, forgetful, trusts_keys=False)
    drilled.run(160, 4)

    assert drilled.lost() == set()
    assert drilled.twice() == {}


@pytest.mark.slow
@pytest.mark.promise("R4")
def test_control_on_discord_a_key_that_is_not_honoured_is_seen_twice(sqlite_url, nursery, staged):
    drilled = drill(sqlite_url, nursery, staged("discord", Trouble(late=0.0, lose=0.2, keys=False)))
    drilled.run(160, 4)

    assert len(drilled.twice()) > 10  # one in five is asked for again
    assert drilled.lost() == set()


@pytest.mark.slow
@pytest.mark.promise("R4")
@pytest.mark.parametrize(
    ("trouble", "taken_away"),
    [(LOSING, {"without": "lookup"}), (Trouble(late=0.2, late_by=3.0, lose=0.0), {"settle": 0.0})],
    ids=["sent-again-without-looking", "looked-for-before-it-has-settled"],
)
def test_control_on_slack_without_its_protection_it_is_seen_twice(
    sqlite_url, nursery, staged, trouble, taken_away
):
    drilled = drill(sqlite_url, nursery, staged("slack", trouble), **taken_away)
    drilled.slowest = trouble.late_by
    drilled.run(160, 4)

    assert len(drilled.twice()) > 10
    assert drilled.lost() == set()


@pytest.mark.slow
@pytest.mark.promise("R3")
@pytest.mark.parametrize("platform", PLATFORMS)
def test_where_nobody_may_look_there_is_one_more_copy_at_most_and_it_is_counted(
    sqlite_url, nursery, staged, platform
):
    blind = staged(platform, Trouble(lose=0.2, keys=False, history=False))
    drilled = drill(sqlite_url, nursery, blind, trusts_keys=False)
    drilled.words = "words of {key} for <!channel> and @everyone"
    drilled.run(120, 3)

    twice = drilled.twice()
    assert twice, "nothing was in doubt"
    assert set(twice.values()) == {2}
    assert set(twice) <= keys(sqlite_url, "resent = 1 OR joined IS NOT NULL")
    assert drilled.lost() <= keys(sqlite_url, "state = 'failed' AND reason LIKE '%cannot be looked for'")
    assert not [each.text for each in blind.seen() if each.pings]
    assert drilled.longest_doubt < SETTLE + AFTER
