"""Killed again and again while people at Slack do things: what was acknowledged has had its effect, once."""

import pytest
from faults.hearing import Hearing

SEED = 20261126


@pytest.mark.slow
@pytest.mark.promise("R15")
async def test_whatever_was_acknowledged_has_had_its_effect_once(sqlite_url, nursery):
    hearing = Hearing(sqlite_url, nursery, SEED)
    kept = await hearing.run(300, 12, people=40)

    assert hearing.met > 6, "too few of the kills met anything under way"
    assert hearing.unheard() == set()
    assert hearing.lost(kept) == set()
    assert kept.twice() == set()


@pytest.mark.slow
@pytest.mark.promise("R15")
async def test_control_what_is_acknowledged_before_it_is_done_gets_lost(sqlite_url, nursery):
    hearing = Hearing(sqlite_url, nursery, SEED, without="work")
    kept = await hearing.run(300, 8, people=40)

    assert 0 < len(hearing.lost(kept)) < 300, "it does its work, only later"
