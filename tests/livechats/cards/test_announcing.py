"""Our line under what a planner wrote: once, and never in place of their words."""

from hypothesis import given
from hypothesis import strategies as st

from communitybot.livechats.cards.announcing import ARCHIVED, NOT_ARCHIVED, announced, written

written_words = st.lists(st.text("ab .'é", max_size=20), max_size=6).map("\n".join)


@given(written_words, st.booleans(), st.booleans())
def test_it_is_there_once_however_often_it_changes(words, first, then):
    said = announced(announced(words, archived=first, most=500), archived=then, most=500)
    ours, theirs = (ARCHIVED, NOT_ARCHIVED) if then else (NOT_ARCHIVED, ARCHIVED)

    assert (said.count(ours), said.count(theirs)) == (1, 0)
    assert written(said) == written(words) == "\n".join(words.splitlines()).strip()


def test_where_both_do_not_fit_theirs_stay_alone():
    assert announced("Bring a story.", archived=True, most=20) == "Bring a story."


def test_without_words_of_theirs_it_stands_alone():
    assert announced("", archived=False, most=500) == NOT_ARCHIVED


def test_it_goes_also_where_a_host_has_written_after_it():
    said = announced(f"Bring a story.\n\n{ARCHIVED}\nAnd tea.", archived=False, most=500)

    assert ARCHIVED not in said
    assert said.endswith(NOT_ARCHIVED)
