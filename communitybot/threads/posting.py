"""The next message of a thread: one line of the bot, or as many of people's lines as fit, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic

from communitybot.conversation.message import Message
from communitybot.logs import Log
from communitybot.outbox.entry import FINAL, Done, Entry, Later, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.holding import hold, of_entry
from communitybot.threads.log import SAID, Copy, Line, Thread
from communitybot.threads.said import said_card
from communitybot.threads.standing import is_lost
from communitybot.threads.talks import T, Talks, W

AHEAD = 60  # lines read at once: more than fit in one message
BUSY = timedelta(seconds=1)  # until it is asked again whether the message before has arrived

UNDRAWABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What drawing raises for words nobody thought of; never what a database raises."""

log = Log("communitybot.threads.posting")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one message says: its words, and the lines that stand in it."""

    message: Message
    lines: tuple[Line, ...]


class Posting(Generic[T, W]):
    """Draws the messages of threads, one at a time each, so that their order is that of the log."""

    def __init__(self, talks: Talks[T, W], clock: Clock) -> None:
        self._talks = talks
        self._clock = clock

    async def posts(self, entries: Sequence[Entry], work: W) -> Sequence[Outcome]:
        await hold(self._talks, entries, work)
        return [await self._post(entry, work) for entry in entries]

    async def _post(self, entry: Entry, work: W) -> Outcome:
        now, kept = self._clock.now(), self._talks.log(work)
        found = await of_entry(self._talks, entry, work)
        if found is None:
            return Skip("what it is about is gone", State.CANCELLED)
        talk, thread = found
        if await is_lost(work, thread):
            await kept.save_thread(replace(thread, closed=True, pending=False))
            return Skip("its room is lost")
        number = entry.args["batch"]
        drawn = await kept.by_copy(talk.community, talk.id, thread.room, number)
        if drawn:  # it was drawn before and could not leave
            batch = await again(self._talks, work, talk, drawn)
            return Skip("its words are gone") if batch is None else batch.message
        if number > 1:
            before = await work.outbox.state(talk.community, promises.posted(talk, thread.room, number - 1))
            if before is not None and before not in FINAL:
                return Later(now + BUSY, "the message before is on its way")
        return await self._next(work, talk, thread, now)

    async def _next(self, work: W, talk: T, thread: Thread, now: datetime) -> Outcome:
        kept = self._talks.log(work)
        ahead = await kept.lines(talk.community, talk.id, after=thread.cursor, limit=AHEAD)
        wanted = [line for line in ahead if self._wanted(line, thread, talk, now)]
        batch, standing = await _sayable(self._talks, work, talk, wanted)
        passed = ahead[-1].number if ahead else thread.cursor
        cursor = passed if batch is None or len(batch.lines) == len(standing) else batch.lines[-1].number
        more = cursor < passed or len(ahead) == AHEAD
        after = replace(
            thread,
            cursor=cursor,
            pending=more,
            batch=thread.batch + more,
            posted=now if batch else thread.posted,
        )
        await kept.save_thread(after)
        if more:
            due = now + promises.PACE if batch else now
            await work.outbox.put([promises.of_post(self._talks.name, talk, after, due)])
        if batch is None:
            return Done()
        copies = [Copy(room=thread.room, batch=thread.batch, line=line.number) for line in batch.lines]
        await kept.copied(talk.community, talk.id, copies)
        return batch.message

    def _wanted(self, line: Line, thread: Thread, talk: T, now: datetime) -> bool:
        """Whether a line is posted in a thread: not what was said in it, and nothing of no use any more."""
        if line.kind == SAID:
            return not line.removed and bool(line.text or line.shown) and line.thread != thread.place
        return self._talks.shows(talk, line, now)


async def first_batch(
    talks: Talks[T, W], work: W, talk: T, lines: Sequence[Line], *, whole: bool = False
) -> Batch | None:
    """The first message that lines make: the bot's stand alone, people's together as long as they fit.

    With `whole` all of them fit, each shortened as far as that takes.
    """
    if not lines:
        return None
    if lines[0].kind != SAID:
        return Batch(talks.draw(talk, lines[0]), (lines[0],))
    together = list(lines)
    for index, line in enumerate(lines):
        if line.kind != SAID:
            together = list(lines[:index])
            break
    message, used = said_card(together, await _answered(talks, work, talk, together), whole=whole)
    return Batch(message, tuple(together[:used]))


async def _sayable(
    talks: Talks[T, W], work: W, talk: T, lines: Sequence[Line]
) -> tuple[Batch | None, Sequence[Line]]:
    """The first message, and the lines it is drawn from: a line that cannot be drawn costs only itself."""
    rest = list(lines)
    together = True
    while rest:
        try:
            return await first_batch(talks, work, talk, rest if together else rest[:1]), rest
        except UNDRAWABLE as problem:
            if not together:
                log.warning(
                    "A line of a talk cannot be drawn; it is passed over.",
                    action=f"{talks.name}s.undrawable",
                    talk=talk.id,
                    line=rest[0].number,
                    fault=type(problem).__name__,
                )
                rest = rest[1:]
            together = not together
    return None, rest


async def again(talks: Talks[T, W], work: W, talk: T, lines: Sequence[Line]) -> Batch | None:
    """A message that was drawn before, as its lines are now; None when nothing of them is left."""
    standing = [line for line in lines if not line.removed]
    return await first_batch(talks, work, talk, standing, whole=True)


async def _answered(talks: Talks[T, W], work: W, talk: T, lines: Sequence[Line]) -> Mapping[int, Line]:
    """The lines that others reply to."""
    known: dict[int, Line] = {}
    for number in {line.answers for line in lines if line.answers is not None}:
        line = await talks.log(work).line(talk.community, talk.id, number)
        if line is not None and line.said:
            known[number] = line
    return known
