"""Held rows inside the transaction that draws them: still ours, then frozen."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.outbox.entry import FINAL, Held, State

_STILL = {
    "sqlite": "SELECT id, epoch, revision FROM outbox WHERE id IN ({ids}) AND state = 'claimed'",
    "postgresql": "SELECT id, epoch, revision FROM outbox WHERE id = ANY('{{{ids}}}'::bigint[])"
    " AND state = 'claimed' ORDER BY id FOR UPDATE",
}
# begun_at: an attempt may begin as soon as this is committed
_SET = (
    "UPDATE outbox SET state = 'sending', payload = {0}, edit = {0}, merge = {0}, started_at = {0},"
    " begun_at = {0} WHERE id = {0} AND epoch = {0}"
)
_JOIN = (
    "UPDATE outbox SET state = 'sending', joined = {0}, claimed_by = NULL, claimed_until = NULL"
    " WHERE id = {0} AND epoch = {0}"
)
_END = (
    "UPDATE outbox SET state = {0}, reason = {0}, due = coalesce({0}, due), finished_at = {0},"
    " claimed_by = NULL, claimed_until = {0} WHERE id = {0} AND epoch = {0}"
)
_MARK = {"sqlite": "?", "postgresql": "%s"}


class StoredDrawing:
    """The rows one worker draws, on the connection of the unit that draws them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def still_held(self, held: Sequence[Held]) -> frozenset[int]:
        """Lock the rows; returns the ids nobody has taken, ended or moved since they were claimed."""
        if not held:
            return frozenset()
        statement = _STILL[self._connection.dialect.name].format(ids=",".join(str(row.id) for row in held))
        driver = await self._driver()
        if self._connection.dialect.name == "sqlite":
            found = await driver.execute_fetchall(statement)
        else:
            found = await (await driver.execute(statement)).fetchall()
        ours = {row.id: (row.epoch, row.revision) for row in held}
        return frozenset(row for row, *rest in found if ours[row] == tuple(rest))

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
        spelled = statement.format(_MARK[self._connection.dialect.name])
        if self._connection.dialect.name == "sqlite":
            await driver.executemany(spelled, rows)
        else:
            await driver.cursor().executemany(spelled, rows)

    async def _driver(self) -> Any:
        return (await self._connection.get_raw_connection()).driver_connection
