"""Codes that join, and what is moved when they are given: whole communities, and one person's accounts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.communities.model import Contents, Kind, LinkCode
from communitybot.communities.repository import GaveWay
from communitybot.people.model import Person
from communitybot.people.repository import Date
from communitybot.storage import joining, uniting
from communitybot.storage.tables.events import events, programmes
from communitybot.storage.tables.imports import imports
from communitybot.storage.tables.links import link_codes
from communitybot.storage.tables.people import people


class StoredLinks:
    """Codes, and the two ways to join, inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, code: LinkCode, *, forget_before: datetime) -> None:
        await self._connection.execute(delete(link_codes).where(link_codes.c.expires_at < forget_before))
        values = {
            "hashed": code.hashed,
            "kind": code.kind.value,
            "community": code.community,
            "person": code.person,
            "expires_at": code.expires,
        }
        await self._connection.execute(insert(link_codes), values)

    async def code(self, hashed: str) -> LinkCode | None:
        found = await self._connection.execute(select(link_codes).where(link_codes.c.hashed == hashed))
        row = found.first()
        if row is None:
            return None
        return LinkCode(
            hashed=row.hashed,
            kind=Kind(row.kind),
            community=row.community,
            person=row.person,
            expires=row.expires_at,
            used=row.used_at,
        )

    async def use(self, hashed: str, at: datetime) -> bool:
        fresh = (link_codes.c.hashed == hashed) & link_codes.c.used_at.is_(None)
        return (
            await self._connection.execute(update(link_codes).where(fresh).values(used_at=at))
        ).rowcount == 1

    async def contents(self, community: str, beside: str) -> Contents:
        """How much a community has that would move, and what it shares with the one it would join."""
        twice = events.alias()
        return Contents(
            events=await self._count(events, events.c.community == community),
            people=await self._count(people, people.c.community == community),
            programmes=await self._count(programmes, programmes.c.community == community),
            imported=await self._count(imports, imports.c.community == community),
            same_events=await self._count(
                events,
                events.c.community == community,
                events.c.uid.in_(select(twice.c.uid).where(twice.c.community == beside)),
            ),
        )

    async def join(self, community: str, into: str) -> None:
        """Give everything of one community to another; repeated, it gives what was added meanwhile.

        Raises:
            GaveWay: rather than let others wait.
        """
        try:
            async with self._connection.begin_nested():
                await joining.join(self._connection, community, into)
        except DBAPIError as problem:
            if getattr(problem.orig, "sqlstate", None) in joining.OTHERS_AT_WORK:
                raise GaveWay from problem
            raise

    async def shared(self, community: str, one: str, other: str) -> tuple[int, int]:
        """How many dates the second person answered, and how many of them the first did as well."""
        return await uniting.shared(self._connection, community, one, other)

    async def unite(self, kept: Person, gone: Person) -> Sequence[Date]:
        """Make one person of two; returns the dates both had answered."""
        return await uniting.unite(self._connection, kept, gone)

    async def _count(self, table: object, *conditions: object) -> int:
        # SQLAlchemy names no one type that its tables, aliases and conditions share
        asked = select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
        return (await self._connection.execute(asked)).scalar_one()
