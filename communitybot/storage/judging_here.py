"""What statements about judgements stand on: that the resource is the community's, and its counts."""

from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.resources.model.judgement import Repeat
from communitybot.storage.tables.resource_judging import resource_reports, resource_saves, resource_tries
from communitybot.storage.tables.resources import resource_terms, resources

_R = resources.c
_OTHERS = and_(resource_tries.c.resource == _R.id, resource_tries.c.person != _R.person)
_AGAIN = [each.value for each in Repeat if each.again]
_OPEN = and_(resource_reports.c.resource == _R.id, resource_reports.c.open.is_(True))

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

FOUND_BY = ("tries", "again")
"""What the search ranks by stands beside the words as well."""


def mine(community: str, resource: str) -> ColumnElement[bool]:
    """The condition that a resource is the community's."""
    return and_(_R.id == resource, _R.community == community)


def here(table: Table, community: str, resource: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this resource of this community; on another's nothing does."""
    held = select(_R.id).where(mine(community, resource))
    condition: ColumnElement[bool] = table.c.resource == held.scalar_subquery()
    return condition


async def hold(connection: AsyncConnection, community: str, resource: str) -> bool:
    """Hold a resource: who counts its rows from now on sees those of every unit that held it before."""
    asked = select(_R.id).where(mine(community, resource)).with_for_update()
    return await connection.scalar(asked) is not None


async def recount(connection: AsyncConnection, resource: str) -> None:
    """Write what is counted of a resource, also where it is found by that; it is held."""
    await connection.execute(update(resources).where(_R.id == resource).values(**COUNTS))
    numbers = {name: select(_R[name]).where(_R.id == resource).scalar_subquery() for name in FOUND_BY}
    stale = or_(*(resource_terms.c[name] != number for name, number in numbers.items()))
    there = update(resource_terms).where(resource_terms.c.resource == resource, stale)
    await connection.execute(there.values(numbers))
