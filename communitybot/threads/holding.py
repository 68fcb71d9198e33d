"""Holding the talks of a batch in one order, so that two who draw batches do not wait for each other."""

from collections.abc import Sequence

from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import Entry
from communitybot.threads.log import Thread
from communitybot.threads.talks import T, Talks, W


async def hold(talks: Talks[T, W], entries: Sequence[Entry], work: W) -> None:
    """Hold each talk that entries are about, before any of them is drawn."""
    named = {(entry.community, str(entry.args[talks.name])) for entry in entries}
    if len(named) > 1:
        for community, talk in sorted(named):
            await talks.get(work, community, talk, hold=True)


async def held(talks: Talks[T, W], entry: Entry, work: W) -> T | None:
    """The talk of an entry, held; None when it is gone."""
    return await talks.get(work, entry.community, entry.args[talks.name], hold=True)


async def of_entry(talks: Talks[T, W], entry: Entry, work: W) -> tuple[T, Thread] | None:
    """The talk and the thread of an entry, held; None when they are gone."""
    talk = await held(talks, entry, work)
    if talk is None:
        return None
    room = PlaceAddress.parse(entry.args["room"])
    threads = await talks.log(work).threads(talk.community, talk.id)
    thread = next((one for one in threads if one.room == room), None)
    return None if thread is None else (talk, thread)
