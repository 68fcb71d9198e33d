"""Quiet hours, as typed and as kept."""

from contextlib import suppress
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.errors import Misread
from communitybot.people.model import Quiet
from communitybot.people.quiet import read_quiet, spell_quiet

MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("21:00-7:00", time(21), time(7)),
        ("9pm to 6:30 am", time(21), time(6, 30)),
        ("from 10 p.m. until 6 a.m.", time(22), time(6)),
        ("between 22 and 7", time(22), time(7)),
        ("09:00 – 17:00", time(9), time(17)),
        ("midnight to noon", time(0), time(12)),
        ("22:30 till midnight", time(22, 30), time(0)),
        ("12am-12pm", time(0), time(12)),
        ("23:00-24:00", time(23), time(0)),
        ("none", time(0), time(0)),
    ],
)
def test_quiet_hours_are_read_as_people_write_them(typed, start, end):
    assert read_quiet(typed) == (start, end)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("9-7", "morning or the evening"),
        ("9-7am", "morning or the evening"),
        ("21:00", "one time they begin and one they end"),
        ("25:00-7:00", "no day has a time 25:00"),
        ("21:75-7:00", "no day has a time 21:75"),
        ("13pm-7am", "twelve and twenty-four"),
        ("late - early", "as a time of day"),
        ("21:00-21:00", "begin and end at one moment"),
        ("21:00-", "one end is missing"),
        ("", "one time they begin"),
        ("\u202e21:00\x00", "one time they begin"),
        ("9" * 5000, "one time they begin"),
        ("٩-٧", "as a time of day"),
    ],
)
def test_unreadable_quiet_hours_are_refused_in_three_parts(typed, trouble):
    with pytest.raises(Misread) as refused:
        read_quiet(typed)

    assert trouble in refused.value.trouble
    assert ", but " in refused.value.trouble
    assert refused.value.example == "21:00-7:00"
    assert len(str(refused.value)) < 250


@given(MINUTES, MINUTES)
def test_quiet_hours_are_spelled_as_they_can_be_read(start, end):
    if start == end:
        assert spell_quiet(start, end) == "none"
    else:
        assert read_quiet(spell_quiet(start, end)) == (start, end)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_kindly(text):
    with suppress(Misread):
        start, end = read_quiet(text)

        assert start.tzinfo is None
        assert end.tzinfo is None


@pytest.mark.parametrize(
    ("local", "quiet"),
    [("20:59", False), ("21:00", True), ("23:59", True), ("00:00", True), ("06:59", True), ("07:00", False)],
)
def test_quiet_hours_run_over_midnight_up_to_their_end(local, quiet):
    assert Quiet().covers(time.fromisoformat(local)) is quiet


def test_no_quiet_hours_cover_nothing():
    assert not any(Quiet(start=time(0), end=time(0)).covers(time(hour)) for hour in range(24))


def test_a_message_at_night_waits_for_the_morning_of_the_reader():
    night = datetime(2014, 10, 14, 3, 30, tzinfo=UTC)  # 11:30 PM in New York, 5:30 AM in Paris

    assert Quiet().until(night, "America/New_York") == datetime(2014, 10, 14, 11, tzinfo=UTC)
    assert Quiet().until(night, "Europe/Paris") == datetime(2014, 10, 14, 5, tzinfo=UTC)
    assert Quiet().until(night, "Asia/Tokyo") is None


@given(
    st.integers(0, 500_000_000).map(
        lambda seconds: datetime(2014, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ),
    MINUTES,
    MINUTES,
    st.sampled_from(["America/New_York", "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]),
)
def test_quiet_hours_end_within_a_day_and_never_before_the_moment(moment, start, end, zone):
    until = Quiet(start=start, end=end).until(moment, zone)

    if until is not None:
        assert moment <= until <= moment + timedelta(hours=26)


def test_the_morning_of_a_clock_change_begins_at_the_hour_on_the_wall():
    before_the_change = datetime(2014, 11, 2, 3, tzinfo=UTC)  # 11 PM on Saturday in New York

    assert Quiet().until(before_the_change, "America/New_York") == datetime(2014, 11, 2, 12, tzinfo=UTC)


def test_an_end_in_the_hour_that_comes_twice_does_not_lie_behind_us():
    again = datetime(2014, 11, 2, 6, 10, tzinfo=UTC)  # 1:10 AM for the second time
    until = Quiet(start=time(21), end=time(1, 30)).until(again, "America/New_York")

    assert until == datetime(2014, 11, 2, 6, 30, tzinfo=UTC)
