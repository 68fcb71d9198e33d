"""Saying something in a talk: lines go into the log, and every thread is roused that has to show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.addresses import PlaceAddress
from communitybot.threads import promises
from communitybot.threads.edits import is_awaited
from communitybot.threads.log import Line, Thread
from communitybot.threads.standing import revive
from communitybot.threads.talks import T, Talks, W


async def say(talks: Talks[T, W], work: W, talk: T, lines: Sequence[Line], now: datetime) -> None:
    """Let the bot say lines in every thread of a talk, in this order."""
    await talks.log(work).append(talk.community, talk.id, lines)
    await revive(talks, work, talk)
    await rouse(talks, work, talk, now)


async def rouse(
    talks: Talks[T, W], work: W, talk: T, now: datetime, *, but: PlaceAddress | None = None
) -> Sequence[Thread]:
    """Promise the next message of every open thread that has none promised, `but` one; returns all."""
    log = talks.log(work)
    threads = await log.threads(talk.community, talk.id)
    entries = []
    for thread in threads:
        if thread.place is None or thread.pending or thread.closed or thread.place == but:
            continue
        roused = replace(thread, pending=True, batch=thread.batch + 1)
        await log.save_thread(roused)
        due = now if thread.posted is None else max(now, thread.posted + promises.PACE)
        entries.append(promises.of_post(talks.name, talk, roused, due))
    if entries:
        await work.outbox.put(entries)
    return threads


async def redraw_cards(talks: Talks[T, W], work: W, talk: T, stamp: str, now: datetime) -> None:
    """Let the cards at the heads of the threads follow the talk, which is held.

    One that waits to be drawn shows this change as well. `stamp` tells this change from all others.
    """
    behind = [
        one
        for one in await talks.log(work).threads(talk.community, talk.id)
        if one.place and not await is_awaited(work, talk.community, promises.card_of(talk, one))
    ]
    await work.outbox.put(promises.of_cards(talks.name, talk, behind, stamp, now))
