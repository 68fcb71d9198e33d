"""An insert that leaves what is there already alone; each dialect's words are loaded when it is spoken."""

from typing import Any

from sqlalchemy import Insert, Table


def insert_once(dialect: str, table: Table, **conflict: Any) -> Insert:
    """Insert a row unless one like it is there; with `returning`, only what was inserted comes back.

    `conflict` narrows which likeness is meant (`index_elements=[...]`); without it, any unique key is.
    """
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table).on_conflict_do_nothing(**conflict)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table).on_conflict_do_nothing(**conflict)
