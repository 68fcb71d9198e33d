"""When a foreign event takes place: a start by the wall clock, and a length in real time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from communitybot.events.calendars.foreign_time import instant, local, moment_of
from communitybot.events.calendars.unread import Unread

LONGEST = timedelta(days=366)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When an event takes place: wall-clock start in a zone, and for how long."""

    starts: datetime
    zone: str
    length: timedelta
    all_day: bool


def span_of(part: Any) -> tuple[date, date]:
    """Start and end as the file gives them; days end with a day, moments with a moment."""
    start = moment_of(part, "DTSTART")
    timed = isinstance(start, datetime)
    if "DTEND" in part:
        end = moment_of(part, "DTEND")
        if isinstance(end, datetime) != timed:
            raise Unread("it begins with a day and ends with an hour, or the other way about")
        if (
            isinstance(start, datetime)
            and isinstance(end, datetime)
            and (start.tzinfo is None) != (end.tzinfo is None)
        ):
            raise Unread("its start names a zone and its end does not, or the other way about")
        return start, end
    if "DURATION" in part:
        length = getattr(part["DURATION"], "dt", None)
        if not isinstance(length, timedelta):
            raise Unread("its DURATION cannot be read")
        if not isinstance(start, datetime) or start.tzinfo is None:
            return start, start + length
        return start, start.astimezone(UTC) + length
    return start, start + (HOUR if timed else DAY)


def times_of(part: Any, start: date, end: date, zone: str) -> Times:
    if isinstance(start, datetime) and isinstance(end, datetime):
        length = instant(end, zone) - instant(start, zone)
        all_day = _outlook_day(part) and not length % DAY and local(start, zone).time() == time()
    else:
        length, all_day = end - start, True
    if length < timedelta():
        raise Unread("it ends before it begins")
    if length > LONGEST:
        raise Unread("it lasts more than a year")
    length -= length % timedelta(minutes=1)
    return Times(
        starts=local(start, zone), zone=zone, length=length or (DAY if all_day else HOUR), all_day=all_day
    )


def _outlook_day(part: Any) -> bool:
    """Exchange writes whole days as midnights, and says so beside them."""
    return str(part.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
