"""The table of promises on PostgreSQL: one held psycopg connection, its statements prepared."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import psycopg

from communitybot.outbox.entry import Held, Sent
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.outbox_statements import Statements, by_due
from communitybot.storage.outbox_table import OutboxTable, Values

T = TypeVar("T")

_RECORD = (
    "UPDATE outbox AS o SET state = 'sent', ref = sent.ref, finished_at = %s, claimed_by = NULL,"
    " claimed_until = NULL FROM unnest(%s::text[], %s::bigint[], %s::int[])"
    " AS sent(ref, id, epoch) WHERE o.id = sent.id AND o.epoch = sent.epoch"
)


class PostgresTable(OutboxTable):
    """The table several processes share: what one has locked, the others skip."""

    said = Statements(postgresql=True)

    def __init__(self, url: str, me: str) -> None:
        super().__init__(me)
        self._connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=10,
            application_name="communitybot relay",
            options="-c jit=off",
            prepare_threshold=0,
        )

    def write(self, unit: Callable[[], T]) -> T:
        with self._connection.transaction():
            return unit()

    def fetch(self, statement: str, values: Values) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()

    def many(self, statement: str, values: Iterable[Values]) -> None:
        rows = list(values)
        if rows:
            self._connection.cursor().executemany(statement, rows)

    def record(self, sent: Sequence[Sent], real: int) -> None:
        refs, ids, epochs = zip(*sent, strict=True)
        self._connection.execute(_RECORD, (real, texts(refs), numbers(ids), numbers(epochs)))

    def take_shares(self, communities: Sequence[str], values: Values) -> list[Held]:
        return by_due(self.fetch(self.said.take_shares, values | {"communities": list(communities)}))

    def close(self) -> None:
        self._connection.close()
