"""Remembers what has been heard, so that a repeated delivery is acted on once."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.tables.inbox import inbox

_VALUES: dict[str, Any] = {"happening": bindparam("happening"), "at": bindparam("moment")}
_FIRST = {
    "sqlite": sqlite_insert(inbox).values(_VALUES).on_conflict_do_nothing().returning(inbox.c.happening),
    "postgresql": postgresql_insert(inbox)
    .values(_VALUES)
    .on_conflict_do_nothing()
    .returning(inbox.c.happening),
}


class StoredInbox:
    """The inbox inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def first_time(self, happening: str, *, at: datetime) -> bool:
        """Store the id of a happening; False when it is known already."""
        statement = _FIRST[self._connection.dialect.name]
        stored = await self._connection.scalar(statement, {"happening": happening, "moment": at})
        return stored is not None

    async def forget(self, *, before: datetime) -> int:
        """Drop what was heard before a moment, when no platform repeats it any more."""
        return (await self._connection.execute(delete(inbox).where(inbox.c.at < before))).rowcount
