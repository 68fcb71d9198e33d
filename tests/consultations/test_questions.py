"""Questions are read as people type them, and typed back as they are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from communitybot.consultations.model.consultation import Kind, Question, Scale
from communitybot.consultations.questions import EXAMPLE, read_questions, typed
from communitybot.errors import Misread

LATER = "Should the day start later?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(LATER, Question(LATER), id="open words"),
        pytest.param(f"{LATER} [yes | no]", Question(LATER, ("yes", "no")), id="choices"),
        pytest.param(f"{LATER} [yes, no, unsure]", Question(LATER, ("yes", "no", "unsure")), id="commas"),
        pytest.param(f"{LATER} [yes/no]", Question(LATER, ("yes", "no")), id="with slashes"),
        pytest.param("Should it [yes|no]?", Question("Should it?", ("yes", "no")), id="mark after brackets"),
        pytest.param("How sure? [1-5]", Question("How sure?", scale=Scale(1, 5)), id="a scale"),
        pytest.param("How sure? [0 to 10]", Question("How sure?", scale=Scale(0, 10)), id="a scale in words"),
        pytest.param("Q1: Why?", Question("Why?"), id="numbered"),
        pytest.param("- Why?", Question("Why?"), id="in a list"),
        pytest.param("- 2. Why?", Question("Why?"), id="numbered in a list"),
    ],
)
def test_a_question_is_read_with_what_can_be_counted(text, expected):
    assert read_questions(text) == (expected,)


def test_questions_stand_on_lines_or_between_bars_and_bars_in_brackets_part_choices():
    lines = read_questions(f"{LATER} [yes | no]\nHow sure? [1-5]\n\nWhy?")
    bars = read_questions(f"{LATER} [yes | no] | How sure? [1-5] | Why?")

    assert lines == bars
    assert [each.kind for each in bars] == [Kind.CHOICE, Kind.SCALE, Kind.WORDS]
    assert read_questions(typed(bars)) == bars


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "at least one question"),
        ("\n".join(f"Why {number}?" for number in range(11)), "at most 10 questions"),
        ("Why? | Why?", "are the same"),
        ("x" * 201, "at most 200 characters"),
        ("Later? [yes]", "2 to 10 choices"),
        ("Later? [yes | Yes]", "the same"),
        (f"Later? [yes | {'n' * 61}]", "at most 60"),
        ("Later? [5-1]", "goes up"),
        ("Later? [0-99]", "2 to 11 points"),
        ("Later? [yes | no", "one pair of brackets"),
        ("[yes | no]", "needs words"),
    ],
)
def test_what_cannot_be_a_question_is_refused_with_an_example_that_works(text, trouble):
    with pytest.raises(Misread, match=trouble) as refused:
        read_questions(text)

    assert refused.value.field == "questions"
    assert read_questions(refused.value.example or EXAMPLE)


@settings(max_examples=300, deadline=None)
@given(text=some.text(some.sampled_from("ab Why?[]|/,;-–0159\nQ1.:*\u200b\t&é学"), max_size=60))
def test_whatever_is_typed_is_refused_kindly_or_read_so_that_it_reads_the_same_again(text):
    try:
        questions = read_questions(text)
    except Misread:
        return

    assert 1 <= len(questions) <= 10
    assert read_questions(typed(questions)) == questions
