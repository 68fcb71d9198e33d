"""What was posted follows what people change: a message of theirs is drawn anew, or taken away."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.edits import is_awaited, is_behind
from communitybot.livechats.delivery.holding import hold
from communitybot.livechats.delivery.posting import BUSY, again, of_entry
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Line
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import (
    FINAL,
    Edit,
    Entry,
    Later,
    NewEntry,
    Outcome,
    Remove,
    Skip,
    State,
)
from communitybot.ports import Clock


async def follow(work: ChatsWork, chat: Chat, line: Line, now: datetime) -> None:
    """Promise that every message a line stands in follows it; the chat is held.

    What has been drawn and could not leave yet is drawn again instead, so that nothing leaves that was taken
    back meanwhile. What waits to be drawn anew waits for this change as well.
    """
    entries: list[NewEntry] = []
    for copy in await work.chats.copies_of(chat.community, chat.id, line.number):
        posted = promises.posted(chat, copy.room, copy.batch)
        if await work.outbox.anew(chat.community, [posted]):
            continue
        subject = f"{promises.under(chat, copy.room)}/{copy.batch}"
        if await is_awaited(work, chat.community, subject):
            continue
        key = f"redraw:{copy.room}:{copy.batch}:{line.number}:{now.timestamp():.6f}"
        given = {"subject": subject, "room": str(copy.room), "batch": copy.batch}
        entries.append(promises.entry(chat, promises.REDRAW, key, now, **given))
    if entries:
        await work.outbox.put(entries)


class Redrawing:
    """Draws messages anew in which somebody has changed their words."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def redraws(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        await hold(entries, work)
        outcomes: list[Outcome] = []
        drawn: set[str] = set()
        for entry in entries:
            if entry.subject in drawn:
                outcomes.append(Skip("it is drawn with another", State.SUPERSEDED))
                continue
            outcome = await redraw(entry, work, self._clock.now())
            outcomes.append(outcome)
            if isinstance(outcome, Edit | Remove):
                drawn.add(entry.subject)
        return outcomes


async def redraw(entry: Entry, work: ChatsWork, now: datetime) -> Outcome:
    """One message as its lines are now."""
    found = await of_entry(entry, work)
    if found is None:
        return Skip("the chat is gone", State.CANCELLED)
    chat, thread = found
    key = thread.key(entry.args["batch"])
    state = await work.outbox.state(chat.community, key)  # before its message: it may be sent in between
    ref = await work.outbox.ref(chat.community, key)
    if ref is None:
        if state is None or state in FINAL:
            return Skip("it was never posted")
        return Later(now + BUSY, "it is still on its way")
    if await is_behind(work, entry):
        return Later(now + BUSY, "another edit of it is on its way")
    lines = await work.chats.by_copy(chat.community, chat.id, thread.room, entry.args["batch"])
    batch = await again(work, chat, lines)
    return Remove(ref) if batch is None else Edit(ref, batch.message)
