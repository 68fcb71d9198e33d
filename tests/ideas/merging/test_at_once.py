"""Authors and voters act at the same moment, on PostgreSQL: one question, one merge, every vote counted."""

import asyncio
import itertools

import pytest
from sqlalchemy import text

from communitybot.errors import AlreadyDone
from communitybot.ideas.backing import Backing
from communitybot.ideas.delivery.talking import NEWS
from communitybot.ideas.merge_views import Came
from communitybot.ideas.model.idea import Stage
from tests.ideas.discussing.made import caller, opened
from tests.ideas.merging.twins import ANA, DOV, HERS, HIS, MOD, Twins

pytestmark = pytest.mark.postgres
VOTERS = [caller(f"voter{number}", f"Voter {number}") for number in range(12)]


@pytest.fixture
async def twins(postgres_url, clock):
    from communitybot.storage.engine import create
    from communitybot.storage.work import UnitsOfWork

    database = create(postgres_url)
    yield await Twins.of(await opened(UnitsOfWork(database), clock))
    await database.close()


async def test_everybody_acts_at_once_and_nothing_is_done_twice_or_lost(twins):
    both = await asyncio.gather(
        twins.merging.propose(DOV, HIS, HERS),
        twins.merging.propose(ANA, HERS, HIS),
        twins.merging.propose(MOD, HIS, HERS),
    )
    asked = {wished.pair.merge.id for wished in both}
    assert len(asked) == 1  # one question, whoever was first

    name = asked.pop()
    await twins.merging.agree(MOD, name)
    backing = Backing(twins.school.units, twins.school.clock)
    voting = [
        backing.support(one, idea, on=True)
        for one, idea in zip(VOTERS, itertools.cycle((HIS, HERS)), strict=False)
    ]
    answers = [twins.merging.agree(each, name) for each in (ANA, DOV, ANA, DOV)]
    done = (await asyncio.gather(*answers, *voting))[:4]
    assert [(each.came, each.now) for each in done].count((Came.MERGED, True)) <= 1
    merge = (await twins.merging.agree(MOD, name)).pair
    assert {merge.one.stage, merge.other.stage} == {Stage.MERGED, Stage.SEED}
    kept = await twins.now(merge.other.id)
    assert kept.votes == len(VOTERS)
    assert len(await twins.school.promised(NEWS)) == 2

    undone = await asyncio.gather(
        *(twins.merging.undo(each, merge.one.id) for each in (ANA, DOV)),
        *(backing.support(one, merge.one.id, on=False) for one in VOTERS[:4]),
        return_exceptions=True,
    )
    assert [type(each) for each in undone].count(AlreadyDone) == 1
    one, other = await twins.now(merge.one.id), await twins.now(merge.other.id)
    assert (one.into, one.stage) == (None, Stage.SEED)
    voted = await twins.school.units.read(_voted)
    assert [one.votes, other.votes] == [voted.get(one.id, 0), voted.get(other.id, 0)]


async def _voted(work):

    counted = "SELECT idea, count(*) FROM idea_votes GROUP BY idea"
    return dict(tuple(row) for row in await work.connection.execute(text(counted)))
