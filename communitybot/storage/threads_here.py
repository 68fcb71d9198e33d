"""What every statement about a talk stands on: that the talk is the community's."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.tables.talks import TalkTables


def here(tables: TalkTables, table: Table, community: str, talk: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this talk of this community; on another's talk nothing does."""
    found = select(tables.parent.c.id).where(mine(tables, community, talk))
    condition: ColumnElement[bool] = table.c[tables.name] == found.scalar_subquery()
    return condition


def mine(tables: TalkTables, community: str, talk: str) -> ColumnElement[bool]:
    """The condition that a talk is the community's."""
    return (tables.parent.c.id == talk) & (tables.parent.c.community == community)


def new(
    connection: AsyncConnection,
    table: Table,
    values: Mapping[str, Any],
    where: ColumnElement[bool],
    **conflict: Any,
) -> Insert:
    """Insert one row if `where` finds its talk (or its line) and no row like it is there; it returns it."""
    held = (literal(value, table.c[name].type).label(name) for name, value in values.items())
    once = insert_once(connection.dialect.name, table, **conflict)
    return once.from_select(list(values), select(*held).where(where))
