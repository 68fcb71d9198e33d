"""What importing and exporting ask of the store beyond what the event services do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from communitybot.events.model import Attendance, Event, Rsvp
from communitybot.events.repository import EventsWork

Remembered = tuple[int, int, str]
"""What was last read of a foreign event: its SEQUENCE, our revision afterwards, and its fingerprint."""


class CalendarStore(Protocol):
    """Whole communities, and the memory of imports."""

    async def imported(self, community: str, uid: str) -> Remembered | None: ...

    async def remember(self, community: str, uid: str, read: Remembered) -> None: ...

    async def unchange(self, community: str, event: str, original: datetime) -> None:
        """Forget how one date differed: it is as its series has it."""
        ...

    async def every(self, community: str) -> Sequence[Event]:
        """All events but drafts, oldest first."""
        ...

    async def answers(self, community: str) -> Sequence[Rsvp]: ...

    async def presence(self, community: str) -> Sequence[Attendance]: ...


class CalendarWork(EventsWork, Protocol):
    """The stores a unit of work offers to importing and exporting."""

    @property
    def calendars(self) -> CalendarStore: ...
