"""A line is looked into for quotes wherever it may hold one, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.livechats.archive.veiling import RUN, Quotes, words_of
from tests.livechats.archive.evening import Evening

WORDS = st.lists(st.sampled_from(["one", "two", "three"]), max_size=30).map(tuple)


def quotes_of(words):
    return Quotes([Evening().say("Lee Okafor", " ".join(words))], ())


@given(WORDS, WORDS)
def test_words_that_are_not_looked_into_hold_no_quote(theirs, others):
    quotes = quotes_of(theirs)
    looked = quotes.may_know(others)
    quotes.meet(2, others)

    assert looked or 2 not in quotes.suspect
    assert looked == (others == theirs or 2 in quotes.suspect)


@pytest.mark.parametrize("before", range(9))
def test_a_quote_is_found_wherever_it_stands(before):
    theirs = words_of("we begin each week with a poem that families send")
    for start in range(len(theirs) - RUN + 1):
        others = (*["so"] * before, *theirs[start : start + RUN])
        assert quotes_of(theirs).may_know(others)
        assert not quotes_of(theirs).may_know(others[:-1])
