"""Who supports and follows ideas, and who works on them, in tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, case, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Idea, Joining, Member, Stage
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_counted import hold, recount
from communitybot.storage.ideas_here import here
from communitybot.storage.once import insert_once
from communitybot.storage.tables.ideas import idea_authors, idea_follows, idea_members, idea_votes, ideas

_I, _M, _F, _V = ideas.c, idea_members.c, idea_follows.c, idea_votes.c
_OF_MEMBER = ("person", "name", "role", "joining", "note", "at")


class BackingRows:
    """Who stands behind every idea."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def vote(self, community: str, idea: str, person: str, *, on: bool, at: datetime) -> int:
        held = await hold(self._connection, community, idea)
        if held is None:
            return 0
        own = select(idea_authors.c.person).where(
            idea_authors.c.idea == idea, idea_authors.c.person == person
        )
        if on:
            values = [literal(idea), literal(person), literal(at, _V.at.type)]
            new = insert_once(self._connection.dialect.name, idea_votes)
            somebody = select(*values).where(~own.exists())
            await self._connection.execute(new.from_select(["idea", "person", "at"], somebody))
            await self._is_their_own(idea_votes, idea, person)
        else:
            await self._drop(idea_votes, idea, person)
        return (await recount(self._connection, idea, held)).votes

    async def voted(self, community: str, idea: str, person: str) -> datetime | None:
        asked = select(_V.at).where(here(idea_votes, community, idea), _V.person == person)
        return await self._connection.scalar(asked)

    async def follow(self, community: str, idea: str, person: str, *, on: bool, at: datetime) -> int:
        held = await hold(self._connection, community, idea)
        if held is None:
            return 0
        if on:
            new = insert_once(self._connection.dialect.name, idea_follows)
            await self._connection.execute(new, {"idea": idea, "person": person, "at": at})
            await self._is_their_own(idea_follows, idea, person)
        else:
            await self._drop(idea_follows, idea, person)
        return (await recount(self._connection, idea, held)).follows

    async def _is_their_own(self, table: Table, idea: str, person: str) -> None:
        """What somebody wishes themselves did not just come with an idea that joined this one."""
        came = (table.c.idea == idea, table.c.person == person, table.c.via.is_not(None))
        await self._connection.execute(update(table).where(*came).values(via=None))

    async def _drop(self, table: Table, idea: str, person: str) -> None:
        theirs = (table.c.idea == idea, table.c.person == person)
        await self._connection.execute(delete(table).where(*theirs))

    async def followed(self, community: str, idea: str, person: str) -> datetime | None:
        asked = select(_F.at).where(here(idea_follows, community, idea), _F.person == person)
        return await self._connection.scalar(asked)

    async def followers(self, community: str, idea: str) -> Sequence[str]:
        asked = select(_F.person).where(here(idea_follows, community, idea)).order_by(_F.at, _F.person)
        return (await self._connection.scalars(asked)).all()

    async def enrol(self, community: str, idea: str, member: Member) -> None:
        held = await hold(self._connection, community, idea)
        if held is None:
            return
        values = rows.member_values(member)
        theirs = (_M.idea == idea, _M.person == member.person)
        came = case(
            (_M.joining == values["joining"], _M.via), else_=None
        )  # until they join or leave themselves
        again = update(idea_members).where(*theirs).values(values | {"via": came})
        if (await self._connection.execute(again)).rowcount == 0:
            new = insert_once(self._connection.dialect.name, idea_members)
            await self._connection.execute(new, {"idea": idea, **values})
        await recount(self._connection, idea, held)

    async def members(
        self, community: str, idea: str, joining: Sequence[Joining] = (Joining.MEMBER,)
    ) -> Sequence[Member]:
        at = _M.joining.in_([each.value for each in joining])
        asked = select(idea_members).where(here(idea_members, community, idea), at)
        found = await self._connection.execute(asked.order_by(_M.at, _M.person))
        return [rows.member_of(row) for row in found.mappings()]

    async def held_by(
        self, community: str, person: str, *, stages: Sequence[Stage] = ()
    ) -> Sequence[tuple[Idea, Member]]:
        works = (_M.person == person, _M.joining == Joining.MEMBER.value, _I.community == community)
        asked = select(ideas, *(_M[name].label(f"my_{name}") for name in _OF_MEMBER))
        asked = asked.join_from(idea_members, ideas, _I.id == _M.idea).where(*works)
        if stages:
            asked = asked.where(_I.stage.in_([stage.value for stage in stages]))
        latest = asked.order_by(func.coalesce(_I.said, _I.moved, _I.created).desc(), _I.id.desc())
        found = (await self._connection.execute(latest)).mappings()
        return [(rows.idea_of(row), rows.member_of(_mine(row))) for row in found]


def _mine(row: Any) -> dict[str, Any]:
    return {name: row[f"my_{name}"] for name in _OF_MEMBER}
