"""What statements about parts of an idea stand on: that the idea is the community's."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.tables.ideas import ideas


def mine(community: str, idea: str) -> ColumnElement[bool]:
    """The condition that an idea is the community's."""
    return (ideas.c.id == idea) & (ideas.c.community == community)


def here(table: Table, community: str, idea: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this idea of this community; on another's idea nothing does."""
    held = select(ideas.c.id).where(mine(community, idea))
    condition: ColumnElement[bool] = table.c.idea == held.scalar_subquery()
    return condition


def among(table: Table, community: str) -> ColumnElement[bool]:
    """The condition that a row hangs on any idea of this community."""
    condition: ColumnElement[bool] = table.c.idea.in_(
        select(ideas.c.id).where(ideas.c.community == community)
    )
    return condition


def new(
    connection: AsyncConnection, table: Table, values: Mapping[str, Any], community: str, idea: str
) -> Insert:
    """Insert one row if the idea is the community's and no row like it is there."""
    held = (literal(value, table.c[name].type).label(name) for name, value in values.items())
    once = insert_once(connection.dialect.name, table)
    return once.from_select(list(values), select(*held).where(mine(community, idea)))
