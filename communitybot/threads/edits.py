"""Edits of one message of ours, one at a time: the last to arrive shows what is kept now."""

from communitybot.outbox.entry import Entry
from communitybot.threads.repository import ThreadsWork


async def is_awaited(work: ThreadsWork, community: str, subject: str) -> bool:
    """Whether something of a subject is still to be drawn, or is again: it shows what is kept by then.

    The talk is held by whoever asks and by whoever draws, so nothing is drawn in between.
    """
    waiting = await work.outbox.unfinished(community, subject)
    drawn = [key for key, is_drawn in waiting.items() if is_drawn]
    return await work.outbox.anew(community, drawn) > 0 or len(drawn) < len(waiting)


async def is_behind(work: ThreadsWork, entry: Entry) -> bool:
    """Whether another edit of the same message is under way, which must not arrive after this one."""
    waiting = await work.outbox.unfinished(entry.community, entry.subject)
    return any(drawn for key, drawn in waiting.items() if key != entry.key)
