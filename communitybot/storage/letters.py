"""Letters, kept until they are finished."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ports import Letter
from communitybot.storage.once import insert_once
from communitybot.storage.tables.inbox import letters

MOST = 1_000  # letters given at one time


class StoredLetters:
    """The letters inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, letter: Letter) -> bool:
        """Store a letter; False when one with its id is there, finished or not."""
        insert = insert_once(self._connection.dialect.name, letters).values(
            platform=letter.platform, happening=letter.happening, at=letter.at, text=letter.text
        )
        return await self._connection.scalar(insert.returning(letters.c.happening)) is not None

    async def finish(self, platform: str, happening: str) -> None:
        """Drop the words of a letter and remember its id."""
        which = (letters.c.platform == platform) & (letters.c.happening == happening)
        await self._connection.execute(update(letters).where(which).values(text=None))

    async def unfinished(self, platform: str, *, before: datetime) -> Sequence[Letter]:
        """Letters that came before a moment (or at it) and are not finished, oldest first."""
        columns = letters.c.platform, letters.c.happening, letters.c.text, letters.c.at
        found = await self._connection.execute(
            select(*columns)
            .where(letters.c.platform == platform, letters.c.at <= before, letters.c.text.is_not(None))
            .order_by(letters.c.at)
            .limit(MOST)
        )
        return [Letter(*row) for row in found]

    async def forget(self, *, before: datetime) -> int:
        """Drop the ids of finished letters that came before a moment; returns how many."""
        old = delete(letters).where(letters.c.at < before, letters.c.text.is_(None))
        return (await self._connection.execute(old)).rowcount
