"""The ideas of the demo are alive: half grown, or waiting; and a visitor can go on with them."""

import pytest

from tests.stories.visiting import bots


def told(answer):
    """What was answered to this person alone; news of ideas may come in between."""
    return [each for each in bots(answer) if each["private"] and each["place"] == "ideas"][-1]


@pytest.mark.slow
def test_a_visitor_takes_one_on_publishes_another_and_merges_the_two(demo):
    people = ("teacher", "host", "administrator", "visitor")
    teacher, author, administrator, visitor = map(demo.guest, people)

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
    visitor.submits(form, heard="You would open doors.", step="Begin with three pairs.")
    model = told(author.says("/idea model", place="ideas"))
    form = author.presses(model, "Assumptions, measures")["form"]
    author.submits(form, assumptions="Somebody can take over the class", measures="Who stays, each August")
    gate = told(author.says("/idea advance", place="ideas"))
    author.presses(gate, "On to logic model ready")
    planned = told(author.says("/idea lab when: next saturday 9am-3pm", place="ideas"))
    assert "Planned, and its event is posted." in planned["plain"]

    waiting = told(administrator.says("/idea review", place="ideas"))
    assert "From Ellen Park" in waiting["plain"]
    assert "An hour to watch a colleague teach" in waiting["plain"].split("Similar ideas")[1]
    administrator.presses(waiting, "Publish")
    demo.advance(60)
    heads = [each["plain"] for each in teacher.sees("ideas") if not each["private"]]
    assert [each for each in heads if each.startswith("Pairs of teachers who watch each other teach")]
    wish = told(visitor.says("/idea merge", place="ideas"))
    (others,) = wish["controls"]
    alike = next(each for each in others["choices"] if each["label"].startswith("An hour to watch"))
    pair = told(visitor.presses(wish, others["label"], alike["value"]))
    visitor.presses(pair, "Ask its author")
    demo.advance(60)
    asked = author.sees(author.direct)[-1]
    assert "could go on as one" in asked["plain"]
    author.presses(asked, "Agree")
    merged = told(teacher.says("/ideas", place="ideas"))["plain"]
    assert "An hour to watch a colleague teach: logic model ready, by Dana Whitfield and Ellen Park" in merged
