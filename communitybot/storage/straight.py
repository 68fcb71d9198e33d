"""Statements asked of the driver itself: of quick ones, SQLAlchemy's share of the time is the larger."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Table, TextClause
from sqlalchemy.ext.asyncio import AsyncConnection

Values = Mapping[str, Any]

_NAMED = re.compile(r":(\w+)")


async def rows_of(connection: AsyncConnection, asked: TextClause, told: Values) -> Sequence[tuple[Any, ...]]:
    """All rows of a statement, as the driver gives them, in the transaction that is open.

    The statement is one that is kept, and without a colon that names no value.
    """
    driver: Any = (await connection.get_raw_connection()).driver_connection
    found: Sequence[tuple[Any, ...]]
    if connection.dialect.name == "sqlite":
        found = await driver.execute_fetchall(asked.text, told)
    else:
        found = await (await driver.execute(_for_postgresql(asked), told)).fetchall()
    return found


@lru_cache(maxsize=500)
def _for_postgresql(asked: TextClause) -> str:
    return _NAMED.sub(r"%(\1)s", asked.text.replace("%", "%%"))


Reader = Callable[[Any], Any]


@lru_cache(maxsize=50)
def readers(table: Table, dialect: Dialect) -> tuple[tuple[str, Reader | None], ...]:
    """The name of each column of a table, and what makes its value of the driver's, where anything has to."""
    return tuple(
        (column.name, column.type.dialect_impl(dialect).result_processor(dialect, None))
        for column in table.columns
    )


def read(table: Table, dialect: Dialect, row: Sequence[Any]) -> dict[str, Any]:
    """A row of all columns of a table, in their order, as its types have it."""
    return {
        name: value if make is None else make(value)
        for (name, make), value in zip(readers(table, dialect), row, strict=True)
    }
