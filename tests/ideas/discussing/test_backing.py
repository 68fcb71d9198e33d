"""Support and following: each counts once, and one's own idea not at all."""

from asyncio import gather

import pytest

from communitybot.errors import NotAllowed, NotFound
from communitybot.ideas.backing import Backing
from communitybot.ideas.delivery.talking import CARD
from communitybot.ideas.model.idea import Stage
from tests.ideas.discussing.made import ANA, BEN, caller, idea

ID = idea().id


@pytest.fixture
def backing(school):
    return Backing(school.units, school.clock)


@pytest.mark.promise("R16")
async def test_support_is_one_vote_however_often_it_is_said_and_a_button_turns_it(school, backing):
    first = await backing.support(BEN, ID)
    twice = await backing.support(BEN, ID)  # the second half of a double click

    assert (first.on, first.changed, first.idea.votes) == (True, True, 1)
    assert (twice.on, twice.changed, twice.idea.votes) == (True, False, 1)
    assert (await backing.support(BEN, ID, on=True)).changed is False
    assert (await backing.support(caller("cleo", "Cleo Diaz"), ID)).idea.votes == 2

    school.later(minutes=1)
    taken_back = await backing.support(BEN, ID)
    assert (taken_back.on, taken_back.idea.votes) == (False, 1)
    assert (await backing.support(BEN, ID, on=False)).changed is False

    kept = await school.now()
    assert (kept.votes, kept.revision, kept.said) == (1, 3, school.clock.now())
    assert len(await school.promised(CARD)) == 2  # the two first votes fell on one moment


async def test_without_a_moment_between_them_two_presses_would_undo_each_other(school, backing, monkeypatch):
    """The control: it is the moment that tells a double click from a change of mind."""
    from datetime import timedelta

    monkeypatch.setattr("communitybot.ideas.backing.AT_ONCE", timedelta())
    await backing.support(BEN, ID)
    assert (await backing.support(BEN, ID)).on is False


@pytest.mark.promise("R16")
async def test_two_presses_at_the_same_time_are_one_vote(school, backing):
    backed = await gather(*(backing.support(BEN, ID) for _ in range(5)))

    assert sum(each.changed for each in backed) == 1
    assert (await school.now()).votes == 1


async def test_ones_own_idea_is_refused_kindly(school, backing):
    with pytest.raises(NotAllowed, match="goes without saying"):
        await backing.support(ANA, ID)

    assert (await school.now()).votes == 0
    assert await school.promised(CARD) == []


async def test_following_turns_and_is_nobody_elses_business(school, backing):
    assert (await backing.follow(BEN, ID)).on is True
    assert (await backing.follow(BEN, ID)).on is True  # the second half of a double click
    school.later(minutes=1)
    assert (await backing.follow(BEN, ID)).on is False
    assert (await backing.follow(BEN, ID, on=False)).changed is False
    assert (await backing.follow(BEN, ID, on=True)).idea.follows == 1
    assert (await school.now()).revision == 0
    assert await school.promised(CARD) == []


async def test_support_for_a_merged_idea_goes_to_the_one_it_joined(school, backing):
    other = idea(id="2123456789abcd", title="Mentors", stage=Stage.MERGED, into=ID)
    await school.has(other)

    backed = await backing.support(BEN, other.id)

    assert (backed.idea.id, backed.idea.votes) == (ID, 1)


async def test_what_others_do_not_see_cannot_be_supported(school, backing):
    draft = await school.has(idea(id="3123456789abcd", stage=Stage.DRAFT, published=None))

    for one in (draft.id, "4123456789abcd"):
        with pytest.raises(NotFound):
            await backing.support(BEN, one)
    with pytest.raises(NotFound):
        await backing.support(caller("eve", "Eve", community="c2"), ID, on=True)
    assert (await school.now()).votes == 0
