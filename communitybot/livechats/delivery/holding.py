"""Holding the chats of a batch in one order, so that two who draw batches do not wait for each other."""

from collections.abc import Sequence

from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Entry


async def hold(entries: Sequence[Entry], work: ChatsWork) -> None:
    """Hold each chat that entries are about, before any of them is drawn."""
    named = {(entry.community, str(entry.args["chat"])) for entry in entries}
    if len(named) > 1:
        for community, chat in sorted(named):
            await work.chats.get(community, chat, hold=True)
