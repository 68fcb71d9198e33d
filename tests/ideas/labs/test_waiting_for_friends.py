"""Whoever is asked to be a critical friend is asked once more after a week, and then somebody else may be."""

from datetime import time, timedelta

import pytest

from communitybot.ideas.model.friend import Standing
from communitybot.ideas.model.idea import Stage
from communitybot.people.model import Quiet
from tests.ideas.labs.bench import IDEA

DAY = timedelta(days=1)


async def standing(bench, person="ben"):
    friends = await bench.units.read(lambda work: work.labs.friends("c1", IDEA))
    return {friend.person: friend.standing for friend in friends}[person]


async def stage(bench, to):
    from dataclasses import replace

    async def unit(work):
        await work.ideas.save(replace(await work.ideas.get("c1", IDEA), stage=to))

    await bench.units.run(unit)


async def test_silence_is_asked_once_more_and_then_the_team_may_ask_somebody_else(bench):
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.passes(days=6)
    assert len(bench.heard("ben")) == 1
    await bench.passes(days=2)
    assert "A week ago you were asked" in bench.heard("ben")[1]
    assert bench.heard("ana") == []

    await bench.passes(days=7)
    assert await standing(bench) is Standing.SILENT
    assert "Ben Okri has not answered" in bench.heard("ana")[0]
    await bench.passes(days=60)
    assert (len(bench.heard("ben")), len(bench.heard("ana"))) == (2, 1)

    await bench.presses("ben", "idea.befriend", IDEA)  # late, and welcome while the place is free
    assert await standing(bench) is Standing.AGREED


async def test_who_has_answered_is_not_asked_again(bench):
    await bench.types("ana", "idea friends", people="Ben Okri, Cleo Diaz")
    await bench.passes(minutes=1)
    await bench.presses("ben", "idea.befriend", IDEA)
    await bench.passes(days=20)

    assert [len(bench.heard(one)) for one in ("ben", "cleo")] == [1, 2]  # Cleo is the control


async def test_the_question_waits_for_the_end_of_quiet_hours(bench):
    await bench.person("ben", "Ben Okri", quiet=Quiet(start=time(9), end=time(15)))
    await bench.types("ana", "idea friends", people="Ben Okri, Cleo Diaz")
    await bench.passes(hours=4)
    assert [len(bench.heard(one)) for one in ("ben", "cleo")] == [0, 1]
    await bench.passes(hours=1)
    assert len(bench.heard("ben")) == 1


@pytest.mark.parametrize("gone", [Stage.WITHDRAWN, Stage.PARKED])
async def test_nobody_is_asked_about_an_idea_that_does_not_go_on(bench, gone):
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.passes(minutes=1)
    await stage(bench, gone)
    await bench.passes(days=20)
    assert len(bench.heard("ben")) == 1

    await stage(bench, Stage.TEAM)
    await bench.passes(days=8)
    assert len(bench.heard("ben")) == (2 if gone is Stage.PARKED else 1)


async def test_who_cannot_be_written_to_is_given_up_at_once(bench):
    bench.closed_to("ben")
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.passes(days=8)
    assert await standing(bench) is Standing.SILENT
    assert "has not answered" in bench.heard("ana")[0]
