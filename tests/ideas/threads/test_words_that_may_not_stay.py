"""Words are kept no longer than they may be: a day at most where a platform's terms forbid more."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from communitybot.ideas.delivery import talking
from communitybot.ideas.model.idea import Stage
from tests.gathering import away, back


async def kept(school, words):
    """Whether words stand in the log, or in what waits to be said."""

    async def unit(work):
        found = await work.connection.execute(text("SELECT text, shown, name FROM idea_lines"))
        waiting = await work.connection.execute(text("SELECT payload FROM outbox WHERE state = 'planned'"))
        return words in str(found.all()) or words in str(waiting.all())

    return await school.units.read(unit)


@pytest.fixture(params=[True, False], ids=["may be kept", "may not"])
def allowed(request, school):
    """Whether the words of Slack may be kept."""
    if not request.param:
        school.house.wordless.add("slack")
    return request.param


async def test_words_live_for_a_day_at_most_unless_every_platform_allows_more(school, ana, ben, allowed):
    await school.posted(ana)
    ref = await ben.says("Trees are tall.")
    await school.later(hours=20)
    assert await kept(school, "Trees are tall.")
    await school.later(hours=4)

    assert await kept(school, "Trees are tall.") is allowed
    assert "Trees are tall." in school.read("slack")  # what was posted stands
    await ben.removes(ref)
    await school.later(seconds=5)
    assert "Trees are tall." not in school.read("slack")  # until its author takes it back


async def test_no_word_waits_for_longer_than_a_day_for_a_platform_that_is_away(school, ana):
    school.house.wordless.add("slack")
    await school.posted(ana)
    away(school, "discord")
    await ana.says("Trees are tall.")
    await school.later(seconds=5)
    assert await kept(school, "Trees are tall.")
    school.clock.advance(timedelta(hours=23))  # without the tries in between
    await school.later(minutes=50)
    assert not await kept(school, "Trees are tall.")
    back(school, "discord")
    await school.later(minutes=20)
    assert "Trees are tall." not in school.read("discord")


async def test_words_stay_while_two_ideas_that_became_one_can_be_parted(school, ana, ben):
    await school.posted(ana)
    await ben.says("Trees are tall.")
    await school.later(seconds=5)
    await school.act(talking.closed, stage=Stage.MERGED, moved=school.clock.now())
    await school.later(days=6, hours=23)
    assert await kept(school, "Trees are tall.")
    await school.later(hours=2)

    assert not await kept(school, "Trees are tall.")


async def test_what_was_said_about_a_withdrawn_idea_is_forgotten_a_day_later(school, ana, ben):
    await school.posted(ana)
    await ben.says("Trees are tall.")
    await school.later(seconds=5)
    await school.withdrawn()
    await school.later(hours=23)
    assert await kept(school, "Trees are tall.")
    await school.later(hours=2)

    assert not await kept(school, "Trees are tall.")
    assert len(await school.lines()) == 1  # so that it still goes when its author takes it back
