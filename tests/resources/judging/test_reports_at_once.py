"""Of two who report at once, the second is counted after the first: together they hide it."""

import asyncio
from dataclasses import replace

import pytest

from communitybot.resources import desk, reporting
from communitybot.resources.delivery import reviewing
from communitybot.resources.model.judgement import Why
from communitybot.resources.model.resource import State
from communitybot.storage import judging_reports
from communitybot.storage.engine import create
from communitybot.storage.work import UnitsOfWork
from tests.resources.judging.desk import opened


@pytest.mark.postgres
@pytest.mark.parametrize("holds", [True, pytest.param(False, id="control: unheld, neither sees the other")])
async def test_two_who_report_at_once_hide_it_together(postgres_url, monkeypatch, holds):
    database = create(postgres_url)
    school = await opened(UnitsOfWork(database))

    async def two_hide(work):
        settings = await work.resources.settings("c1")
        await work.resources.set("c1", replace(settings, reports=2))

    await school.units.run(two_hide)
    if not holds:

        async def unheld(work, caller, resource, **_):
            return await desk.find(work, caller, resource)

        async def no_hold(_connection, _community, _resource):
            return school.one

        monkeypatch.setattr(reporting, "find", unheld)
        monkeypatch.setattr(judging_reports, "hold", no_hold)
        monkeypatch.setattr(judging_reports, "recount", nothing)
    kept, go_on, first = asyncio.Event(), asyncio.Event(), []
    tell = reviewing.tell_moderators

    async def slow(work, *given):
        if not first:  # the first has kept its report, and its unit has not ended
            first.append(work)
            kept.set()
            await asyncio.wait_for(go_on.wait(), 10)
        await tell(work, *given)

    monkeypatch.setattr(reviewing, "tell_moderators", slow)
    one = asyncio.create_task(school.reporting.report(school.ben, school.one.id, Why.BROKEN))
    await asyncio.wait_for(kept.wait(), 10)
    two = asyncio.create_task(school.reporting.report(school.cleo, school.one.id, Why.BROKEN))
    await asyncio.sleep(0.3)  # until the second waits for the first
    go_on.set()
    await asyncio.gather(one, two)
    state = (await school.resource(school.one.id)).state
    await database.close()

    assert (state is State.HIDDEN) is holds


async def nothing(_connection, _held):
    return None
