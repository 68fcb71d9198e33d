"""Digests come by the clocks where they are read, whatever those clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.moments import wall
from communitybot.resources.model.digest import Cadence, Rhythm
from communitybot.resources.turns import day_of, following, latest

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "UTC",
)
rhythms = st.builds(
    Rhythm, cadence=st.sampled_from(Cadence), weekday=st.integers(0, 6), hour=st.integers(0, 23)
)
moments = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("rhythm", "after", "due"),
    [
        (Rhythm(weekday=0, hour=16), "2026-12-01T12:00", "2026-12-07T21:00"),
        (Rhythm(weekday=1, hour=16), "2026-12-01T21:00", "2026-12-08T21:00"),  # a turn is not its own next
        (Rhythm(weekday=6, hour=16), "2026-03-02T12:00", "2026-03-08T20:00"),  # the clocks went on that night
        (Rhythm(weekday=6, hour=2), "2026-03-02T12:00", "2026-03-08T07:00"),  # two is left out: three it is
        (Rhythm(weekday=6, hour=1), "2026-10-26T12:00", "2026-11-01T05:00"),  # one comes twice: the first
        (Rhythm(cadence=Cadence.DAILY, hour=7), "2026-12-31T13:00", "2027-01-01T12:00"),
        (Rhythm(cadence=Cadence.MONTHLY, weekday=4, hour=9), "2026-12-05T12:00", "2027-01-01T14:00"),
    ],
)
def test_the_next_turn_is_what_the_clocks_show(rhythm, after, due):
    moment = datetime.fromisoformat(f"{after}:00+00:00")
    assert following(rhythm, moment, "America/New_York") == datetime.fromisoformat(f"{due}:00+00:00")


@given(rhythms, moments, st.sampled_from(ZONES))
def test_turns_come_one_a_day_a_week_or_a_month_at_the_hour_the_clocks_show(rhythm, moment, zone):
    turns = [following(rhythm, moment, zone)]
    for _ in range(4):
        turns.append(following(rhythm, turns[-1], zone))

    days = [day_of(turn, zone) for turn in turns]
    assert moment < turns[0]
    assert turns == sorted(set(turns))
    assert len({_period(rhythm, day) for day in days}) == len(days)
    steps = {later - day for day, later in pairwise(days)}
    farthest = {Cadence.DAILY: 1, Cadence.WEEKLY: 7, Cadence.MONTHLY: 35}[rhythm.cadence]
    assert max(steps) <= timedelta(days=farthest)
    for turn, day in zip(turns, days, strict=True):
        shown = turn.astimezone(wall.zone_info(zone))
        skipped = wall.is_gap(datetime.combine(day, time(rhythm.hour)), zone)
        assert shown.hour == rhythm.hour or skipped
        assert rhythm.cadence is Cadence.DAILY or shown.weekday() == rhythm.weekday


@given(rhythms, moments, st.sampled_from(ZONES))
def test_the_last_turn_is_the_one_before_the_next(rhythm, moment, zone):
    last = latest(rhythm, moment, zone)
    assert last <= moment < following(rhythm, last, zone)
    assert following(rhythm, last, zone) == following(rhythm, moment, zone)


def _period(rhythm: Rhythm, day: date):
    match rhythm.cadence:
        case Cadence.DAILY:
            return day
        case Cadence.WEEKLY:
            return day.isocalendar()[:2]
        case Cadence.MONTHLY:
            return day.year, day.month
