"""The table of promises on SQLite: the standard library's driver, its statements kept ready."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from communitybot.outbox.held import Held, Sent
from communitybot.storage.engine import WRITER_PRAGMAS
from communitybot.storage.outbox_statements import Statements
from communitybot.storage.outbox_table import OutboxTable, Values

T = TypeVar("T")

_RECORD = (
    "UPDATE outbox SET state = 'sent', ref = ?, claimed_by = NULL, claimed_until = NULL, payload = NULL,"
    " finished_at = {real}"
    " WHERE id = ? AND epoch = ?"
)


class SqliteTable(OutboxTable):
    """The table in a file only this process's relay works on."""

    said = Statements(postgresql=False)

    def __init__(self, file: Path, me: str) -> None:
        super().__init__(me)
        self._connection = sqlite3.connect(
            file, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        for pragma in WRITER_PRAGMAS:
            self._connection.execute(pragma)

    def write(self, unit: Callable[[], T]) -> T:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            result = unit()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return result

    def fetch(self, statement: str, values: Values) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def many(self, statement: str, values: Iterable[Values]) -> None:
        self._connection.executemany(statement, values)

    def record(self, sent: Sequence[Sent], real: int) -> None:
        # a number of our own, so that the rows can be bound as they are
        self._connection.executemany(_RECORD.format(real=int(real)), sent)

    def take_shares(self, communities: Sequence[str], values: Values) -> list[Held]:
        taken: list[Held] = []
        for community in communities:
            taken += self._take(self.said.take_its, values | {"community": community})
        return taken

    def close(self) -> None:
        self._connection.close()
