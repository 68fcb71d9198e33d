"""Before an idea is sent its author is warned of what tells who a student is, and given a few hints."""

from datetime import UTC, datetime, timedelta

import pytest

from communitybot.ideas.cards.waiting import wait_words, waited_words
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.checklist import hints_of
from communitybot.ideas.model.idea import Author, Category, Idea
from communitybot.ideas.waiting import expected

NOW = datetime(2014, 10, 14, tzinfo=UTC)


def idea(**said):
    said = {"title": "Peer observation hour"} | said
    return Idea(id="i", community="c", authors=(Author("p", "Ana"),), created=NOW, **said)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Write to maria.gomez@school.example first", "an e-mail address"),
        ("Call (212) 555-0188 for the room", "a telephone number"),
        ("call 555-0188", "a telephone number"),
        ("+44 20 7946 0958", "a telephone number"),
        ("Student ID: 48213", "the number of a student"),
        ("her student number is 4711", "the number of a student"),
        ("078-05-1120", "the number of a student"),
        ("DOB 3/4/2005", "a date of birth"),
        ("he was born on 4 March 2005", "a date of birth"),
        ("born 2005-03-04", "a date of birth"),
        ("A student named Maria needs it", "the name of a student"),
        ("My student Kevin reads alone", "the name of a student"),
    ],
)
def test_what_may_tell_who_a_student_is_is_found(words, what):
    found = cautions_of(idea(approach=words))

    assert [(one.what, one.where) for one in found] == [(what, "the approach")]


@pytest.mark.parametrize(
    "words",
    [
        "In the school year 2014-2015 we met 3-4 times, 9:00-10:00",
        "300 words, 15 students, 3.5 hours and $1,200",
        "We are teachers @ Lincoln; see our page.",
        "Students number more than 400 here",
        "Ideas are born in classrooms. Birthdays are fun.",
        "A student teacher, a student council and Student Led Conferences",
        "I call it phase 2 of 3",
        "My student I teach",
    ],
)
def test_ordinary_words_are_not_warned_of(words):
    assert cautions_of(idea(need=words)) == ()


def test_each_kind_is_told_once_where_it_stands_first():
    found = cautions_of(idea(title="a@b.example", need="c@d.example", helps="DOB 1/2/2005"))

    assert [(one.what, one.where) for one in found] == [
        ("a date of birth", "help wanted"),
        ("an e-mail address", "the title"),
    ]


def test_an_idea_that_says_little_gets_three_hints_and_the_plainest_first():
    hints = hints_of(idea())

    assert len(hints) == 3
    assert hints[0].startswith("What is the need?")


def test_an_idea_that_says_it_all_gets_none():
    whole = idea(
        need="New teachers never see a colleague teach.",
        approach="One hour a month; the principal gives time for it.",
        benefits="Teachers, and their students.",
        helps="A coach who keeps the schedule; a survey in spring shows whether it helps.",
        category=Category.MENTORING,
    )

    assert hints_of(whole) == ()


def hours(*lengths):
    return [timedelta(hours=length) for length in lengths]


def test_too_few_that_were_read_foretell_nothing_and_it_is_said():
    assert "none has been read here so far" in wait_words(expected([]))
    assert "only 4 have been read" in wait_words(expected(hours(1, 1, 1, 1)))


def test_the_usual_wait_covers_four_of_five_and_one_long_night_does_not_count():
    assert wait_words(expected(hours(1, 2, 3, 4.2, 60))) == "Usually that takes up to 5 hours."
    assert wait_words(expected(hours(0.1, 0.1, 0.1, 0.1, 0.1))) == "Usually that takes up to an hour."
    assert wait_words(expected(hours(*[70] * 6))) == "Usually that takes up to 3 days."


def test_how_long_something_has_waited_is_rounded_down():
    told = [waited_words(timedelta(hours=length)) for length in (0.9, 1, 47, 49)]

    assert told == ["less than an hour", "1 hour", "47 hours", "2 days"]
