"""What statements about judgements stand on: that the resource is the community's, and its counts."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.judgement import Repeat
from communitybot.resources.model.resource import Resource
from communitybot.storage import resources_store
from communitybot.storage.resources_rows import resource_of
from communitybot.storage.tables.resource_judging import resource_reports, resource_saves, resource_tries
from communitybot.storage.tables.resources import resources
from communitybot.storage.types import Flag

_R = resources.c
YES, NO = (literal(value, Flag) for value in (True, False))
_OTHERS = and_(resource_tries.c.resource == _R.id, resource_tries.c.person != _R.person)
_AGAIN = [each.value for each in Repeat if each.again]
_OPEN = and_(resource_reports.c.resource == _R.id, resource_reports.c.open == YES)

COUNTS: dict[str, Any] = {
    "tries": select(func.count()).select_from(resource_tries).where(_OTHERS).scalar_subquery(),
    "again": select(func.count())
    .select_from(resource_tries)
    .where(_OTHERS, resource_tries.c.repeat.in_(_AGAIN))
    .scalar_subquery(),
    "saves": select(func.count())
    .select_from(resource_saves)
    .where(resource_saves.c.resource == _R.id)
    .scalar_subquery(),
    "reports": select(func.count(resource_reports.c.person.distinct())).where(_OPEN).scalar_subquery(),
}
"""Counted from the rows whenever they are written: a number that is added to can go astray, this cannot."""


def mine(community: str, resource: str) -> ColumnElement[bool]:
    """The condition that a resource is the community's."""
    return and_(_R.id == resource, _R.community == community)


def here(table: Table, community: str, resource: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this resource of this community; on another's nothing does."""
    held = select(_R.id).where(mine(community, resource))
    condition: ColumnElement[bool] = table.c.resource == held.scalar_subquery()
    return condition


async def hold(connection: AsyncConnection, community: str, resource: str) -> Resource | None:
    """Hold a resource: who counts its rows from now on sees those of every unit that held it before."""
    asked = select(resources).where(mine(community, resource)).with_for_update()
    row = (await connection.execute(asked)).mappings().one_or_none()
    return None if row is None else resource_of(row)


async def recount(connection: AsyncConnection, held: Resource) -> Resource:
    """Write what is counted of a resource that is held, also where it is found by that."""
    return await resources_store.recount(connection, held, COUNTS)
