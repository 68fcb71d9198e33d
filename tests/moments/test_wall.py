# ruff: noqa: DTZ001 - wall-clock times have no zone
"""Every wall time has exactly one instant, in every zone, whatever its clocks do."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from communitybot.moments import Every, Repeat, at, is_doubled, is_gap, next_after
from communitybot.moments.wall import second
from communitybot.moments.zone_words import OFFERED
from communitybot.moments.zones import known

HALF_HOUR = timedelta(minutes=30)
DAILY = Repeat(every=Every.DAY)


def changes(zone):
    """Find the half hours of 2026 to 2028 after which a zone's distance from UTC is another."""
    found, rules, step = [], ZoneInfo(zone), timedelta(hours=24)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    before = moment.astimezone(rules).utcoffset()
    while moment.year < 2029:
        following = moment + step
        after = following.astimezone(rules).utcoffset()
        if after != before:
            while moment.astimezone(rules).utcoffset() == before:
                moment += HALF_HOUR
            found.append(moment)
        moment, before = following, after
    return found


@pytest.fixture(scope="module")
def all_changes():
    return [(zone, change) for zone in known().values() for change in changes(zone)]


def local(moment, zone):
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@pytest.mark.promise("R31")
def test_around_every_change_each_half_hour_has_exactly_one_instant(all_changes):
    gaps = doubles = 0
    for zone, change in all_changes:
        instants = [change + HALF_HOUR * step for step in range(-16, 17)]
        shown = Counter(local(instant, zone) for instant in instants)
        start = local(change, zone)
        for step in range(-8, 9):
            wall = start + HALF_HOUR * step
            instant = at(wall, zone)

            assert is_gap(wall, zone) == (shown[wall] == 0), (zone, wall)
            assert is_doubled(wall, zone) == (shown[wall] == 2), (zone, wall)
            if shown[wall]:
                assert instant == min(one for one in instants if local(one, zone) == wall), (zone, wall)
            else:  # RFC 5545 section 3.3.5: read with the offset before the gap
                assert (
                    instant.replace(tzinfo=None)
                    == wall - (change - HALF_HOUR).astimezone(ZoneInfo(zone)).utcoffset()
                )
            gaps += is_gap(wall, zone)
            doubles += is_doubled(wall, zone)

    assert len(all_changes) > 900  # otherwise the grid is empty and proves nothing
    assert gaps > 900
    assert doubles > 900


@pytest.mark.promise("R31")
def test_a_daily_event_in_a_skipped_or_doubled_hour_happens_once_each_day(all_changes):
    for zone, change in all_changes:
        start = local(change, zone)
        for step in range(-4, 5):
            wall = start + HALF_HOUR * step
            if not is_gap(wall, zone) and not is_doubled(wall, zone):
                continue
            first = wall - timedelta(days=1)
            found, after = [], at(first, zone) - HALF_HOUR
            for _ in range(3):
                naive, after = next_after(DAILY, first, zone, after)
                found.append(naive)

            assert found == [first, wall, wall + timedelta(days=1)], (zone, wall)


def test_the_second_of_a_doubled_hour_is_later_and_looks_the_same():
    wall = datetime(2026, 11, 1, 1, 30)

    assert at(wall, "America/New_York") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert second(wall, "America/New_York") == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert second(datetime(2026, 11, 2, 1, 30), "America/New_York") == at(
        datetime(2026, 11, 2, 1, 30), "America/New_York"
    )


def test_a_skipped_hour_is_read_with_the_offset_before_the_gap():
    assert at(datetime(2027, 3, 14, 2, 30), "America/New_York") == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)


CHAT = Repeat(every=Every.WEEK, weekdays=(1,))
FIRST_CHAT = datetime(2014, 10, 14, 19, 0)
VECTORS = [
    ("2014-10-14T00:00", "2014-10-14T23:00", "Europe/London", "2014-10-15 00:00"),
    ("2014-10-14T00:00", "2014-10-14T23:00", "Australia/Sydney", "2014-10-15 10:00"),
    ("2014-10-27T00:00", "2014-10-28T23:00", "Europe/London", "2014-10-28 23:00"),
    ("2014-10-27T00:00", "2014-10-28T23:00", "America/Phoenix", "2014-10-28 16:00"),
    ("2014-11-03T00:00", "2014-11-05T00:00", "America/Phoenix", "2014-11-04 17:00"),
]


@pytest.mark.parametrize(("after", "instant", "elsewhere", "shown"), VECTORS)
def test_the_weekly_chat_is_at_seven_in_new_york_all_autumn(after, instant, elsewhere, shown):
    asked = datetime.fromisoformat(after).replace(tzinfo=UTC)
    naive, moment = next_after(CHAT, FIRST_CHAT, "America/New_York", asked)

    assert naive.time() == FIRST_CHAT.time()
    assert moment == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert f"{local(moment, elsewhere):%Y-%m-%d %H:%M}" == shown


TWENTY_ZONES = [zone for zone, _ in OFFERED[:20]]


@pytest.mark.parametrize("zone", TWENTY_ZONES)
def test_weekly_at_sixteen_stays_at_sixteen_for_three_years(zone):
    weekly, first = Repeat(every=Every.WEEK), datetime(2026, 1, 6, 16, 0)
    after = at(first, zone) - HALF_HOUR
    for week in range(156):
        naive, after = next_after(weekly, first, zone, after)

        assert naive == first + timedelta(weeks=week)
        assert local(after, zone) == naive
