"""Hands what is due in the outbox to its handler, as the relay does."""

import json

from sqlalchemy import select, update

from communitybot.outbox.entry import Entry
from communitybot.storage.tables.outbox import outbox
from communitybot.storage.types import EPOCH


async def due(twins, kind, handler):
    """Handle the entries of a kind that are due by now, once each; gives the outcomes."""
    until = round((twins.school.clock.now() - EPOCH).total_seconds() * 1_000_000)

    async def unit(work):
        asked = select(outbox).where(
            outbox.c.kind == kind, outbox.c.due <= until, outbox.c.state == "planned"
        )
        rows = (await work.connection.execute(asked.order_by(outbox.c.id))).mappings().all()
        names = ("id", "key", "community", "kind", "due", "destination", "subject")
        entries = [
            Entry(
                **{name: row[name] for name in names},
                args=json.loads(row["args"]),
                revision=0,
                attempts=0,
                epoch=0,
            )
            for row in rows
        ]
        outcomes = await handler(entries, work) if entries else []
        done = update(outbox).where(outbox.c.id.in_([entry.id for entry in entries]))
        await work.connection.execute(done.values(state="done"))
        return list(outcomes)

    return await twins.school.units.run(unit)
