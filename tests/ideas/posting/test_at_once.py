"""Whatever comes at once has one effect, on both databases: forms, sends, and moderators."""

import asyncio

import pytest
from ink import WISH, school

from communitybot.ideas.delivery import reviewing
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.views import IdeaQuery, Sort
from communitybot.storage.engine import create
from communitybot.storage.people import StoredPeople
from communitybot.storage.work import UnitsOfWork


@pytest.mark.promise("R16")
async def test_forms_presses_and_moderators_at_once_have_one_effect(units):
    lincoln = await school(units)
    ana, hana = await lincoln.somebody("Ana Ruiz"), await lincoln.somebody("Hana Ito")
    boss = await lincoln.somebody("Bo Lind", administers=True)

    previews = await asyncio.gather(*(lincoln.posting.draft(ana, WISH) for _ in range(4)))
    (idea,) = {each.idea.id for each in previews}
    sent = await asyncio.gather(*(lincoln.posting.send(ana, idea) for _ in range(4)))
    assert sorted(each.now for each in sent) == [False, False, False, True]
    assert len(await lincoln.promised(reviewing.WAITS)) == 1
    decided = await asyncio.gather(
        lincoln.moderating.publish(hana, idea),
        lincoln.moderating.decline(boss, idea, "It names a student."),
        lincoln.moderating.publish(boss, idea),
    )
    assert sorted(each.now for each in decided) == [False, False, True]

    first = next(each.idea.stage for each in decided if each.now)
    kept = await lincoln.idea(idea)
    assert kept.stage is first
    told = [row.kind for row in await lincoln.promised()]
    assert (told.count(reviewing.PUBLISHED), told.count(reviewing.DECLINED)) == (
        (1, 0) if first is Stage.SEED else (0, 1)
    )
    query = IdeaQuery(sort=Sort.MINE, person=ana.person)
    assert len((await lincoln.units.read(lambda work: work.ideas.listed("c1", query))).ideas) == 1


@pytest.mark.postgres
async def test_forms_at_once_that_did_not_wait_for_one_another_would_make_several_drafts(
    postgres_url, monkeypatch
):
    whole = StoredPeople.get

    async def unheld(self, community, person, *, hold=False):
        return await whole(self, community, person)

    monkeypatch.setattr(StoredPeople, "get", unheld)
    database = create(postgres_url)
    lincoln = await school(UnitsOfWork(database))
    ana = await lincoln.somebody("Ana Ruiz")
    previews = await asyncio.gather(*(lincoln.posting.draft(ana, WISH) for _ in range(4)))
    await database.close()

    assert len({each.idea.id for each in previews}) > 1
