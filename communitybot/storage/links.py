"""Codes that join, and what is moved when they are given: whole communities, and one person's accounts."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, FromClause, delete, func, insert, select, text, update
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

T = TypeVar("T")

PATIENCE = 200  # milliseconds a move waits for somebody else's rows; ours
# PostgreSQL: lock not available, deadlock detected, and a row that somebody wrote where one was to be moved
OTHERS_AT_WORK = frozenset({"55P03", "40P01", "23505"})


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
        await self._giving_way(lambda: joining.join(self._connection, community, into))

    async def shared(self, community: str, one: str, other: str) -> tuple[int, int]:
        """How many dates the second person answered, and how many of them the first did as well."""
        return await uniting.shared(self._connection, community, one, other)

    async def unite(self, kept: Person, gone: Person) -> Sequence[Date]:
        """Make one person of two; returns the dates both had answered. Repeated, it takes what came late.

        Raises:
            GaveWay: rather than let others wait.
        """
        return await self._giving_way(lambda: uniting.unite(self._connection, kept, gone))

    async def _giving_way(self, move: Callable[[], Awaitable[T]]) -> T:
        """Move rows in an order of its own; whoever holds some of them is not made to wait for ever.

        It gives up long before PostgreSQL looks for a deadlock (after a second) and ends whoever it finds
        first.
        """
        try:
            async with self._connection.begin_nested():
                await self._wait_at_most(f"{PATIENCE}ms")
                moved = await move()
                await self._wait_at_most("DEFAULT")
                return moved
        except DBAPIError as problem:
            if getattr(problem.orig, "sqlstate", None) in OTHERS_AT_WORK:
                raise GaveWay from problem
            raise

    async def _wait_at_most(self, how_long: str) -> None:
        if self._connection.dialect.name == "postgresql":
            value = how_long if how_long == "DEFAULT" else f"'{how_long}'"
            await self._connection.execute(text(f"SET LOCAL lock_timeout = {value}"))

    async def _count(self, table: FromClause, *conditions: ColumnElement[bool]) -> int:
        asked = select(func.count()).select_from(table).where(*conditions)
        return (await self._connection.execute(asked)).scalar_one()
