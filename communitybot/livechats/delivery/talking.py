"""Saying something in a chat: lines go into the log, and every thread is roused that has to show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.edits import is_awaited
from communitybot.livechats.delivery.threads import revive
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Kind, Line, Thread
from communitybot.livechats.repository import ChatsWork


async def announce(
    work: ChatsWork, chat: Chat, now: datetime, *said: tuple[Kind, str], question: int | None = None
) -> None:
    """Let the bot say lines, a kind and its text each, in every thread of a chat, in this order."""
    number = chat.run.question if question is None else question
    lines = [
        Line(chat=chat.id, number=0, kind=kind, at=now, question=number, text=text) for kind, text in said
    ]
    await work.chats.append(chat.community, chat.id, lines)
    await revive(work, chat)
    await rouse(work, chat, now)


async def rouse(
    work: ChatsWork, chat: Chat, now: datetime, *, but: PlaceAddress | None = None
) -> Sequence[Thread]:
    """Promise the next message of every open thread that has none promised, `but` one; returns all."""
    threads = await work.chats.threads(chat.community, chat.id)
    entries = []
    for thread in threads:
        if thread.place is None or thread.pending or thread.closed or thread.place == but:
            continue
        roused = replace(thread, pending=True, batch=thread.batch + 1)
        await work.chats.save_thread(roused)
        due = now if thread.posted is None else max(now, thread.posted + promises.PACE)
        entries.append(promises.of_post(chat, roused, due))
    if entries:
        await work.outbox.put(entries)
    return threads


async def redraw_cards(work: ChatsWork, chat: Chat, now: datetime) -> None:
    """Let the cards at the heads of the threads follow the chat, which is held.

    One that waits to be drawn shows this change as well.
    """
    behind = [
        one
        for one in await work.chats.threads(chat.community, chat.id)
        if one.place and not await is_awaited(work, chat.community, promises.card_of(chat, one))
    ]
    await work.outbox.put(promises.of_cards(chat, behind, now))
