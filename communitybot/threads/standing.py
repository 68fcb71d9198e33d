"""Where threads stand: known as soon as their openings do, and roused again where they have stopped."""

from dataclasses import replace

from communitybot.conversation.addresses import PlaceAddress
from communitybot.outbox.entry import FINAL
from communitybot.threads import promises
from communitybot.threads.log import Thread
from communitybot.threads.repository import ThreadsWork
from communitybot.threads.talks import T, Talk, Talks, W


async def opening_of(work: ThreadsWork, talk: Talk, thread: Thread) -> PlaceAddress | None:
    """Where a thread is, once its opening is known to stand: a thread has the id of its opening."""
    ref = await work.outbox.ref(talk.community, promises.opening(talk, thread.room))
    if ref is None:
        return None
    return PlaceAddress(ref.place.platform, ref.place.space, ref.place.place, ref.message)


async def is_known_open(talks: Talks[T, W], work: W, talk: T, thread: Thread) -> bool:
    """Whether a thread is open; where it is, is kept as soon as it is known."""
    if thread.place is None:
        place = await opening_of(work, talk, thread)
        if place is None:
            return False
        await talks.log(work).save_thread(replace(thread, place=place))
    return True


async def is_lost(work: ThreadsWork, thread: Thread) -> bool:
    """Whether nothing can be posted in a thread any more: its room or the thread itself is gone."""
    losing = await work.communities.losing([thread.community])
    house = losing.get(thread.community)
    return house is not None and thread.place is not None and house.is_lost(thread.place)


async def revive(talks: Talks[T, W], work: W, talk: T) -> None:
    """Let threads be roused again that nobody looks after any more; the talk is held.

    So it is where the next message, or the look whether the thread is open, was put into quarantine or
    failed too often, and where a room was lost that is there again.
    """
    log = talks.log(work)
    threads = await log.threads(talk.community, talk.id)
    for thread in threads:
        if thread.place is None and not thread.closed:
            await is_known_open(talks, work, talk, thread)
        elif thread.closed and talks.goes_on(talk) and not await is_lost(work, thread):
            await log.save_thread(replace(thread, closed=thread.place is None))
    waiting = [one for one in threads if one.pending]
    keys = {one.room: promises.posted(talk, one.room, one.batch) for one in waiting}
    states = await work.outbox.states(talk.community, list(keys.values()))
    for thread in waiting:
        state = states.get(keys[thread.room])
        if state is None or state in FINAL:
            await log.save_thread(replace(thread, pending=False))
