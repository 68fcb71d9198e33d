"""Who tried a resource and who saved it, in tables."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.conversation.visible import visible
from communitybot.resources.model.grades import IN_ORDER, Grade
from communitybot.resources.model.judgement import Repeat, Try
from communitybot.storage.judging_here import here, hold, recount
from communitybot.storage.once import insert_once
from communitybot.storage.tables.resource_judging import resource_saves, resource_tries
from communitybot.storage.tables.resources import resources

_T, _S, _R = resource_tries.c, resource_saves.c, resources.c


class TriedRows:
    """Who tried every resource, and who saved it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def tell_try(self, community: str, resource: str, tried: Try) -> None:
        held = await hold(self._connection, community, resource)
        if held is None:
            return
        await self._forget(resource, tried.person)
        values = {
            "resource": resource,
            "person": tried.person,
            "name": visible(tried.name),
            "grade": tried.grade.value if tried.grade else None,
            "words": visible(tried.words),
            "repeat": tried.repeat.value,
            "at": tried.at,
        }
        await self._connection.execute(resource_tries.insert().values(values))
        await recount(self._connection, held)

    async def untry(self, community: str, resource: str, person: str) -> bool:
        held = await hold(self._connection, community, resource)
        if held is None:
            return False
        gone = await self._forget(resource, person)
        await recount(self._connection, held)
        return gone

    async def _forget(self, resource: str, person: str) -> bool:
        theirs = and_(_T.resource == resource, _T.person == person)
        return bool((await self._connection.execute(delete(resource_tries).where(theirs))).rowcount)

    async def tried(self, community: str, resource: str, person: str) -> Try | None:
        asked = select(resource_tries).where(here(resource_tries, community, resource), _T.person == person)
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        return None if row is None else _try(row)

    async def tries(self, community: str, resource: str, *, limit: int, offset: int = 0) -> Sequence[Try]:
        asked = select(resource_tries).where(here(resource_tries, community, resource))
        asked = asked.order_by(_T.at.desc(), _T.person).limit(limit).offset(offset)
        return [_try(row) for row in (await self._connection.execute(asked)).mappings()]

    async def tried_grades(self, community: str, resource: str) -> Sequence[Grade]:
        others = and_(_R.id == _T.resource, _R.community == community, _R.person != _T.person)
        asked = select(_T.grade).distinct().join(resources, others)
        found = await self._connection.scalars(asked.where(_T.resource == resource, _T.grade.is_not(None)))
        told = {Grade(each) for each in found if each is not None}
        return [grade for grade in IN_ORDER if grade in told]

    async def told_to(
        self, community: str, sharer: str, after: datetime, until: datetime, *, limit: int
    ) -> Sequence[tuple[str, Try]]:
        theirs = and_(_R.id == _T.resource, _R.community == community, _R.person == sharer)
        asked = select(resource_tries).join(resources, theirs)
        asked = asked.where(_T.person != sharer, _T.at > after, _T.at <= until)
        asked = asked.order_by(_T.at, _T.resource, _T.person).limit(limit)
        found = (await self._connection.execute(asked)).mappings()
        return [(row["resource"], _try(row)) for row in found]

    async def put_saved(self, community: str, resource: str, person: str, *, on: bool, at: datetime) -> int:
        held = await hold(self._connection, community, resource)
        if held is None:
            return 0
        if on:
            new = insert_once(self._connection.dialect.name, resource_saves)
            await self._connection.execute(new, {"resource": resource, "person": person, "at": at})
        else:
            theirs = and_(_S.resource == resource, _S.person == person)
            await self._connection.execute(delete(resource_saves).where(theirs))
        return (await recount(self._connection, held)).saves

    async def is_saved(self, community: str, resource: str, person: str) -> bool:
        asked = select(func.count()).where(here(resource_saves, community, resource), _S.person == person)
        return bool(await self._connection.scalar(asked))

    async def saved(self, community: str, person: str, *, limit: int, offset: int = 0) -> Sequence[str]:
        ours = and_(_R.id == _S.resource, _R.community == community)
        asked = select(_S.resource).join(resources, ours).where(_S.person == person)
        asked = asked.order_by(_S.at.desc(), _S.resource).limit(limit).offset(offset)
        return (await self._connection.scalars(asked)).all()


def _try(row: RowMapping) -> Try:
    return Try(
        person=row["person"],
        name=row["name"],
        grade=Grade(row["grade"]) if row["grade"] else None,
        words=row["words"],
        repeat=Repeat(row["repeat"]),
        at=row["at"],
    )
