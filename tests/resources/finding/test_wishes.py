"""A wish says in passing for which grade it is, what kind of thing is meant, and that it needs no log-in."""

import pytest

from communitybot.errors import Misread
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.resource import Kind
from communitybot.resources.wished import read_wish, taken_apart

SIX = (Grade.SIXTH,)


@pytest.mark.parametrize(
    ("words", "grades", "kind", "login"),
    [
        ("a lab on density for grade 6, no log-in", SIX, None, False),
        ("A video about volcanoes without a login", (), Kind.VIDEO, False),
        ("Looking for a good lesson on ratios (grades 6-8)", tuple(Grade)[7:10], Kind.LESSON, None),
        ("6th grade ratio games, students have no accounts", SIX, None, False),
        ("poems for kindergarten and grade 1", tuple(Grade)[1:3], None, None),
        ("middle school choir warm-ups", tuple(Grade)[7:10], None, None),
        ("log-ins explained to teachers", (), None, None),
        ("a grade 99 joke", (), None, None),  # no grade there is: it stays a word
        ("6 posters on rivers", (), None, None),
        ("tools", (), Kind.TOOL, None),
    ],
)
def test_what_a_wish_says_is_read_out_of_its_words(words, grades, kind, login):
    wish = read_wish(words)
    assert (wish.words, wish.grades, wish.kind, wish.login) == (words, grades, kind, login)


def test_what_is_given_beside_the_words_counts_more():
    wish = read_wish("a video for grade 6, no log-in", grade="K-1", kind=Kind.BOOK, login=True)
    assert (wish.grades, wish.kind, wish.login) == ((Grade.KINDERGARTEN, Grade.FIRST), Kind.BOOK, True)
    assert read_wish("rivers", grade="all").grades == ()


@pytest.mark.parametrize(
    ("words", "given"), [("", {}), ("  !? ", {}), ("x" * 301, {}), ("x", {"grade": "q"})]
)
def test_a_wish_without_words_or_with_too_many_is_refused(words, given):
    with pytest.raises(Misread) as refused:
        read_wish(words, **given)
    assert refused.value.example


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ("fractions", ("fractions", None, None)),
        ("Fractions for grade 6, no log-in", ("Fractions", Grade.SIXTH, False)),
        ("6th grade ratio games", ("ratio games", Grade.SIXTH, None)),
        ("games without an account about rivers", ("games about rivers", None, False)),
        ("kindergarten", ("", Grade.KINDERGARTEN, None)),
        ("middle school choir", ("middle school choir", None, None)),  # several grades stay words
        ("grade 99 jokes", ("grade 99 jokes", None, None)),
        ("log-ins explained", ("log-ins explained", None, None)),
    ],
)
def test_the_words_of_a_search_say_their_fields_in_passing(words, apart):
    assert taken_apart(words) == apart
