"""Remembers what has been heard, so that a repeated delivery is acted on once."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.tables.inbox import inbox

_VALUES: dict[str, Any] = {"happening": bindparam("happening"), "at": bindparam("moment")}

_KNOWN = select(inbox.c.happening).where(inbox.c.happening == bindparam("happening"))


@cache
def _first(dialect: str) -> Executable:
    return insert_once(dialect, inbox).values(_VALUES).returning(inbox.c.happening)


class StoredInbox:
    """The inbox inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def first_time(self, happening: str, *, at: datetime) -> bool:
        """Store the id of a happening; False when it is known already."""
        statement = _first(self._connection.dialect.name)
        stored = await self._connection.scalar(statement, {"happening": happening, "moment": at})
        return stored is not None

    async def known(self, happening: str) -> bool:
        """Whether a happening has been acted on."""
        return await self._connection.scalar(_KNOWN, {"happening": happening}) is not None

    async def forget(self, *, before: datetime) -> int:
        """Drop what was heard before a moment, when no platform repeats it any more."""
        return (await self._connection.execute(delete(inbox).where(inbox.c.at < before))).rowcount
