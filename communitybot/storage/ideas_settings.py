"""How communities want their ideas, in tables."""

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import IdeaSettings
from communitybot.storage import ideas_rows as rows
from communitybot.storage.once import insert_once
from communitybot.storage.tables.ideas import idea_settings

_S = idea_settings.c


class IdeaSettingsRows:
    """What the administrators of every community decided about ideas."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def settings(self, community: str) -> IdeaSettings:
        asked = select(idea_settings).where(_S.community == community)
        row = (await self._connection.execute(asked)).mappings().first()
        return rows.settings_of(row) if row else IdeaSettings()

    async def set(self, community: str, settings: IdeaSettings) -> None:
        values = rows.settings_values(settings)
        again = update(idea_settings).where(_S.community == community).values(values)
        if (await self._connection.execute(again)).rowcount:
            return
        new = insert_once(self._connection.dialect.name, idea_settings).returning(_S.community)
        if await self._connection.scalar(new, {"community": community, **values}) is None:
            await self._connection.execute(again)
