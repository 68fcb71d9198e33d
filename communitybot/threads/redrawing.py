"""What was posted follows what people change: a message of theirs is drawn anew, or taken away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Generic

from communitybot.conversation.message import Message, message, small
from communitybot.conversation.text import Unsayable
from communitybot.outbox.entry import FINAL, Edit, Entry, Later, NewEntry, Outcome, Remove, Skip, State
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.edits import is_awaited, is_behind
from communitybot.threads.holding import hold, of_entry
from communitybot.threads.log import Line
from communitybot.threads.posting import BUSY, Batch, again
from communitybot.threads.talks import T, Talks, W

OLDER = "What else stood in this message is too old for me to keep; it can be read where it was said."


async def follow(talks: Talks[T, W], work: W, talk: T, line: Line, now: datetime) -> None:
    """Promise that every message a line stands in follows it; the talk is held.

    What has been drawn and could not leave yet is drawn again instead, so that nothing leaves that was taken
    back meanwhile. What waits to be drawn anew waits for this change as well.
    """
    entries: list[NewEntry] = []
    for copy in await talks.log(work).copies_of(talk.community, talk.id, line.number):
        if await work.outbox.anew(talk.community, [promises.posted(talk, copy.room, copy.batch)]):
            continue
        subject = f"{promises.under(talk, copy.room)}/{copy.batch}"
        if await is_awaited(work, talk.community, subject):
            continue
        key = f"redraw:{copy.room}:{copy.batch}:{line.number}:{now.timestamp():.6f}"
        given = {"subject": subject, "room": str(copy.room), "batch": copy.batch}
        kind = promises.kind(talks.name, promises.REDRAW)
        entries.append(promises.entry(talks.name, talk, kind, key, now, **given))
    if entries:
        await work.outbox.put(entries)


class Redrawing(Generic[T, W]):
    """Draws messages anew in which somebody has changed their words."""

    def __init__(self, talks: Talks[T, W], clock: Clock) -> None:
        self._talks = talks
        self._clock = clock

    async def redraws(self, entries: Sequence[Entry], work: W) -> Sequence[Outcome]:
        await hold(self._talks, entries, work)
        outcomes: list[Outcome] = []
        drawn: set[str] = set()
        for entry in entries:
            if entry.subject in drawn:
                outcomes.append(Skip("it is drawn with another", State.SUPERSEDED))
                continue
            outcome = await self._redraw(entry, work)
            outcomes.append(outcome)
            if isinstance(outcome, Edit | Remove):
                drawn.add(entry.subject)
        return outcomes

    async def _redraw(self, entry: Entry, work: W) -> Outcome:
        """One message as its lines are now."""
        found, now = await of_entry(self._talks, entry, work), self._clock.now()
        if found is None:
            return Skip("what it is about is gone", State.CANCELLED)
        talk, thread = found
        key = promises.posted(talk, thread.room, entry.args["batch"])
        state = await work.outbox.state(talk.community, key)  # before its message: it may be sent in between
        ref = await work.outbox.ref(talk.community, key)
        if ref is None:
            if state is None or state in FINAL:
                return Skip("it was never posted")
            return Later(now + BUSY, "it is still on its way")
        if await is_behind(work, entry):
            return Later(now + BUSY, "another edit of it is on its way")
        kept = self._talks.log(work)
        lines = await kept.by_copy(talk.community, talk.id, thread.room, entry.args["batch"])
        batch = await again(self._talks, work, talk, lines)
        if any(line.blanked for line in lines):
            return Edit(ref, _with_older(batch))
        return Remove(ref) if batch is None else Edit(ref, batch.message)


def _with_older(batch: Batch | None) -> Message:
    """A message in which words stood that are not kept any more, and whose authors have not taken them back.

    It cannot be drawn without what was taken back and with those: it says where they are to be found.
    """
    if batch is None:
        return message(small(OLDER))
    try:
        return message(*batch.message.blocks, small(OLDER))
    except Unsayable:  # it is full; what is new in it matters more
        return batch.message
