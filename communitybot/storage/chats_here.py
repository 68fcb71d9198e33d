"""What every statement about a live chat stands on: that the chat is the community's."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table, case, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.tables.chats import chats


def here(table: Table, community: str, chat: str) -> ColumnElement[bool]:
    """The condition that a row hangs on this chat of this community; on another's chat nothing does."""
    mine = select(chats.c.id).where(chats.c.id == chat, chats.c.community == community)
    condition: ColumnElement[bool] = table.c.chat == mine.scalar_subquery()
    return condition


def new(
    connection: AsyncConnection,
    table: Table,
    values: Mapping[str, Any],
    where: ColumnElement[bool],
    **conflict: Any,
) -> Insert:
    """Insert one row if `where` finds its chat (or its line) and no row like it is there; it returns it."""
    held = (literal(value, table.c[name].type).label(name) for name, value in values.items())
    once = insert_once(connection.dialect.name, table, **conflict)
    return once.from_select(list(values), select(*held).where(where))


def mine(community: str, chat: str) -> ColumnElement[bool]:
    """The condition that a chat is the community's."""
    return (chats.c.id == chat) & (chats.c.community == community)


def earlier(column: ColumnElement[datetime], at: datetime) -> ColumnElement[datetime]:
    """The earlier of two moments; nothing when the column has none."""
    return case((column > at, literal(at, column.type)), else_=column)


def later(column: ColumnElement[datetime], at: datetime) -> ColumnElement[datetime]:
    return case((column < at, literal(at, column.type)), else_=column)
