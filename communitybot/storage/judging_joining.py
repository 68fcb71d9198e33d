"""Of two resources with one link in two communities that join, one stays: what people made of both is its."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.tables.resource_collections import collection_items
from communitybot.storage.tables.resource_digests import resource_dismissed, resource_told
from communitybot.storage.tables.resource_judging import resource_reports, resource_saves, resource_tries
from communitybot.storage.tables.resource_requests import resource_replies

MOVES = (
    (resource_tries, "person"),
    (resource_saves, "person"),
    (resource_reports, "person"),
    (collection_items, "collection"),
    (resource_replies, "request"),
    (resource_told, "digest"),
    (resource_dismissed, "person"),
)
"""What moves with a resource, and what has one of it: where both have one, that of the one that stays."""


async def take_over(connection: AsyncConnection, goes: str, stays: str) -> None:
    """Give the one that stays who tried, saved and reported the other, and where it stands or was told of."""
    for table, once in MOVES:
        there = select(table.c[once]).where(table.c.resource == stays).scalar_subquery()
        moved = update(table).where(table.c.resource == goes, table.c[once].not_in(there))
        await connection.execute(moved.values(resource=stays))
    await connection.execute(delete(resource_reports).where(resource_reports.c.resource == goes))
