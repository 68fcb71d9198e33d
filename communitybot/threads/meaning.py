"""Which line of a log a message is, or stands in a message of ours."""

from collections.abc import Sequence

from communitybot.conversation.addresses import MessageRef
from communitybot.threads import promises
from communitybot.threads.log import Line
from communitybot.threads.talks import T, Talks, W


async def meant(talks: Talks[T, W], work: W, talk: T, ref: MessageRef) -> Line | None:
    """The line a message is, or the only one that stands in a message of ours; None if that is unclear."""
    found = await talks.log(work).by_ref(ref)
    if found is not None:
        return found[1] if found[1].talk == talk.id and found[1].said else None
    said = [line for line in await _in_ours(talks, work, talk, ref) if line.said]
    return said[0] if len(said) == 1 else None


async def _in_ours(talks: Talks[T, W], work: W, talk: T, ref: MessageRef) -> Sequence[Line]:
    """The lines that stand in a message the bot posted in a thread."""
    thread = await talks.log(work).thread_at(ref.place)
    if thread is None:
        return ()
    key = await work.outbox.key_of(talk.community, promises.under(talk, thread.room), ref)
    if key is None:
        return ()
    batch = int(key.rpartition(":")[2])
    return await talks.log(work).by_copy(talk.community, talk.id, thread.room, batch)
