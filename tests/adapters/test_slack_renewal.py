"""Tokens at their end, met by many workers at once: Slack is asked for a new one exactly once each time."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from twins.loom.faults import HOLDS, LOSES, Fault

from adapters.slack.rotation import Rotation
from communitybot import installations
from communitybot.installations import KeptInstallations
from communitybot.ports import TryLater
from communitybot.sealing import Seal
from communitybot.storage.engine import create
from communitybot.storage.work import UnitsOfWork

WORKERS = 8
HELD = 0.06  # seconds that Slack may take for its answer
SOON = 0.02  # seconds until a worker looks again, in place of 0.1 s


@pytest.fixture
async def workers(web, browser, tmp_path, monkeypatch):
    """Eight workers' own ways to one database, and a workspace whose token is about to end."""
    monkeypatch.setattr(installations, "LOOK_AGAIN", SOON)
    web.twin.person("Priya Raman")
    web.twin.world.rotates, web.twin.limits.on = True, False  # a renewal a second is not the rule
    await web.installs(browser)
    floor = web.adapter.floor
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(WORKERS):
            database = create(f"sqlite:///{tmp_path / 'bot.db'}")
            stack.push_async_callback(database.close)
            kept = KeptInstallations(UnitsOfWork(database), Seal(b"k" * 40, "installations"))
            made.append(Rotation(floor._settings, floor.client, kept))
        yield made


async def let_it_end(web, left=timedelta(seconds=-1)):
    kept = await web.house.bot.installations.find(web.twin.home_team.id)
    await web.house.bot.installations.save(replace(kept, expires=datetime.now(UTC) + left))
    return kept.token


async def all_ask(web, workers):
    return await asyncio.gather(*(each.fresh(web.twin.home_team.id) for each in workers))


@pytest.mark.parametrize("rounds", [10, pytest.param(200, marks=pytest.mark.slow)])
async def test_eight_workers_at_expiry_ask_once_each_time(web, workers, rounds):
    tokens = [await let_it_end(web)]
    for number in range(rounds):
        if number % 3 == 0:
            web.twin.faults.plan("oauth.v2.access", Fault(HOLDS, seconds=HELD))  # so that all have to wait
        before = web.twin.requests["refresh"]
        found = await all_ask(web, workers)
        assert web.twin.requests["refresh"] == before + 1
        assert len({each.token for each in found}) == 1
        tokens.append(found[0].token)
        await let_it_end(web)

    assert len(set(tokens)) == rounds + 1
    assert [answer for method, answer in web.twin.refused if method == "oauth.v2.access"] == []


async def test_without_holding_it_they_would_spend_the_same_refresh_token(web, workers, monkeypatch):
    async def unheld(self, team, renew):  # the control
        kept = await self.find(team)
        return await self._renewed(kept, renew)

    monkeypatch.setattr(KeptInstallations, "renew", unheld)
    await let_it_end(web)
    web.twin.faults.plan("oauth.v2.access", Fault(HOLDS, seconds=HELD))
    outcomes = await asyncio.gather(
        *(each.fresh(web.twin.home_team.id) for each in workers), return_exceptions=True
    )

    assert web.twin.requests["refresh"] > 1
    assert any(isinstance(each, Exception) for each in outcomes)


async def test_a_renewal_that_failed_is_tried_again_by_whoever_comes_next(web, workers):
    before = await let_it_end(web)
    web.twin.faults.plan("oauth.v2.access", Fault(LOSES))
    with pytest.raises(TryLater):
        await workers[0].fresh(web.twin.home_team.id)
    found = await all_ask(web, workers[1:])

    assert len({each.token for each in found}) == 1
    assert found[0].token != before
