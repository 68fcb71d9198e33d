"""What was promised to the second of two accounts' people reaches the one they became, once."""

import json
import time
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from communitybot.people.model import Person
from communitybot.storage.tables.outbox import outbox
from communitybot.storage.types import dump_json

# A new epoch takes a row back from a relay that holds it but has not drawn it.
_CHANGE = text(
    "UPDATE outbox SET key = :key, subject = :subject, args = :args, destination = :destination,"
    " state = 'planned', epoch = epoch + 1, claimed_by = NULL,"
    " claimed_until = CASE WHEN crashes > 0 THEN 0 END"
    " WHERE id = :id AND state IN ('planned', 'claimed')"
)
_END = text(
    "UPDATE outbox SET state = 'cancelled', reason = 'two accounts became one person', finished_at = :now,"
    " claimed_by = NULL, claimed_until = NULL"
    " WHERE id = :id AND state IN ('planned', 'claimed') AND begun_at IS NULL"
)
_NAME = text(
    "UPDATE outbox SET args = replace(args, :gone, :kept)"
    " WHERE community = :community AND args LIKE '%' || :gone || '%'"
)


async def hand_over(connection: AsyncConnection, kept: Person, gone: Person) -> None:
    """Rename the second person in all that was promised; of two equal promises one is kept."""
    waiting = outbox.c.state.in_(("planned", "claimed")) & outbox.c.begun_at.is_(None)
    asked = select(outbox).where(outbox.c.community == kept.community, waiting)
    asked = asked.where(outbox.c.args.like(f"%{gone.id}%") | outbox.c.args.like(f"%{kept.id}%"))
    rows = (await connection.execute(asked.order_by(outbox.c.id))).all()
    for row in rows:
        if await _is_twice(connection, row, kept, gone):
            await connection.execute(_END, {"id": row.id, "now": time.time_ns() // 1_000})
        else:
            await connection.execute(_CHANGE, _changed(row, kept, gone))
    await connection.execute(_NAME, {"community": kept.community, "gone": gone.id, "kept": kept.id})


async def _is_twice(connection: AsyncConnection, row: Row[Any], kept: Person, gone: Person) -> bool:
    """Whether the same is promised, or was sent, to the other of the two."""
    if gone.id in row.key:
        other = row.key.replace(gone.id, kept.id)
        return await connection.scalar(select(outbox.c.id).where(outbox.c.key == other)) is not None
    if kept.id in row.key:
        other = row.key.replace(kept.id, gone.id)
        left = outbox.c.state.in_(("sending", "in_doubt", "sent"))
        return await connection.scalar(select(outbox.c.id).where(outbox.c.key == other, left)) is not None
    return False


def _changed(row: Row[Any], kept: Person, gone: Person) -> dict[str, Any]:
    args = json.loads(dump_json(json.loads(row.args)).replace(gone.id, kept.id))
    theirs = {str(account) for account in (*kept.accounts, *gone.accounts)}
    return {
        "id": row.id,
        "key": row.key.replace(gone.id, kept.id),
        "subject": row.subject.replace(gone.id, kept.id),
        "args": dump_json(args),
        "destination": str(kept.direct) if row.destination in theirs else row.destination,
    }
