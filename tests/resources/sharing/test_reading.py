"""What people type of grades, tags and subjects is read as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.errors import Misread
from communitybot.people.model import Level
from communitybot.resources.cards.words import grades_in_words
from communitybot.resources.model.grades import IN_ORDER, OF_LEVEL, Grade
from communitybot.resources.reading import (
    left_out,
    read_grades,
    read_subjects,
    read_tags,
    read_title,
)

K_5 = OF_LEVEL[Level.ELEMENTARY]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3-5, middle", IN_ORDER[4:10]),
        ("K", (Grade.KINDERGARTEN,)),
        ("kindergarten through second grade", IN_ORDER[1:4]),
        ("Grades K–5", K_5),
        ("elementary school", K_5),
        ("6th-8th grade", OF_LEVEL[Level.MIDDLE]),
        ("grade4 & grade 5", IN_ORDER[5:7]),
        ("9+", OF_LEVEL[Level.HIGH_SCHOOL]),
        ("grades 11 and up", IN_ORDER[12:14]),
        ("pre-K to 2", IN_ORDER[0:4]),
        ("5-3", IN_ORDER[4:7]),
        ("College; adults", (Grade.COLLEGE, Grade.ADULTS)),
        ("all", IN_ORDER),
        ("none", ()),
        ("  ", ()),
    ],
)
def test_grades_are_read_however_they_are_called(typed, meant):
    assert read_grades(typed) == meant


@pytest.mark.parametrize("typed", ["13", "banana", "3-5-7", "K-banana", "3 to 5+", "-3"])
def test_what_is_no_grade_is_said_with_an_example_that_works(typed):
    with pytest.raises(Misread) as misread:
        read_grades(typed)
    assert misread.value.field == "grade"
    assert read_grades(misread.value.example)


@given(st.sets(st.sampled_from(Grade)))
def test_grades_as_cards_say_them_are_read_again_as_the_same(grades):
    assert set(read_grades(grades_in_words(grades))) == grades


@given(st.text(max_size=300))
def test_whatever_is_typed_grades_are_read_or_refused(typed):
    try:
        found = read_grades(typed)
    except Misread:
        return
    assert list(found) == sorted(set(found), key=IN_ORDER.index)


@given(st.text(max_size=300))
def test_tags_and_subjects_read_again_are_the_same(typed):
    tags, subjects = read_tags(typed), read_subjects(typed)
    assert read_tags(" ".join(f"#{tag}" for tag in tags)) == tags
    assert read_subjects(", ".join(subjects)) == subjects
    assert len(tags) <= 8
    assert len(subjects) <= 4


def test_what_is_too_much_is_left_out_and_told():
    tags = "#a #b #c #d #e #f #g #h #i #j"

    assert read_tags(tags) == tuple("abcdefgh")
    assert left_out(tags, "maths, science") == ("A resource has at most 8 tags. I left out *i* and *j*.",)


def test_subjects_are_words_with_blanks_and_tags_are_not():
    assert read_subjects("Language Arts, #Maths") == ("language arts", "maths")
    assert read_tags("Exit Tickets, #Maths") == ("exit-tickets", "maths")


def test_a_title_has_a_letter_stands_on_one_line_and_turns_nothing_around():
    assert read_title("  Fraction\n strips\u202e ") == "Fraction strips"
    for typed in ("!!!", "\u200b", "x" * 151):
        with pytest.raises(Misread):
            read_title(typed)
