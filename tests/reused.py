"""One PostgreSQL database that tests use one after another: emptied, since copying takes longer."""

import os
from itertools import count
from typing import Any

import psycopg
from databases import beside

MOST_LEFT = 64 * 1024 * 1024  # bytes on disk above which a new copy costs less than what was left behind

_serial = count(1)
_SCHEMA = """
    SELECT (SELECT count(*) FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
           sum(hashtext(concat_ws(' ', relname, relkind, attname, atttypid, attnotnull))::bigint),
           (SELECT version_num FROM alembic_version)
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
"""
_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
_TABLES = (
    "SELECT quote_ident(tablename) FROM pg_tables"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
_COUNTED = (
    "SELECT quote_ident(sequencename) FROM pg_sequences"
    " WHERE schemaname = 'public' AND last_value IS NOT NULL"
)


class Reused:
    """A copy of the template, made anew only where a test has changed what the tables are like."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._name: str | None = None
        self._schema: Any = None
        self._desk = psycopg.connect(server, autocommit=True)

    def lend(self) -> str:
        """The address of an empty database, for one test at a time."""
        if self._name is None:
            self._name = f"cb_{os.getpid()}_again_{next(_serial)}"
            self._desk.execute(f"CREATE DATABASE {self._name} TEMPLATE {self._template}")
            with self._inside() as inside:
                self._schema = inside.execute(_SCHEMA).fetchone()
        return beside(self._server, self._name)

    def take_back(self) -> None:
        """Empty it for the next test, whatever this one left behind."""
        assert self._name is not None
        self._desk.execute(_OTHERS, [self._name])
        with self._inside() as inside:
            same = self._is_as_it_was(inside)
            if same:
                tables = [row[0] for row in inside.execute(_TABLES)]
                emptied = ";".join(f"DELETE FROM {table}" for table in tables)
                inside.execute(f"SET session_replication_role = replica; {emptied}")  # in any order
                for (sequence,) in inside.execute(_COUNTED).fetchall():
                    inside.execute(f"ALTER SEQUENCE {sequence} RESTART")
        if not same:
            self._drop()

    def close(self) -> None:
        if self._name is not None:
            self._drop()
        self._desk.close()

    def _is_as_it_was(self, inside: psycopg.Connection[Any]) -> bool:
        try:
            known = inside.execute(_SCHEMA).fetchone() == self._schema
        except psycopg.Error:
            return False
        size = inside.execute("SELECT pg_database_size(current_database())").fetchone()
        return known and size is not None and size[0] < MOST_LEFT

    def _inside(self) -> psycopg.Connection[Any]:
        return psycopg.connect(beside(self._server, str(self._name)), autocommit=True)

    def _drop(self) -> None:
        self._desk.execute(f"DROP DATABASE {self._name} WITH (FORCE)")
        self._name = None
