"""Words were blanked for their age: who then takes one message back takes no one else's along unseen."""

import pytest

from tests.gathering import away, back

OLDER = "can be read where it was said"


@pytest.fixture
async def two(school, ana, ben):
    """Two people's words in one message on Slack, whose words may not be kept."""
    school.house.wordless.add("slack")
    await school.posted(ana)
    cleo = school.member("Cleo Diaz", "discord")
    away(school, "slack")
    refs = [await ben.says("Trees are tall."), await cleo.says("Grass is green.")]
    await school.later(seconds=5)
    back(school, "slack")
    await school.later(minutes=1)
    (together,) = school.said("slack")
    assert "Trees are tall." in together
    assert "Grass is green." in together
    return (ben, refs[0]), (cleo, refs[1])


async def test_others_are_led_to_where_their_words_stand_and_what_was_taken_back_does_not(school, two):
    (ben, trees), (cleo, grass) = two
    await school.later(hours=25)
    assert "Grass is green." in school.read("slack")  # nothing was taken back, so all of it stands
    await ben.removes(trees)
    await school.later(seconds=5)
    (told,) = school.said("slack")
    assert "Trees" not in told
    assert OLDER in told

    await ben.removes(trees)  # told again
    await school.later(seconds=5)
    assert school.said("slack") == [told]
    await cleo.removes(grass)
    await school.later(seconds=5)
    assert school.said("slack") == []


async def test_words_that_are_not_blanked_stay_whole(school, two):
    (ben, trees), _ = two
    await school.later(hours=1)
    await ben.removes(trees)
    await school.later(seconds=5)
    (told,) = school.said("slack")

    assert "Grass is green." in told
    assert OLDER not in told


async def test_what_was_taken_back_before_the_rest_was_blanked_is_not_looked_for(school, two):
    (ben, trees), (cleo, grass) = two
    await ben.removes(trees)
    await school.later(hours=25)
    assert "Grass is green." in school.read("slack")
    await cleo.removes(grass)
    await school.later(seconds=5)

    assert school.said("slack") == []
