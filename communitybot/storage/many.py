"""Many rows written in one statement: bound one by one, values take longer than all else on PostgreSQL."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Dialect, Table, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.storage.once import insert_once
from communitybot.storage.types import dump_json

Rows = Sequence[Mapping[str, Any]]
"""Rows that name the same columns."""


async def insert_all(
    connection: AsyncConnection, table: Table, rows: Rows, *, once: Column[Any] | None = None
) -> Sequence[Any]:
    """Insert rows; with `once`, only those like which none is there, and that column of each is returned."""
    if not rows:
        return []
    if connection.dialect.name == "postgresql":
        names = tuple(rows[0])
        told = {"rows": dump_json(_as_kept(connection.dialect, table, rows))}
        found = await connection.execute(_from_json(table, names, None if once is None else once.name), told)
    elif once is not None:
        found = await connection.execute(insert_once("sqlite", table).returning(once), rows)
    else:
        await connection.execute(insert(table), rows)
    return [] if once is None else found.scalars().all()


def _as_kept(dialect: Dialect, table: Table, rows: Rows) -> list[dict[str, Any]]:
    """Rows with their values as the database keeps them."""
    of = {name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in rows[0]}
    return [
        {name: value if (made := of[name]) is None else made(value) for name, value in row.items()}
        for row in rows
    ]


@cache
def _from_json(table: Table, names: tuple[str, ...], once: str | None) -> Any:
    listed = ", ".join(f'"{name}"' for name in names)
    unless = "" if once is None else f" ON CONFLICT DO NOTHING RETURNING {once}"
    return text(
        f"INSERT INTO {table.name} ({listed}) SELECT {listed}"
        f" FROM json_populate_recordset(NULL::{table.name}, CAST(:rows AS json)){unless}".replace(
            "::", "\\:\\:"
        )
    )
