"""Notes of adapters as they are kept: their words sealed already."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.tables.notes import notes


class StoredNotes:
    """The notes inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, name: str, words: str, *, until: datetime, now: datetime) -> None:
        """Keep a note in place of an earlier one of its name, and drop all whose time is over."""
        await self._connection.execute(delete(notes).where(notes.c.until <= now))
        once = insert_once(self._connection.dialect.name, notes)
        values = {"name": name, "words": words, "until": until}
        if await self._connection.scalar(once.values(values).returning(notes.c.name)) is None:
            await self._connection.execute(update(notes).where(notes.c.name == name).values(values))

    async def find(self, name: str, *, now: datetime) -> str | None:
        asked = select(notes.c.words).where(notes.c.name == name, notes.c.until > now)
        found: str | None = await self._connection.scalar(asked)
        return found

    async def forget(self, name: str) -> bool:
        """Drop a note; whether there was one."""
        return (await self._connection.execute(delete(notes).where(notes.c.name == name))).rowcount > 0
