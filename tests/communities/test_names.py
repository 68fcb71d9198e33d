"""Names are shown beside other words and looked up: neither may be a trap."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.communities.names import MOST, clean, fold, slug


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana\n\tLópez ", "Ana López"),
        ("Ana\u202egro.live", "Anagro.live"),  # right-to-left override
        ("\u2066Ana\u2069", "Ana"),  # isolates
        ("A\u200bna", "Ana"),  # zero width space
        ("A\u200dna", "Ana"),  # a joiner between Latin letters only hides
        ("Ana\x00\x07", "Ana"),
        ("e\u0301", "é"),  # composed
        ("👩‍🏫 Ms. Rao", "👩‍🏫 Ms. Rao"),  # the joiner makes one teacher of two pictures
        ("क्‍ष", "क्‍ष"),  # and one letter shape in Devanagari
        ("می‌خواهم", "می‌خواهم"),
        ("\ud800Ana", "Ana"),  # a lone surrogate cannot be stored
        ("@everyone", "@everyone"),  # literal everywhere, so it may stay
    ],
)
def test_a_name_keeps_its_letters_and_loses_what_cannot_be_seen(typed, kept):
    assert clean(typed, "Somebody") == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200d\u202e", "\x00", "\u0301\u0301"])
def test_a_name_of_nothing_becomes_somebody(typed):
    assert clean(typed, "Somebody") == "Somebody"


def test_a_long_name_is_cut_visibly_and_never_inside_a_character():
    name = clean("n" * 78 + "👩🏽‍🏫" * 5, "Somebody")

    assert len(name) <= MOST
    assert name == "n" * 78 + "…"


@given(st.text(max_size=300))
def test_every_name_is_short_normal_and_free_of_hidden_characters(text):
    name = clean(text, "Somebody")

    assert 1 <= len(name) <= MOST
    assert unicodedata.is_normalized("NFC", name)
    assert not [c for c in name if unicodedata.category(c) in {"Cc", "Cs"}]
    assert not [c for c in name if unicodedata.category(c) == "Cf" and c not in "\u200c\u200d"]
    assert clean(name, "Somebody") == name
    name.encode()


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_accents_and_capitals_do_not_count():
    assert fold("#Événements  d'été") == fold("evenements d'ete")


@given(st.text(max_size=200))
def test_a_slug_is_fit_for_an_address(text):
    assert 1 <= len(slug(text)) <= 40
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_slug_says_the_name():
    assert slug("Connected Educator Month") == "connected-educator-month"
