"""When quiet hours let a message through: wall-clock hours of one zone, over midnight and clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

START = time(21, 0)
END = time(7, 0)


def release(moment: datetime, start: time, end: time, zone: str) -> datetime:
    """Return `moment` itself, or the end of the quiet hours it falls into, in UTC.

    Args:
        moment: an aware moment.
        start: wall-clock time from which it is quiet (included).
        end: wall-clock time until which it is quiet (excluded); equal to `start`, there are no quiet hours.
        zone: an IANA name.

    An end that a clock change skips comes when the clocks have gone forward; one that comes twice, the first
    time.
    """
    local = moment.astimezone(ZoneInfo(zone))
    wall = local.time()
    over_midnight = start != end and (wall >= start or wall < end)
    quiet = start <= wall < end if start < end else over_midnight
    if not quiet:
        return moment.astimezone(UTC)
    day = local.date() + timedelta(days=1) if wall >= end else local.date()
    morning = datetime.combine(day, end, tzinfo=ZoneInfo(zone))
    # the doubled hour: past the first `end` by the clock, yet quiet by the wall; then the second is meant
    if morning.astimezone(UTC) <= moment:
        morning = morning.replace(fold=1)
    return max(morning.astimezone(UTC), moment.astimezone(UTC))
