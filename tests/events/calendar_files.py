"""An event to put into calendar files, and how those are read back by a reader that is not ours."""
# ruff: noqa: DTZ001 - wall-clock times, on purpose

from datetime import UTC, datetime, timedelta

import recurring_ical_events
from icalendar import Calendar

from communitybot.events.model import Details, Event, Status
from communitybot.moments import Every, Repeat

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"
WEEKLY = Repeat(every=Every.WEEK, count=4)
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
)


def event(**what) -> Event:
    usual = {
        "id": "e1",
        "community": "c1",
        "uid": "e1@communitybot",
        "details": Details(title="Reading circle"),
        "starts": datetime(2026, 12, 1, 19),
        "zone": NEW_YORK,
        "length": timedelta(hours=1),
        "status": Status.OPEN,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return Event(**{**usual, **what})


def parts(content: bytes) -> list:
    return Calendar.from_ical(content).walk("VEVENT")


def by_another(content: bytes, since: datetime, until: datetime) -> list[tuple[datetime, datetime]]:
    """Starts and ends in UTC, as an independent reader expands them."""
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(since, until)
    return sorted((one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)) for one in found)
