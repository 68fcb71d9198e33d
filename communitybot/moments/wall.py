"""From a wall clock in a named zone to the one instant it means."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def zone_info(zone: str) -> tzinfo:
    """Return the rules of an IANA zone; raises what `ZoneInfo` raises for a name it does not know.

    Kept here because `ZoneInfo` itself keeps only eight zones alive and reads the rest from disk
    again. After a change of the zone files call `zone_info.cache_clear()` and `ZoneInfo.clear_cache()`.
    """
    return ZoneInfo(zone)


def at(wall: datetime, zone: str) -> datetime:
    """Return the instant, in UTC, at which the clocks of `zone` show the naive time `wall`.

    Every wall time has exactly one instant, as RFC 5545 section 3.3.5 asks: an hour that does not
    exist is read with the offset before the gap (so it moves forward by the gap), and of an hour that
    comes twice the first is meant.
    """
    return wall.replace(tzinfo=zone_info(zone), fold=0).astimezone(UTC)


def second(wall: datetime, zone: str) -> datetime:
    """Return the later of the two instants of a doubled hour, in UTC; for other times the same as `at`."""
    if not is_doubled(wall, zone):
        return at(wall, zone)
    return wall.replace(tzinfo=zone_info(zone), fold=1).astimezone(UTC)


def is_gap(wall: datetime, zone: str) -> bool:
    """Tell whether the clocks of `zone` jump over this naive time."""
    before, after = _offsets(wall, zone)
    return before < after


def is_doubled(wall: datetime, zone: str) -> bool:
    """Tell whether the clocks of `zone` show this naive time twice."""
    before, after = _offsets(wall, zone)
    return before > after


def _offsets(wall: datetime, zone: str) -> tuple[float, float]:
    rules = zone_info(zone)
    pair = (wall.replace(tzinfo=rules, fold=fold).utcoffset() for fold in (0, 1))
    before, after = (offset.total_seconds() if offset else 0.0 for offset in pair)
    return before, after
