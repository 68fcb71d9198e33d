"""What pages told of themselves, as it is kept."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ports import LinkPreview
from communitybot.storage.once import insert_once
from communitybot.storage.tables.link_previews import link_previews


class StoredPreviews:
    """The previews inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, canonical: str, *, now: datetime) -> tuple[LinkPreview | None] | None:
        asked = select(link_previews.c.told).where(
            link_previews.c.address == canonical, link_previews.c.until > now
        )
        row = (await self._connection.execute(asked)).first()
        if row is None:
            return None
        return (None if row.told is None else _preview(row.told),)

    async def keep(
        self, canonical: str, preview: LinkPreview | None, *, until: datetime, now: datetime
    ) -> None:
        await self._connection.execute(delete(link_previews).where(link_previews.c.until <= now))
        values = {
            "address": canonical,
            "told": None if preview is None else _told(preview),
            "until": until,
        }
        once = insert_once(self._connection.dialect.name, link_previews)
        if await self._connection.scalar(once.values(values).returning(link_previews.c.address)) is None:
            kept = update(link_previews).where(link_previews.c.address == canonical)
            await self._connection.execute(kept.values(values))


def _told(preview: LinkPreview) -> dict[str, Any]:
    """What is not empty, by name, as JSON has it."""
    told: dict[str, Any] = {}
    for field in fields(preview):
        value = getattr(preview, field.name)
        if isinstance(value, date):
            told[field.name] = value.isoformat()
        elif isinstance(value, timedelta):
            told[field.name] = value // timedelta(seconds=1)
        elif value:
            told[field.name] = value
    return told


def _preview(told: dict[str, Any]) -> LinkPreview:
    written, lasts = told.get("written"), told.get("lasts")
    words = {name: value for name, value in told.items() if isinstance(value, str) and name != "written"}
    return LinkPreview(
        **words,
        written=date.fromisoformat(written) if written else None,
        lasts=timedelta(seconds=lasts) if lasts else None,
    )
