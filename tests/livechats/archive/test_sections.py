"""An archive is sorted by question: answers in order, replies under what they answer, and what was missed."""

from datetime import timedelta

import pytest

from communitybot.livechats.model.chat import Question
from communitybot.livechats.model.log import Kind
from tests.livechats.archive.evening import CORD, LOOM, Evening, at


def texts(section):
    return [said.text for said in section.said]


def test_what_was_said_stands_under_its_question_in_order():
    evening = Evening()
    evening.say("Jo Anders", "I am Jo")
    evening.say("Jo Anders", "One", 1)
    evening.say("Ali Reza", "For the first", 1)
    evening.say("Ali Reza", "Two", 2)
    evening.say("Bot", "Q3", 3, kind=Kind.QUESTION)

    assert [(each.heading, texts(each)) for each in evening.page().sections] == [
        ("Introductions", ["I am Jo"]),
        ("Q1: How do you begin?", ["One", "For the first"]),
        ("Q2: What did you learn from others?", ["Two"]),
        ("Q3: What will you try on Monday?", []),
    ]


def test_replies_stand_one_level_under_what_they_answer():
    evening = Evening()
    evening.show("jo", "name")
    root = evening.say("Ali Reza", "Root", 1)
    other = evening.say("Jo Anders", "Other", 1)
    reply = evening.say("Jo Anders", "Reply", 1, answers=root.number)
    deeper = evening.say("Ali Reza", "Deeper", 2, answers=reply.number)
    evening.say("Jo Anders", "Deepest", 2, answers=deeper.number)
    evening.say("Ali Reza", "To the other", 2, label=2, answers=other.number)
    first, second = evening.section("q1").said

    assert [(each.text, each.to, each.replies) for each in first.replies] == [
        ("Reply", "", ()),
        ("Deeper", "in reply to Jo Anders", ()),
        ("Deepest", "in reply to an educator", ()),
    ]
    assert second.replies == ()
    (apart,) = evening.section("q2").said
    assert (apart.text, apart.to) == ("To the other", "in reply to Jo Anders")


def test_what_was_taken_back_is_gone_and_replies_to_it_say_so():
    evening = Evening()
    gone = evening.say("Ali Reza", "", 1, removed=True)
    evening.say("Jo Anders", "Well said", 1, answers=gone.number)
    evening.say("Jo Anders", "", 1)  # blanked for good
    evening.say("Jo Anders", "", 1, shown=("picture: the room",))

    assert [(each.text, each.to, each.shown) for each in evening.section("q1").said] == [
        ("Well said", "in reply to words that are gone", ()),
        ("", "", ("picture: the room",)),
    ]


def test_late_answers_carry_the_word_and_those_without_a_label_come_after_the_chat():
    evening = Evening()
    evening.say("Jo Anders", "A2, from the train", 2, 90, late=True, label=2)
    evening.say("Jo Anders", "By the form", 2, 91, late=True, thread=None)
    evening.say("Jo Anders", "Just saying", 3, 92, late=True)
    evening.say("Jo Anders", "Moved", 1, 93, late=True, moved=True, edited=at(94))

    assert [(each.text, each.notes) for each in evening.section("q2").said] == [
        ("A2, from the train", ("late",)),
        ("By the form", ("late",)),
    ]
    assert texts(evening.section("after")) == ["Just saying"]
    assert evening.section("q1").said[0].notes == ("late", "moved here by a host", "edited")


def test_reactions_are_told_in_words():
    evening = Evening()
    evening.say("Jo Anders", "One", 1)
    evening.say("Jo Anders", "Two", 1)
    evening.reactions = {1: 1, 2: 3}

    assert [each.notes for each in evening.section("q1").said] == [
        ("1 person reacted",),
        ("3 people reacted",),
    ]


@pytest.mark.promise("R17")
def test_what_could_not_be_heard_is_told_where_it_fell():
    evening = Evening()
    evening.say("Jo Anders", "One", 1)
    evening.miss(CORD, 12, 13.5)
    evening.miss(CORD, 12, 13.2)
    evening.miss(LOOM, 18, 21)
    evening.miss(LOOM, 62, 65)
    evening.miss(LOOM, 10_000, 10_001)  # nothing said then would have been taken
    told = {section.anchor: section.gaps for section in evening.page().sections}

    assert told == {
        "q1": (
            "Between 7:12 and 7:14 PM what was said on Discord could not be heard.",
            "Between 7:18 and 7:21 PM what was said on Slack could not be heard.",
        ),
        "q2": ("Between 7:18 and 7:21 PM what was said on Slack could not be heard.",),
        "q3": (),
        "after": ("Between 8:02 and 8:05 PM what was said on Slack could not be heard.",),
    }


def test_a_gap_around_noon_and_over_days_names_both_ends_in_full():
    evening = Evening(start=at(-60 * 24), end=at(60 * 24), ended=at(60 * 24), questions=())
    evening.say("Jo Anders", "One")
    evening.miss(CORD, -7 * 60 - 5, -7 * 60 + 5)
    evening.miss(CORD, -30, 10)

    assert evening.section("introductions").gaps == (
        "Between Tue 14 Oct, 11:55 AM and 12:05 PM what was said on Discord could not be heard.",
        "Between Tue 14 Oct, 6:30 and 7:10 PM what was said on Discord could not be heard.",
    )


def test_questions_that_were_left_out_are_not_there_unless_somebody_answered():
    questions = (
        Question(text="First", asked=at(5)),
        Question(text="Skipped", left_out=True),
        Question(text="Third", asked=at(20)),
    )
    evening = Evening(questions=questions)

    assert [section.label for section in evening.page().sections] == ["Q1", "Q3"]
    evening.say("Jo Anders", "A2 all the same", 2, label=2)
    assert [section.label for section in evening.page().sections] == ["Q1", "Q2", "Q3"]


def test_the_numbers_tell_of_what_is_shown():
    evening = Evening()
    evening.show("lee", "left out")
    first = evening.say("Jo Anders", "One", 1)
    evening.say("Ali Reza", "Reply", 1, answers=first.number)
    evening.say("Lee Okafor", "Not here", 1)

    assert evening.page().numbers.told == (
        "2 people spoke",
        "3 questions",
        "1 answer",
        "60 minutes",
        "on Discord and Slack",
    )


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(minutes=15), "15 minutes"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(hours=5), "5 hours"),
        (timedelta(days=5), "5 days"),
    ],
)
def test_how_long_it_took_is_told_as_people_say_it(span, told):
    evening = Evening(end=at(0) + span, ended=at(0) + span)

    assert told in evening.page().numbers.told
