"""The table of promises on PostgreSQL: held psycopg connections, their statements prepared."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, TypeVar

import psycopg

from communitybot.outbox.held import Answers, Held, Room, Sent, Turn
from communitybot.storage.arrays import numbers, texts
from communitybot.storage.outbox_statements import Statements, by_due
from communitybot.storage.outbox_table import OutboxTable, Values

T = TypeVar("T")

ASIDE = 100  # answers that are worth a transaction of their own beside the claim's
LOCKED = 2_000  # milliseconds the recording beside waits for a row another transaction has locked
_RECORD = (
    "UPDATE outbox AS o SET state = 'sent', ref = sent.ref, finished_at = %s, claimed_by = NULL,"
    " claimed_until = NULL, payload = NULL FROM unnest(%s::text[], %s::bigint[], %s::int[])"
    " AS sent(ref, id, epoch) WHERE o.id = sent.id AND o.epoch = sent.epoch"
)


class PostgresTable(OutboxTable):
    """The table several processes share: what one has locked, the others skip."""

    said = Statements(postgresql=True)

    def __init__(self, url: str, me: str) -> None:
        super().__init__(me)
        self._url = url
        self._connection = _connected(url)
        self._beside: psycopg.Connection[Any] | None = None
        self._other_hand = ThreadPoolExecutor(1, thread_name_prefix="outbox-beside")

    def turn(self, answers: Answers, now: int, real: int, room: Room) -> Turn:
        """Claim; many answers are recorded at the same time: two of the server's cores share the work.

        The claim is committed once they are. If either fails nothing is claimed, and what was recorded may
        be given again.
        """
        if len(answers.sent) < ASIDE:
            return super().turn(answers, now, real, room)
        rest = replace(answers, sent=[])
        recording = self._other_hand.submit(self._record_beside, answers.sent, real)

        def claim() -> Turn:
            turn = self._turn(rest, now, real, room)
            recording.result()
            return turn

        try:
            return self.write(claim)
        finally:
            recording.exception()  # whatever became of the claim, nothing is left under way

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
        _record(self._connection, sent, real)

    def _record_beside(self, sent: Sequence[Sent], real: int) -> None:
        if self._beside is None:
            self._beside = _connected(self._url, f"-c lock_timeout={LOCKED}")
        _record(self._beside, sent, real)

    def take_shares(self, communities: Sequence[str], values: Values) -> list[Held]:
        return by_due(self.fetch(self.said.take_shares, values | {"communities": list(communities)}))

    def close(self) -> None:
        self._other_hand.shutdown()
        if self._beside is not None:
            self._beside.close()
        self._connection.close()


def _record(connection: psycopg.Connection[Any], sent: Sequence[Sent], real: int) -> None:
    refs, ids, epochs = zip(*sent, strict=True)
    connection.execute(_RECORD, (real, texts(refs), numbers(ids), numbers(epochs)))


def _connected(url: str, options: str = "") -> psycopg.Connection[Any]:
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=10,
        application_name="communitybot relay",
        options=f"-c jit=off {options}",
        prepare_threshold=0,
    )
