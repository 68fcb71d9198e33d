"""Merged ideas in tables: what was asked, and the rows that moved with it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    Table,
    and_,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.ideas.model.idea import Joining, Member, Role, Stage
from communitybot.ideas.model.merge import Merge, MergeState
from communitybot.storage import ideas_rows as rows
from communitybot.storage.ideas_here import here
from communitybot.storage.once import insert_once
from communitybot.storage.tables.idea_merges import idea_merge_authors, idea_merge_places, idea_merges
from communitybot.storage.tables.ideas import idea_follows, idea_members, idea_votes, ideas

_G, _A, _P, _M = idea_merges.c, idea_merge_authors.c, idea_merge_places.c, idea_members.c
_WHOLE = select(idea_merges, ideas.c.community).join(ideas, ideas.c.id == _G.one)
_SAME = (
    *("id", "one", "other", "proposer", "asked", "agreed_one", "agreed_other"),
    *("done", "ended_by", "undone", "moved", "hidden"),
)
BACKED = (idea_votes, idea_follows)
STANDS = MergeState.MERGED.value


class StoredMerges:
    """How ideas become one, inside one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, merge: Merge) -> None:
        both = (ideas.c.id.in_((merge.one, merge.other)), ideas.c.community == merge.community)
        if len((await self._connection.scalars(select(ideas.c.id).where(*both))).all()) == 2:
            await self._connection.execute(insert(idea_merges), _values(merge))
            await self._credit(merge)

    async def save(self, merge: Merge) -> None:
        this = and_(here_one(merge.community), _G.id == merge.id)
        changed = await self._connection.execute(update(idea_merges).where(this).values(_values(merge)))
        if changed.rowcount:
            await self._credit(merge)

    async def _credit(self, merge: Merge) -> None:
        await self._connection.execute(delete(idea_merge_authors).where(_A.merge == merge.id))
        if merge.authors:
            named = [{"merge": merge.id, "person": person} for person in merge.authors]
            await self._connection.execute(insert(idea_merge_authors), named)

    async def get(self, community: str, merge: str, *, hold: bool = False) -> Merge | None:
        asked = _WHOLE.where(_G.id == merge, ideas.c.community == community)
        if hold:
            asked = asked.with_for_update(of=idea_merges)
        return await self._one(asked)

    async def between(self, community: str, one: str, other: str) -> Merge | None:
        pair = or_(and_(_G.one == one, _G.other == other), and_(_G.one == other, _G.other == one))
        return await self._one(_WHOLE.where(pair, ideas.c.community == community).order_by(*_last()).limit(1))

    async def of(self, community: str, idea: str) -> Merge | None:
        this = (_G.one == idea, _G.state == STANDS, ideas.c.community == community)
        return await self._one(_WHOLE.where(*this).order_by(*_last()).limit(1))

    async def into(self, community: str, idea: str) -> Sequence[Merge]:
        these = (_G.other == idea, _G.state == STANDS, ideas.c.community == community)
        return await self._all(_WHOLE.where(*these).order_by(_G.done, _G.id))

    async def asked_by(self, community: str, person: str, since: datetime) -> int:
        waiting = (_G.proposer == person, _G.state == MergeState.ASKED.value, _G.asked > since)
        asked = select(func.count()).select_from(idea_merges).where(here_one(community), *waiting)
        return await self._connection.scalar(asked) or 0

    async def _one(self, asked: Any) -> Merge | None:
        return next(iter(await self._all(asked)), None)

    async def _all(self, asked: Any) -> list[Merge]:
        found = [_merge(row) for row in (await self._connection.execute(asked)).mappings()]
        named = select(idea_merge_authors).where(_A.merge.in_([merge.id for merge in found]))
        people: dict[str, list[str]] = {}
        for row in await self._connection.execute(named.order_by(_A.person)) if found else ():
            people.setdefault(row.merge, []).append(row.person)
        return [replace(merge, authors=tuple(people.get(merge.id, ()))) for merge in found]

    async def join(self, merge: Merge, team: Sequence[Member]) -> None:
        for table in BACKED:
            rows_of_one = select(literal(merge.other), table.c.person, table.c.at, literal(merge.id)).where(
                here(table, merge.community, merge.one)
            )
            once = insert_once(self._connection.dialect.name, table)
            await self._connection.execute(once.from_select(["idea", "person", "at", "via"], rows_of_one))
        for member in team:
            await self._seat(merge, member)

    async def _seat(self, merge: Merge, member: Member) -> None:
        """Give somebody a place in the kept idea's team, unless they have one."""
        theirs = (_M.idea == merge.other, _M.person == member.person)
        there = (await self._connection.execute(select(idea_members).where(*theirs))).mappings().first()
        if there is not None and there["joining"] == Joining.MEMBER.value:
            return
        if there is not None:
            held = {name: there[name] for name in rows.member_values(member)}
            await self._connection.execute(insert(idea_merge_places), {"merge": merge.id, **held})
            await self._connection.execute(delete(idea_members).where(*theirs))
        values = {"idea": merge.other, **rows.member_values(member), "via": merge.id}
        await self._connection.execute(insert(idea_members), values)

    async def part(self, merge: Merge, still: Sequence[Merge]) -> None:
        # What also came with an earlier one had been taken back, or it would not have come with this one.
        still = [other for other in still if _when(other) > _when(merge)]
        for table in BACKED:
            await self._take_back(table, merge, still)
        for other in still:
            await self._hand_on_places(merge, other)
        await self._take_back(idea_members, merge, still)
        await self._back_to_places(merge)
        await self._connection.execute(delete(idea_merge_authors).where(_A.merge == merge.id))

    async def _take_back(self, table: Table, merge: Merge, still: Sequence[Merge]) -> None:
        came = and_(table.c.idea == merge.other, table.c.via == merge.id)
        for other in still:
            people = _people(table, other)
            also = update(table).where(came, table.c.person.in_(people)).values(via=other.id)
            await self._connection.execute(also)
        await self._connection.execute(delete(table).where(came))

    async def _hand_on_places(self, merge: Merge, other: Merge) -> None:
        """Whoever came with both keeps the place that made way, for the day the other is undone."""
        both = and_(_P.merge == merge.id, _P.person.in_(_people(idea_members, other)))
        known = select(_P.person).where(_P.merge == other.id)
        moved = update(idea_merge_places).where(both, _P.person.not_in(known)).values(merge=other.id)
        await self._connection.execute(moved)

    async def _back_to_places(self, merge: Merge) -> None:
        """Put back what had made way, where nobody has acted on what came instead."""
        of = _P.merge == merge.id
        names = ("person", "name", "role", "joining", "note", "at")
        held = select(literal(merge.other), *(_P[name] for name in names)).where(of)
        once = insert_once(self._connection.dialect.name, idea_members)
        await self._connection.execute(once.from_select(["idea", *names], held))
        await self._connection.execute(delete(idea_merge_places).where(of))


