"""Held rows inside the transaction that draws them: still ours, then frozen."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.outbox.entry import FINAL, State
from communitybot.outbox.held import Held, Matter
from communitybot.storage.arrays import numbers, texts

_MATTER = f"SELECT id, epoch, {', '.join(Matter._fields)} FROM outbox"
_STILL_SQLITE = _MATTER + " WHERE id IN ({ids}) AND state = 'claimed'"
_STILL_POSTGRESQL = f"{_MATTER} WHERE id = ANY(%s::bigint[]) AND state = 'claimed' ORDER BY id FOR UPDATE"
# begun_at: an attempt may begin as soon as this is committed
_SET = (
    "UPDATE outbox SET state = 'sending', payload = {0}, edit = {0}, merge = {0}, started_at = {0},"
    " begun_at = {0} WHERE id = {0} AND epoch = {0}"
)
# PostgreSQL plans a join anew each time it sees how short the arrays are: one row is better off alone
_SET_MANY = (
    "UPDATE outbox AS o SET state = 'sending', payload = drawn.payload, edit = drawn.edit,"
    " merge = drawn.merge, started_at = %s, begun_at = %s"
    " FROM unnest(%s::text[], %s::text[], %s::int[], %s::bigint[], %s::int[])"
    " AS drawn(payload, edit, merge, id, epoch) WHERE o.id = drawn.id AND o.epoch = drawn.epoch"
)
_JOIN = (
    "UPDATE outbox SET state = 'sending', joined = {0}, claimed_by = NULL, claimed_until = NULL"
    " WHERE id = {0} AND epoch = {0}"
)
_END = (
    "UPDATE outbox SET state = {0}, reason = {0}, due = coalesce({0}, due), finished_at = {0},"
    " attempts = CASE WHEN {0} = 1 THEN 0 ELSE attempts END,"  # to be put off is no failure
    " claimed_by = NULL, claimed_until = {0} WHERE id = {0} AND epoch = {0}"
)


class StoredDrawing:
    """The rows one worker draws, on the connection of the unit that draws them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._sqlite = connection.dialect.name == "sqlite"

    async def still_held(self, held: Sequence[Held]) -> Mapping[int, Matter]:
        """Lock the rows; returns what those are about that nobody took or ended since they were claimed."""
        if not held:
            return {}
        driver = await self._driver()
        if self._sqlite:
            found = await driver.execute_fetchall(
                _STILL_SQLITE.format(ids=",".join(str(row.id) for row in held))
            )
        else:
            asked = await driver.execute(_STILL_POSTGRESQL, (numbers(row.id for row in held),))
            found = await asked.fetchall()
        ours = {row.id: row.epoch for row in held}
        return {row: Matter(*about) for row, epoch, *about in found if ours[row] == epoch}

    async def keep(self, drawn: Sequence[Any], *, started_at: int) -> None:
        """Write what drawing made of them; what is `sending` may leave once this is committed."""
        frozen = [
            (each.payload, each.edit, each.merge, started_at, started_at, each.held.id, each.held.epoch)
            for each in drawn
            if each.state is State.SENDING and each.carrier is None
        ]
        joined = [
            (each.carrier, each.held.id, each.held.epoch)
            for each in drawn
            if each.state is State.SENDING and each.carrier is not None
        ]
        ended = [
            (
                str(each.state),
                each.reason,
                each.due,
                started_at if each.state in FINAL else None,
                int(each.state is State.PLANNED),
                0 if each.state is State.PLANNED and each.held.crashes else None,
                each.held.id,
                each.held.epoch,
            )
            for each in drawn
            if each.state is not State.SENDING
        ]
        for statement, rows in ((_SET, frozen), (_JOIN, joined), (_END, ended)):
            await self._many(statement, rows)

    async def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if not rows:
            return
        driver = await self._driver()
        if self._sqlite:
            await driver.executemany(statement.format("?"), rows)
        elif len(rows) == 1:
            await driver.execute(statement.format("%s"), rows[0])
        elif statement is _SET:
            payloads, edits, merges, (at, *_), _, ids, epochs = zip(*rows, strict=True)
            columns = (texts(payloads), texts(edits), numbers(merges), numbers(ids), numbers(epochs))
            await driver.execute(_SET_MANY, (at, at, *columns))
        else:
            await driver.cursor().executemany(statement.format("%s"), rows)

    async def _driver(self) -> Any:
        return (await self._connection.get_raw_connection()).driver_connection
