"""Time zones by the names people give them."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communitybot.moments import suggest_zones, zone_named
from communitybot.moments.zone_words import OFFERED, WORDS
from communitybot.moments.zones import known

NAMED = [
    ("ET", "America/New_York"),
    ("est", "America/New_York"),
    ("Eastern", "America/New_York"),
    ("eastern time", "America/New_York"),
    ("New York time", "America/New_York"),
    ("new_york", "America/New_York"),
    ("america/new_york", "America/New_York"),
    ("CT", "America/Chicago"),
    ("MT", "America/Denver"),
    ("PDT", "America/Los_Angeles"),
    ("AKT", "America/Anchorage"),
    ("HT", "Pacific/Honolulu"),
    ("GMT", "UTC"),
    ("BST", "Europe/London"),
    ("CEST", "Europe/Paris"),
    ("Port of Spain", "America/Port_of_Spain"),
    ("nowhere", None),
    ("", None),
    ("../../etc/passwd", None),
]


@pytest.mark.parametrize(("words", "zone"), NAMED, ids=[repr(row[0]) for row in NAMED])
def test_a_zone_is_known_by_its_names(words, zone):
    assert zone_named(words) == zone


def test_every_word_for_a_zone_names_one_that_exists():
    assert {*WORDS.values(), *(zone for zone, _ in OFFERED)} <= {*known().values()}
    assert all(ZoneInfo(zone) for zone in WORDS.values())


def test_every_zone_is_known_by_its_own_name():
    for zone in known().values():
        assert zone_named(zone) == WORDS.get(zone.lower(), zone)  # "EST" is New York, as people mean it


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", ("America/New_York", "New York (Eastern)")),
        ("new y", ("America/New_York", "New York (Eastern)")),
        ("eas", ("America/New_York", "New York (Eastern)")),
        ("europe/par", ("Europe/Paris", "Paris (Central Europe)")),
        ("lima", ("America/Lima", "Lima (America)")),
        ("pst", ("America/Los_Angeles", "Los Angeles (Pacific)")),
    ],
)
def test_zones_are_suggested_as_one_types(typed, first):
    assert suggest_zones(typed)[0] == first


def test_nothing_is_suggested_for_nonsense():
    assert suggest_zones("qqqq") == []


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=30))
def test_suggestions_are_at_most_twenty_five_and_real(typed):
    found = suggest_zones(typed)

    assert len(found) <= 25
    assert len({zone for zone, _ in found}) == len(found)
    assert all(zone_named(zone) == zone and label for zone, label in found)