def here_one(community: str) -> ColumnElement[bool]:
    """The condition that a merge is of this community's ideas."""
    condition: ColumnElement[bool] = _G.one.in_(select(ideas.c.id).where(ideas.c.community == community))
    return condition


def _people(table: Table, merge: Merge) -> Any:
    """Who has such a row with the idea that joined by a merge."""
    theirs = table.alias()
    found = select(theirs.c.person).where(theirs.c.idea == merge.one)
    if table is idea_members:
        found = found.where(theirs.c.joining == Joining.MEMBER.value)
    return found


def _when(merge: Merge) -> tuple[datetime, str]:
    return merge.done or merge.asked, merge.id


def _last() -> tuple[Any, ...]:
    return (_G.asked.desc(), _G.id.desc())


def _values(merge: Merge) -> dict[str, Any]:
    return {name: getattr(merge, name) for name in _SAME} | {
        "state": merge.state.value,
        "stage": merge.stage.value if merge.stage else None,
        "tags": list(merge.tags),
        "roles": [role.value for role in merge.roles],
    }


def _merge(row: RowMapping) -> Merge:
    return Merge(
        **{name: row[name] for name in _SAME},
        community=row["community"],
        state=MergeState(row["state"]),
        stage=Stage(row["stage"]) if row["stage"] else None,
        tags=tuple(row["tags"]),
        roles=tuple(map(Role, row["roles"])),
    )
