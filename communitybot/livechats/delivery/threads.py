"""Where threads stand: known as soon as their openings do, and roused again where they have stopped."""

from dataclasses import replace

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Thread
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import FINAL


async def opening_of(work: ChatsWork, thread: Thread) -> PlaceAddress | None:
    """Where a thread is, once its opening is known to stand: a thread has the id of its opening."""
    ref = await work.outbox.ref(thread.community, thread.opening)
    if ref is None:
        return None
    return PlaceAddress(ref.place.platform, ref.place.space, ref.place.place, ref.message)


async def is_known_open(work: ChatsWork, thread: Thread) -> bool:
    """Whether a thread is open; where it is, is kept as soon as it is known."""
    if thread.place is None:
        place = await opening_of(work, thread)
        if place is None:
            return False
        await work.chats.save_thread(replace(thread, place=place))
    return True


async def is_lost(work: ChatsWork, thread: Thread) -> bool:
    """Whether nothing can be posted in a thread any more: its room or the thread itself is gone."""
    losing = await work.communities.losing([thread.community])
    house = losing.get(thread.community)
    return house is not None and thread.place is not None and house.is_lost(thread.place)


async def revive(work: ChatsWork, chat: Chat) -> None:
    """Let threads be roused again that nobody looks after any more; the chat is held.

    So it is where the next message, or the look whether the thread is open, was put into quarantine or
    failed too often, and where a room was lost that is there again.
    """
    threads = await work.chats.threads(chat.community, chat.id)
    for thread in threads:
        if thread.place is None and not thread.closed:
            await is_known_open(work, thread)
        elif thread.closed and chat.stage is Stage.LIVE and not await is_lost(work, thread):
            await work.chats.save_thread(replace(thread, closed=thread.place is None))
    waiting = [one for one in threads if one.pending]
    states = await work.outbox.states(chat.community, [one.key(one.batch) for one in waiting])
    for thread in waiting:
        state = states.get(thread.key(thread.batch))
        if state is None or state in FINAL:
            await work.chats.save_thread(replace(thread, pending=False))
