"""Settings as people type them."""

from datetime import time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.communities.reading import (
    read_reminders,
    read_zone,
    spell_clock,
    spell_names,
    spell_offsets,
    spell_zone,
)
from communitybot.errors import Misread
from communitybot.moments.zones import known

OFFSETS = st.lists(
    st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)), max_size=8, unique=True
).map(lambda found: tuple(sorted(found, reverse=True)))


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Eastern", "America/New_York"),
        ("new york time", "America/New_York"),
        ("europe/paris", "Europe/Paris"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_read_as_people_name_it(typed, zone):
    assert read_zone(typed) == zone


def test_every_zone_is_spelled_as_it_can_be_read():
    kept = {read_zone(name) for name in known().values()}  # "EST" is kept as New York

    assert [zone for zone in kept if read_zone(spell_zone(zone)) != zone] == []


@pytest.mark.parametrize("typed", ["Chicgo", "Narnia", "", "\x00\u202e", "x" * 5000, "UTC+99"])
def test_an_unknown_zone_is_refused_in_three_parts(typed):
    with pytest.raises(Misread) as refused:
        read_zone(typed)

    sentence = str(refused.value)
    assert sentence.startswith("I read *")
    assert "I know no zone by that name" in sentence
    assert read_zone(refused.value.example)
    assert len(sentence) < 300
    assert refused.value.field == "zone"


def test_a_misspelt_zone_is_answered_with_near_ones():
    with pytest.raises(Misread, match=r"Did you mean .*Chicago"):
        read_zone("Chicgo")


@given(OFFSETS)
def test_reminders_are_spelled_as_they_can_be_read(offsets):
    assert read_reminders(spell_offsets(offsets)) == offsets


@pytest.mark.parametrize("typed", ["sometimes", "1 fortnight", "90 days", "", "a, " * 2000])
def test_unreadable_reminders_are_refused_in_three_parts(typed):
    with pytest.raises(Misread) as refused:
        read_reminders(typed)

    assert refused.value.field == "reminders"
    assert refused.value.example == "1 day, 1 hour, start"
    assert ", but " in refused.value.trouble
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize(
    ("clock", "words"),
    [(time(0), "12:00 AM"), (time(12), "12:00 PM"), (time(21, 5), "9:05 PM"), (time(7), "7:00 AM")],
)
def test_a_time_of_day_is_spelled_on_a_twelve_hour_clock(clock, words):
    assert spell_clock(clock) == words


def test_names_are_listed_as_people_list_them():
    assert spell_names([]) == ""
    assert spell_names(["Ben"]) == "Ben"
    assert spell_names(["Ben", "ana"]) == "ana and Ben"
    assert spell_names(["C", "B", "A"]) == "A, B and C"
    assert spell_names([f"p{n:02}" for n in range(11)]).endswith("p07 and 3 more")
