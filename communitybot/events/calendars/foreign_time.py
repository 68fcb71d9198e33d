"""Times of foreign calendars: from what their files say to a wall clock in a zone we know."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any

from communitybot.events.calendars.unread import Unread
from communitybot.moments import wall, zone_named
from communitybot.moments.zones import known

EARLIEST, LATEST = 1900, 2200  # years; outside of them a date is a mistake, and clocks have no rules
UTC_NAMES = {"UTC", "Etc/UTC", "GMT", "Etc/GMT"}
COMPARED = timedelta(days=3 * 366)  # how long a file's own zone must show the same time as one we know
LIKELY = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/Phoenix",
    "America/Halifax",
    "America/Sao_Paulo",
)
"""The zones tried first when a file brings clocks of its own under a name nobody else knows."""


def named_zone(text: str) -> str | None:
    """The IANA name a calendar means: one as it stands, at the end of a path, or as Windows calls it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    text = text.strip().strip('"')[:200]
    if not text:
        return None
    parts = text.split("/")
    tries = (text, "/".join(parts[-2:]), "/".join(parts[-3:]), WINDOWS_TO_OLSON.get(text, ""))
    found = next((known()[each.lower()] for each in tries if each.lower() in known()), None)
    return found or zone_named(text)


def moment_of(part: Any, name: str) -> date:
    """A property that is one date or moment; moments may be naive. Refused where it means nothing."""
    value = part.get(name)
    if value is None:
        raise Unread(f"it has no {name}")
    if isinstance(value, list):
        raise Unread(f"it has more than one {name}")
    return checked(getattr(value, "dt", None), getattr(value, "params", {}), name)


def checked(moment: Any, params: Any, name: str) -> date:
    """A date or moment in years that can be, with the zone its property names."""
    if not isinstance(moment, date) or not EARLIEST < moment.year < LATEST:
        raise Unread(f"its {name} is no date I can use")
    if isinstance(moment, datetime) and moment.tzinfo is None and params.get("TZID"):
        zone = named_zone(str(params["TZID"]))
        if zone is None:
            raise Unread(f"nobody knows its time zone, {str(params['TZID'])[:60]}")
        return moment.replace(tzinfo=wall.zone_info(zone))
    return moment


def zone_of(moment: date, otherwise: str) -> str | None:
    """The IANA name of a moment's zone; `otherwise` for one without; None for clocks only the file knows."""
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return otherwise
    key = getattr(moment.tzinfo, "key", None)
    if isinstance(key, str) and (key in UTC_NAMES or key.lower() in known()):
        return "UTC" if key in UTC_NAMES else known()[key.lower()]
    if moment.tzinfo is UTC:
        return "UTC"
    return _alike(moment.tzinfo, moment.year, otherwise)


def local(moment: date, zone: str) -> datetime:
    """The wall clock of a date or moment in a zone, in whole minutes; a date is its midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is not None and getattr(moment.tzinfo, "key", None) != zone:
        moment = moment.astimezone(UTC).astimezone(wall.zone_info(zone))
    return moment.replace(tzinfo=None, second=0, microsecond=0, fold=0)


def instant(moment: datetime, zone: str) -> datetime:
    """The moment in UTC; without a zone of its own it is read in `zone`."""
    return wall.at(moment, zone) if moment.tzinfo is None else moment.astimezone(UTC)


@lru_cache(maxsize=64)
def _alike(clocks: tzinfo, year: int, otherwise: str) -> str | None:
    """A zone whose clocks show the same as a file's own for three years: the likeliest of those that do."""
    start = datetime(year, 1, 1, tzinfo=UTC)
    days = [start + timedelta(days=day, hours=day % 24) for day in range(0, COMPARED.days, 6)]
    own = _shown(clocks, days)
    for zone in dict.fromkeys((otherwise, *LIKELY, *sorted(_all()))):
        rules = wall.zone_info(zone)
        if own[0] == rules.utcoffset(days[0].replace(tzinfo=None)) and own == _shown(rules, days):
            return zone
    return None


def _shown(clocks: tzinfo, days: list[datetime]) -> list[timedelta | None]:
    return [day.astimezone(clocks).utcoffset() for day in days]


@lru_cache(maxsize=1)
def _all() -> frozenset[str]:
    return frozenset(name for name in known().values() if "/" in name and not name.startswith("Etc/"))
