"""Critical friends in tables: who was asked for which idea, and whose turn it is."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.ideas.model.friend import Friend, Notes, Standing, Willing
from communitybot.storage.ideas_here import among, here, new
from communitybot.storage.once import insert_once
from communitybot.storage.tables.idea_labs import idea_friends, idea_willing
from communitybot.storage.tables.people import people

_F, _W = idea_friends.c, idea_willing.c


async def put(
    connection: AsyncConnection, table: Table, where: Any, values: dict[str, Any], of: tuple[str, str]
) -> None:
    """Change the row `where` finds to these values; without one there is one from then on.

    `of` is the community and its idea: without that idea nothing happens. Whoever calls holds the idea.
    """
    there = and_(here(table, *of), where)
    if not (await connection.execute(update(table).where(there).values(values))).rowcount:
        await connection.execute(new(connection, table, values, *of))


class FriendRows:
    """Who was asked to be a critical friend of what, and who may be."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def friends(self, community: str, idea: str) -> Sequence[Friend]:
        asked = select(idea_friends).where(here(idea_friends, community, idea))
        found = await self._connection.execute(asked.order_by(_F.asked, _F.person))
        return [_friend(row) for row in found.mappings()]

    async def befriended(self, community: str, person: str, *, limit: int) -> Sequence[str]:
        theirs = and_(among(idea_friends, community), _F.person == person)
        asked = select(_F.idea).where(theirs, _F.standing == Standing.AGREED.value, _F.noted.is_(None))
        asked = asked.order_by(_F.asked.desc(), _F.idea).limit(limit)
        return (await self._connection.execute(asked)).scalars().all()

    async def befriend(self, community: str, idea: str, friend: Friend) -> None:
        notes = friend.notes
        values = {
            "idea": idea,
            "person": friend.person,
            "name": visible(friend.name),
            "standing": friend.standing.value,
            "round": friend.round,
            "asked": friend.asked,
            "answered": friend.answered,
            "notes": {name: visible(text) for name, text in asdict(notes).items()} if notes else None,
            "noted": friend.noted,
        }
        theirs = _F.person == friend.person
        await put(self._connection, idea_friends, theirs, values, (community, idea))

    async def willing(self, community: str, person: str, *, on: bool, at: datetime) -> None:
        if on:
            once = insert_once(self._connection.dialect.name, idea_willing)
            await self._connection.execute(once.values(community=community, person=person, since=at))
            return
        theirs = and_(_W.community == community, _W.person == person)
        await self._connection.execute(delete(idea_willing).where(theirs))

    async def is_willing(self, community: str, person: str) -> bool:
        asked = select(_W.person).where(_W.community == community, _W.person == person)
        return await self._connection.scalar(asked) is not None

    async def rota(self, community: str, *, but: Sequence[str], limit: int) -> Sequence[Willing]:
        known = and_(people.c.id == _W.person, people.c.community == _W.community)
        asked = select(_W.person, people.c.name, _W.asked).join(people, known)
        asked = asked.where(_W.community == community, _W.person.not_in(list(but)))
        turn = (_W.asked.is_not(None), _W.asked, _W.since, _W.person)
        found = await self._connection.execute(asked.order_by(*turn).limit(limit))
        return [Willing(row.person, row.name, row.asked) for row in found]

    async def called(self, community: str, persons: Sequence[str], *, at: datetime) -> None:
        theirs = and_(_W.community == community, _W.person.in_(list(persons)))
        await self._connection.execute(update(idea_willing).where(theirs).values(asked=at))


def _friend(row: RowMapping) -> Friend:
    return Friend(
        person=row["person"],
        name=row["name"],
        standing=Standing(row["standing"]),
        round=row["round"],
        asked=row["asked"],
        answered=row["answered"],
        notes=Notes(**row["notes"]) if row["notes"] is not None else None,
        noted=row["noted"],
    )
