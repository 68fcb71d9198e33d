"""The ideas of the demo are alive: half grown, or waiting; and a visitor can go on with them."""

import pytest

from tests.stories.visiting import bots


def told(answer):
    """What was answered to this person alone; news of ideas may come in between."""
    return [each for each in bots(answer) if each["private"] and each["place"] == "ideas"][-1]


@pytest.mark.slow
def test_the_samples_ideas_are_listed_and_the_one_that_waits_is_published_and_found_alike(demo):
    teacher, administrator, visitor = map(demo.guest, ("teacher", "administrator", "visitor"))

    listed = told(teacher.says("/ideas", place="ideas"))["plain"]
    for words in (
        "An hour to watch a colleague teach: critical-friend review, by Dana Whitfield, 4 people for it",
        "Teach three days, lead two: developing, by Maya Torres, your own",
        "Meet every family before the first bad news: seed",
    ):
        assert words in listed
    assert "Pairs of teachers" not in listed

    gate = told(teacher.says("/idea advance An hour", place="ideas"))["plain"]
    assert "Missing: 1 of 2 critical friends left their notes." in gate
    assert "The logic model still lacks assumptions and measures." in gate
    form = visitor.says("/idea notes", place="ideas")["form"]
    assert form["title"] == "Notes of a friend"

    waiting = told(administrator.says("/idea review", place="ideas"))
    assert "From Ellen Park" in waiting["plain"]
    assert "An hour to watch a colleague teach" in waiting["plain"].split("Similar ideas")[1]
    administrator.presses(waiting, "Publish")
    demo.advance(60)
    heads = [each["plain"] for each in teacher.sees("ideas") if not each["private"]]
    assert [each for each in heads if each.startswith("Pairs of teachers who watch each other teach")]
    wish = told(visitor.says("/idea merge", place="ideas"))
    assert "Which idea says the same" in wish["plain"]
