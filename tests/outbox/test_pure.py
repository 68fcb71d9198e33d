"""The pure rules: when it is too late, when it is quiet, how long to wait."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitybot.conversation.message import message
from communitybot.outbox.keys import delivery_key
from communitybot.outbox.late import Verdict, verdict
from communitybot.outbox.merge import join
from communitybot.outbox.pace import Pace
from communitybot.outbox.quiet import release
from communitybot.outbox.retry import LONGEST, back_off

START = datetime(2026, 12, 1, 19, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.mark.promise("R12")
@pytest.mark.parametrize(
    ("offset", "edge"),
    [
        pytest.param(24 * HOUR, START - 2 * HOUR, id="24 hours before: until 2 hours before"),
        pytest.param(HOUR, START - 5 * MINUTE, id="1 hour before: until 5 minutes before"),
        pytest.param(timedelta(0), START + 15 * MINUTE, id="starting now: until 15 minutes after"),
        pytest.param(timedelta(days=7), START - 14 * HOUR, id="1 week before: until 14 hours before"),
        pytest.param(15 * MINUTE, START - 75 * SECOND, id="15 minutes before: until 75 seconds before"),
        pytest.param(-2 * HOUR, START + 74 * HOUR, id="a follow-up: for 72 hours"),
    ],
)
@pytest.mark.parametrize(("after", "wanted"), [(-1, Verdict.LATE), (0, Verdict.LATE), (1, Verdict.SKIP)])
def test_a_reminder_is_late_until_its_edge_and_then_skipped(offset, edge, after, wanted):
    assert wanted is verdict(START - offset, edge + after * SECOND, START, offset)


@pytest.mark.parametrize("offset", [24 * HOUR, HOUR, timedelta(0), -2 * HOUR])
@pytest.mark.parametrize(("seconds", "wanted"), [(0, "send"), (59, "send"), (60, "late")])
def test_a_reminder_is_on_time_for_a_minute(offset, seconds, wanted):
    due = START - offset

    assert wanted == verdict(due, due + seconds * SECOND, START, offset)


NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        ((2026, 12, 1, 20, 59), None),
        ((2026, 12, 1, 21, 0), (2026, 12, 2, 7, 0)),
        ((2026, 12, 2, 3, 0), (2026, 12, 2, 7, 0)),
        ((2026, 12, 2, 6, 59), (2026, 12, 2, 7, 0)),
        ((2026, 12, 2, 7, 0), None),
        ((2026, 3, 7, 23, 0), (2026, 3, 8, 7, 0)),  # the clocks go forward that night
        ((2026, 10, 31, 23, 0), (2026, 11, 1, 7, 0)),  # and back
    ],
)
def test_quiet_hours_hold_until_morning(moment, wanted):
    given_moment = datetime(*moment, tzinfo=NEW_YORK)
    expected = given_moment if wanted is None else datetime(*wanted, tzinfo=NEW_YORK)

    assert expected.astimezone(UTC) == release(given_moment, time(21), time(7), "America/New_York")


def test_a_morning_that_the_clocks_skip_comes_when_they_have_gone_forward():
    night = datetime(2026, 3, 8, 1, 0, tzinfo=NEW_YORK)

    assert datetime(2026, 3, 8, 3, 30, tzinfo=NEW_YORK) == release(
        night, time(21), time(2, 30), "America/New_York"
    )


TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
ZONES = st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Europe/Paris"])


MOMENTS = st.integers(0, 3 * 366 * 1_440).map(lambda n: datetime(2025, 1, 1, tzinfo=UTC) + n * MINUTE)


@given(MOMENTS, TIMES, TIMES, ZONES)
def test_quiet_hours_end_within_a_day_and_never_hold_twice(moment, start, end, zone):
    released = release(moment, start, end, zone)

    assert moment <= released <= moment + timedelta(hours=26)
    assert released == release(released, start, end, zone)


@given(st.datetimes(timezones=st.just(UTC)), TIMES)
def test_equal_ends_mean_no_quiet_hours(moment, at):
    assert moment == release(moment, at, at, "UTC")


@given(st.integers(1, 1_000), st.floats(0, 1), st.timedeltas(timedelta(0), timedelta(days=1)))
def test_the_wait_is_never_shorter_than_asked_and_has_an_end(attempts, chance, asked):
    wait = back_off(attempts, chance, asked=asked)

    assert asked <= wait <= asked + LONGEST
    assert wait >= timedelta(seconds=0.5)


@given(st.integers(1, 30), st.floats(0, 1))
def test_the_wait_grows_with_the_attempts(attempts, chance):
    assert back_off(attempts, chance) <= back_off(attempts + 1, chance)


@given(st.text(), st.text())
def test_a_delivery_key_is_short_and_stable(one, other):
    assert delivery_key(one) == delivery_key(one)
    assert (one == other) == (delivery_key(one) == delivery_key(other))
    assert len(delivery_key(one)) <= 25


@given(st.lists(st.integers(1, 2_800), min_size=1, max_size=12))
def test_joining_leaves_nothing_out_and_keeps_the_order(lengths):
    messages = [message(f"{n}" + "x" * length) for n, length in enumerate(lengths)]

    joined = list(join(messages))

    assert list(range(len(messages))) == [place for _, places in joined for place in places]
    for one, places in joined:
        for place in places:
            assert messages[place].blocks[0] in one.blocks


def test_a_fast_platform_is_given_more_rows_ahead_than_a_slow_one():
    fast, slow = Pace(50, 500), Pace(50, 500)
    for turn in range(5):
        fast.left(100, turn * 0.005)
        slow.left(1, turn * 1.0)

    assert (fast.ahead, slow.ahead) == (500, 50)
