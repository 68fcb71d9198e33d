"""What calendars in and out need of the store beyond events: what was last read, and all of a community."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.events.model import Attendance, Event, Rsvp, Status
from communitybot.storage import events_rows as rows
from communitybot.storage.tables.events import attendance, event_changes, events, rsvps
from communitybot.storage.tables.imports import imports


class StoredCalendars:
    """Reads over whole communities, and the memory of imports."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def imported(self, community: str, uid: str) -> tuple[int, int, str] | None:
        mine = and_(imports.c.community == community, imports.c.uid == uid)
        asked = select(imports.c.sequence, imports.c.revision, imports.c.fingerprint).where(mine)
        row = (await self._connection.execute(asked)).first()
        return (row.sequence, row.revision, row.fingerprint) if row else None

    async def remember(self, community: str, uid: str, read: tuple[int, int, str]) -> None:
        mine = and_(imports.c.community == community, imports.c.uid == uid)
        await self._connection.execute(delete(imports).where(mine))
        sequence, revision, fingerprint = read
        values = {
            "community": community,
            "uid": uid,
            "sequence": sequence,
            "revision": revision,
            "fingerprint": fingerprint,
        }
        await self._connection.execute(insert(imports), values)

    async def unchange(self, community: str, event: str, original: datetime) -> None:
        """Forget how one date differed: it is as its series has it."""
        mine = select(events.c.id).where(events.c.community == community, events.c.id == event)
        gone = and_(event_changes.c.event.in_(mine), event_changes.c.original == original)
        await self._connection.execute(delete(event_changes).where(gone))

    async def every(self, community: str) -> Sequence[Event]:
        """All events but drafts, oldest first."""
        mine = and_(events.c.community == community, events.c.status != Status.DRAFT.value)
        asked = select(*rows.EVENT_COLUMNS).where(mine).order_by(events.c.starts, events.c.id)
        return [rows.event_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def answers(self, community: str) -> Sequence[Rsvp]:
        """Everything everybody said, by event and date, first come first."""
        asked = select(rsvps).where(rsvps.c.community == community)
        asked = asked.order_by(rsvps.c.event, rsvps.c.original, rsvps.c.line)
        return [rows.rsvp_of(row) for row in (await self._connection.execute(asked)).mappings()]

    async def presence(self, community: str) -> Sequence[Attendance]:
        """Who was there, by event and date."""
        asked = select(attendance).where(attendance.c.community == community)
        asked = asked.order_by(attendance.c.event, attendance.c.original, attendance.c.person)
        return [_attendance(row) for row in (await self._connection.execute(asked)).mappings()]


def _attendance(row: Any) -> Attendance:
    return Attendance(**{name: value for name, value in row.items() if name != "community"})
