"""A row for every table there is, made from its columns alone, so that no table can be left out."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Integer, LargeBinary, func, insert, select
from sqlalchemy.types import BigInteger

from communitybot.storage.tables import everything
from communitybot.storage.types import Flag, Json, Moment, Span, WallTime

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
WALL = datetime(2026, 12, 1, 19)  # noqa: DTZ001 - a wall-clock time
BY_TYPE = (
    (LargeBinary, b"kept"),
    (Moment, AT),
    (WallTime, WALL),
    (Json, []),
    (Span, timedelta(hours=1)),
    (Flag, False),
)

NAMED = {"rooms": "[]", "who_hosts": "everyone", "zone": "UTC"}
OF_RESOURCES = {"state": "shared", "source": "typed"} | dict.fromkeys(("kind", "licence", "written", "room"))
OF_IDEAS = {"stage": "seed", "category": "policy", "joining": "member", "role": "classroom teacher"}


def value(column, community):
    """What stands in a column of the rows of one community; keys refer to each other as they must."""
    if column.name == "community":
        return community
    if column.table.name == "communities" and column.name == "id":
        return community
    for key in column.foreign_keys:
        return value(key.column, community)
    for kind, held in BY_TYPE:
        if isinstance(column.type, kind):
            return held
    if isinstance(column.type, Integer | BigInteger):
        return 1
    if column.name == "state" and column.table.name == "outbox":
        return "planned"
    for tables, named in ((("ideas", "idea_members"), OF_IDEAS), (("resources",), OF_RESOURCES)):
        if column.table.name in tables and column.name in named:
            return named[column.name]
    if column.name in NAMED:
        return NAMED[column.name]
    if column.name == "address" and column.table.name == "spaces":
        return f"fake:{community}"
    if column.name in {"args", "payload", "details"}:
        return "{}"
    return f"{column.table.name}-{column.name}-{community}"


def row(table, community):
    """One row; a number that counts by itself is left to the database."""
    return {
        column.name: value(column, community)
        for column in table.c
        if column is not table.autoincrement_column
        and not (table.name == "outbox" and column.name in {"joined", "claimed_until"})
    }


async def fill(connection, *communities):
    for table in everything().sorted_tables:
        for community in communities:
            await connection.execute(insert(table), row(table, community))


async def counts(connection):
    return {
        table.name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
        for table in everything().sorted_tables
    }


async def naming(connection, name):
    """Every table and column in which a name still stands, as a whole or within other words."""
    found = set()
    for table in everything().sorted_tables:
        for held in (await connection.execute(select(table))).mappings():
            found |= {(table.name, column) for column, text in held.items() if name in str(text)}
    return found
