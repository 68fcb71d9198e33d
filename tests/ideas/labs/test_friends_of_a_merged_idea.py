"""Whoever was asked about an idea that joins another is asked again if the two are two again."""

from dataclasses import replace

import pytest

from communitybot.ideas.model.idea import Stage
from tests.ideas.labs.bench import IDEA


async def becomes(bench, stage):
    async def unit(work):
        one = await work.ideas.get("c1", IDEA)
        await work.ideas.save(replace(one, stage=stage, moved=bench.clock.now()))

    await bench.units.run(unit)


@pytest.mark.parametrize("undone", [True, False])
async def test_a_question_rests_while_two_ideas_are_one_and_goes_on_when_that_is_undone(bench, undone):
    await bench.types("ana", "idea friends", people="Ben Okri")
    await bench.types("ana", "idea commit", what="Ask the board", owner="Ben Okri", by="15 february")
    await bench.passes(days=5)
    assert len(bench.heard("ben")) == 2
    await becomes(bench, Stage.MERGED)
    await bench.passes(days=4)
    assert len(bench.heard("ben")) == 2
    if undone:
        await becomes(bench, Stage.TEAM)
    await bench.passes(days=22)

    asked = [words for words in bench.heard("ben")[2:] if words.startswith("A week ago you were")]
    assert len(asked) == (2 if undone else 0)
    unanswered = [words for words in bench.heard("ana") if "has not" in words]
    assert len(unanswered) == (2 if undone else 0)
