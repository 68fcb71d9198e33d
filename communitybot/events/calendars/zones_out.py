"""A zone as a calendar file tells it (VTIMEZONE): every change of its clocks in the years that matter."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from communitybot.moments.wall import zone_info

if TYPE_CHECKING:
    from icalendar import Component, Timezone

DAY = timedelta(days=1)
Clock = tuple[timedelta, str, bool]
"""What clocks show: distance from UTC, its name, and whether it is summer time."""


@lru_cache(maxsize=256)
def zone_component(zone: str, first: int, last: int) -> "Timezone":
    """Write the clocks of an IANA zone from the year `first` up to the year `last`.

    icalendar can do this too, but it looks at clocks so seldom that it misses a month of other hours, such as
    Ramadan in Morocco. The component is shared: add it, and change nothing in it.
    """
    import icalendar

    part = icalendar.Timezone()
    part.add("tzid", zone)
    begin = datetime(first, 1, 1, tzinfo=UTC)
    clock = _clock(zone, begin)
    part.add_component(_span(clock, clock, [(begin + clock[0]).replace(tzinfo=None)]))
    changes: dict[tuple[Clock, Clock], list[datetime]] = defaultdict(list)
    for moment, before, after in _changes(zone, begin, datetime(last, 1, 1, tzinfo=UTC)):
        changes[before, after].append((moment + before[0]).replace(tzinfo=None))
    for (before, after), walls in changes.items():
        part.add_component(_span(before, after, walls))
    return part


def _span(before: Clock, after: Clock, walls: list[datetime]) -> "Component":
    """One kind of change, at each of the wall-clock times that the clocks show when it comes."""
    import icalendar

    offset, name, summer = after
    kind = icalendar.TimezoneDaylight if summer else icalendar.TimezoneStandard
    part = kind()
    part.add("dtstart", walls[0])
    if walls[1:]:
        part.add("rdate", walls[1:])
    part.add("tzname", name)
    part.add("tzoffsetfrom", before[0])
    part.add("tzoffsetto", offset)
    return part


def _changes(zone: str, begin: datetime, end: datetime) -> list[tuple[datetime, Clock, Clock]]:
    """Every moment at which the clocks begin to show another time, found day by day, then to the second."""
    found = []
    day, now = begin, _clock(zone, begin)
    while day < end:
        following = _clock(zone, day + DAY)
        if following != now:
            low, high = day, day + DAY
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                low, high = (middle, high) if _clock(zone, middle) == now else (low, middle)
            found.append((high.replace(microsecond=0), now, following))
        day, now = day + DAY, following
    return found


def _clock(zone: str, moment: datetime) -> Clock:
    local = moment.astimezone(zone_info(zone))
    return local.utcoffset() or timedelta(), local.tzname() or zone, bool(local.dst())
