"""The resources themselves, in tables: each is read and written whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.resource import DRAFTS_LIVE, Resource, Source, State
from communitybot.storage import resources_index
from communitybot.storage import resources_rows as rows
from communitybot.storage.many import insert_all
from communitybot.storage.tables.resources import resources
from communitybot.storage.types import EPOCH

NEVER_SAVED = {"id", "community", "revision", "added", *rows.COUNTED}
AT_ONCE = 1_000  # resources that are written in one go
MOST_IN_LIST = 5_000  # bound values in one statement; SQLite takes 32,766

_R = resources.c
_KNOWN = [state.value for state in State if state is not State.DRAFT]
_UNCOUNTED: dict[str, Any] = dict.fromkeys(rows.COUNTED, 0)


def mine(community: str, resource: str) -> ColumnElement[bool]:
    """The condition that a resource is the community's."""
    return (_R.id == resource) & (_R.community == community)


async def held(connection: AsyncConnection, community: str, resource: str) -> Resource | None:
    """The resource, held: who counts its rows from now on sees those of every unit that held it before."""
    asked = select(resources).where(mine(community, resource)).with_for_update()
    row = (await connection.execute(asked)).mappings().first()
    return rows.resource_of(row) if row else None


async def recount(
    connection: AsyncConnection, before: Resource, counts: Mapping[str, Any], *, words: bool = False
) -> Resource:
    """Write numbers of a resource that is held, counted by subqueries, and let it be found by them.

    `words` says that what it is found by has changed beside its row: its notes have.
    """
    changed = update(resources).where(_R.id == before.id).values(counts).returning(*resources.c)
    row = (await connection.execute(changed)).mappings().one()
    now = rows.resource_of(row)
    if words or now != before:
        await resources_index.put(connection, before, now)
    return now


class ResourceRows:
    """The resources of every community."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, resource: Resource) -> bool:
        return bool(await self.add_all([resource]))

    async def add_all(self, new: Sequence[Resource]) -> frozenset[str]:
        kept: set[str] = set()
        stay: list[Resource] = []
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            values = [rows.resource_values(resource) | _UNCOUNTED for resource in some]
            here = set(await insert_all(self._connection, resources, values, once=_R.id)) - kept
            kept |= here
            both = zip(some, values, strict=True)
            stay += [rows.as_kept(one, row) for one, row in both if one.id in here]
        if stay:
            await resources_index.put_all(self._connection, stay[0].community, stay)
        return frozenset(kept)

    async def save(self, resource: Resource) -> bool:
        before = await held(self._connection, resource.community, resource.id)
        if before is None:
            return True
        values = rows.resource_values(resource)
        kept = {name: value for name, value in values.items() if name not in NEVER_SAVED}
        higher = case((_R.revision > resource.revision, _R.revision), else_=resource.revision)
        if values["address"] != before.address:
            kept["due"] = EPOCH  # another link is asked anew
        changed = update(resources).where(_R.id == resource.id).values(**kept, revision=higher)
        if not await self._free(before, values["known"]):
            return False
        try:
            async with self._connection.begin_nested():
                row = (await self._connection.execute(changed.returning(*resources.c))).mappings().one()
        except IntegrityError:  # it was shared meanwhile, by a unit that has not ended when this one looked
            return False
        await resources_index.put(self._connection, before, rows.resource_of(row))
        return True

    async def _free(self, before: Resource, known: str | None) -> bool:
        """Whether an address is there for a resource: nobody else's is the same."""
        if known is None or known == rows.known_of(before):
            return True
        asked = select(_R.id).where(_R.community == before.community, _R.known == known, _R.id != before.id)
        return await self._connection.scalar(asked) is None

    async def delete(self, community: str, resource: str) -> None:
        before = await held(self._connection, community, resource)
        if before is not None and before.state is State.DRAFT:  # it may have been shared a moment ago
            await self._connection.execute(delete(resources).where(_R.id == resource))

    async def get(self, community: str, resource: str, *, hold: bool = False) -> Resource | None:
        if hold:
            return await held(self._connection, community, resource)
        return await self._first(select(resources).where(mine(community, resource)))

    async def many(self, community: str, ids: Sequence[str], *, hold: bool = False) -> Sequence[Resource]:
        found: dict[str, Resource] = {}
        order = sorted(ids) if hold else ids  # units that hold the same wait in one order
        for start in range(0, len(order), MOST_IN_LIST):
            these = _R.id.in_(order[start : start + MOST_IN_LIST])
            here = _R.community.concat("") == community  # no index of it: PostgreSQL would read all of it
            asked = select(resources).where(these, here)
            for each in await self._all(asked.order_by(_R.id).with_for_update() if hold else asked):
                found[each.id] = each
        return [found[one] for one in dict.fromkeys(ids) if one in found]

    async def withdraw(self, some: Sequence[Resource]) -> Sequence[Resource]:
        taken: set[str] = set()
        for start in range(0, len(some), MOST_IN_LIST):
            part = some[start : start + MOST_IN_LIST]
            these = _R.id.in_([one.id for one in part]) & (_R.community == part[0].community)
            gone = {"state": State.WITHDRAWN.value, "known": None, "revision": _R.revision + 1}
            changed = update(resources).where(these).values(gone).returning(_R.id)
            taken |= set((await self._connection.scalars(changed)).all())
        theirs = [one for one in some if one.id in taken]
        await resources_index.take_all_away(self._connection, theirs)
        return [replace(one, state=State.WITHDRAWN, revision=one.revision + 1) for one in theirs]

    async def at(self, community: str, canonical: str) -> Resource | None:
        if not canonical:
            return None
        there = _R.known == rows.known(canonical)
        return await self._first(select(resources).where(_R.community == community, there))

    async def known(self, community: str, canonicals: Sequence[str]) -> frozenset[str]:
        short = {rows.known(canonical): canonical for canonical in canonicals if canonical}
        found: set[str] = set()
        keys = list(short)
        for start in range(0, len(keys), MOST_IN_LIST):
            these = _R.known.in_(keys[start : start + MOST_IN_LIST])
            asked = select(_R.known).where(_R.community == community, these)
            found |= {short[key] for key in (await self._connection.scalars(asked)).all() if key}
        return frozenset(found)

    async def drafts(self, community: str, person: str, *, limit: int) -> Sequence[Resource]:
        theirs = (_R.community == community, _R.person == person, _R.state == State.DRAFT.value)
        asked = select(resources).where(*theirs).order_by(_R.added.desc(), _R.id.desc())
        return await self._all(asked.limit(limit))

    async def mine(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[Resource]:
        theirs = (_R.community == community, _R.person == person, _R.state != State.DRAFT.value)
        asked = (
            select(resources).where(*theirs).order_by(func.coalesce(_R.shared, _R.added).desc(), _R.id.desc())
        )
        return await self._all(asked.limit(limit).offset(offset))

    async def shared_since(self, community: str, person: str, after: datetime) -> int:
        theirs = (_R.community == community, _R.person == person, _R.state.in_(_KNOWN))
        one_by_one = _R.source != Source.IMPORT.value
        lately = (_R.added > after - DRAFTS_LIVE, _R.shared > after)  # the first is what the index has
        asked = select(func.count()).select_from(resources).where(*theirs, *lately, one_by_one)
        return int(await self._connection.scalar(asked) or 0)

    async def _first(self, asked: Select[Any]) -> Resource | None:
        row = (await self._connection.execute(asked)).mappings().first()
        return rows.resource_of(row) if row else None

    async def _all(self, asked: Select[Any]) -> Sequence[Resource]:
        return [rows.resource_of(row) for row in (await self._connection.execute(asked)).mappings()]
