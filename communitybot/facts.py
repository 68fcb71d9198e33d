"""Facts that several features build on: one entry in the outbox, heard by each of them."""

from collections.abc import Sequence
from typing import Any

from communitybot.outbox.entry import Done, Entry, Handler, Outcome


def heard_by(*handlers: Handler) -> Handler:
    """One handler that lets each of these hear the same entries in the same unit; facts say nothing."""

    async def hear(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:
        for handler in handlers:
            await handler(entries, work)
        return [Done() for _ in entries]

    return hear
