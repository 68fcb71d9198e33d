"""Words that belong together have one stem, and words that do not keep their own."""

import pytest

from communitybot.storage.stems import stem

TOGETHER = (
    "coach coaches coached coaching",
    "teach teacher teachers teaching",
    "lead leader leaders leading leadership",
    "collaborate collaboration collaborating collaborative collaborator",
    "assess assessment assessments assessing",
    "plan plans planned planning planner",
    "family families",
    "early earlier earliest",
    "reflect reflection reflective",
    "instruct instruction instructor instructional",
    "educate education educator educational",
    "observe observation observer observing",
    "mentor mentors mentoring mentorship",
    "create creation creative creating",
    "organize organizing organization organizer",
    "develop development developer developing",
    "study studies studied studying",
    "retain retained retaining",
    "share shared sharing",
    "class classes",
    "visit visitor visiting",
    "professional profession",
)
APART = (
    ("news", "new"),
    ("class", "classroom"),
    ("policy", "police"),
    ("nation", "note"),
    ("bus", "business"),
    ("this", "thing"),
    ("bed", "b"),
    ("sing", "s"),
    ("reading", "ready"),
    ("paper", "pap"),
)


@pytest.mark.parametrize("family", TOGETHER)
def test_words_of_one_family_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_of_different_families_do_not(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["a", "is", "2026", "ce26", "schüler", "обучение", "教師", "grades2"])
def test_short_words_numbers_and_other_alphabets_stay_as_they_are(word):
    assert stem(word) == word


def test_a_stem_is_its_own_stem_in_the_words_of_schools():
    for family in TOGETHER:
        for word in family.split():
            assert stem(stem(word)) == stem(word)


def test_a_word_and_its_stem_begin_alike():
    """Searches look at no word that begins otherwise than the stems they look for."""
    words = [
        "flies",
        "tried",
        "ability",
        "stories",
        "daily",
        "skies",
        "ties",
        "ally",
        "uses",
        "ices",
        "easier",
    ]

    assert all(stem(word)[:2] == word[:2] for word in words)
