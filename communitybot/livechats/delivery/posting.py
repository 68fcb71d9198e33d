"""The next message of a thread: one line of the bot, or as many of people's lines as fit, in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import Message
from communitybot.livechats.cards.lines import line_card
from communitybot.livechats.cards.said import said_card
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.holding import hold
from communitybot.livechats.delivery.threads import is_lost
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Copy, Kind, Line, Thread
from communitybot.livechats.repository import ChatsWork
from communitybot.logs import Log
from communitybot.outbox.entry import FINAL, Done, Entry, Later, Outcome, Skip, State
from communitybot.ports import Clock

AHEAD = 60  # lines read at once: more than fit in one message
BUSY = timedelta(seconds=1)  # until it is asked again whether the message before has arrived
STALE = timedelta(minutes=2)  # after which a warning, a repetition or a welcome is of no use any more
FLEETING = frozenset({Kind.WARNING, Kind.REPEAT, Kind.JOINED, Kind.PAUSED, Kind.EXTENDED})

UNDRAWABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What drawing raises for words nobody thought of; never what a database raises."""

log = Log("communitybot.livechats.posting")


@dataclass(frozen=True, slots=True)
class Batch:
    """What one message says: its words, and the lines that stand in it."""

    message: Message
    lines: tuple[Line, ...]


class Posting:
    """Draws the messages of threads, one at a time each, so that their order is that of the log."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def posts(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        await hold(entries, work)
        return [await self._post(entry, work) for entry in entries]

    async def _post(self, entry: Entry, work: ChatsWork) -> Outcome:
        now = self._clock.now()
        found = await of_entry(entry, work)
        if found is None:
            return Skip("the chat is gone", State.CANCELLED)
        chat, thread = found
        if await is_lost(work, thread):
            await work.chats.save_thread(replace(thread, closed=True, pending=False))
            return Skip("its room is lost")
        number = entry.args["batch"]
        drawn = await work.chats.by_copy(chat.community, chat.id, thread.room, number)
        if drawn:  # it was drawn before and could not leave
            batch = await again(work, chat, drawn)
            return Skip("its words are gone") if batch is None else batch.message
        if number > 1:
            before = await work.outbox.state(chat.community, thread.key(number - 1))
            if before is not None and before not in FINAL:
                return Later(now + BUSY, "the message before is on its way")
        return await self._next(work, chat, thread, now)

    async def _next(self, work: ChatsWork, chat: Chat, thread: Thread, now: datetime) -> Outcome:
        ahead = await work.chats.lines(chat.community, chat.id, after=thread.cursor, limit=AHEAD)
        wanted = [line for line in ahead if _wanted(line, thread, chat, now)]
        batch, standing = await _sayable(work, chat, wanted)
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
        await work.chats.save_thread(after)
        if more:
            due = now + promises.PACE if batch else now
            await work.outbox.put([promises.of_post(chat, after, due)])
        if batch is None:
            return Done()
        copies = [Copy(room=thread.room, batch=thread.batch, line=line.number) for line in batch.lines]
        await work.chats.copied(chat.community, chat.id, copies)
        return batch.message


async def of_entry(entry: Entry, work: ChatsWork) -> tuple[Chat, Thread] | None:
    """The chat and the thread of an entry, held; None when they are gone."""
    chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
    if chat is None:
        return None
    room = PlaceAddress.parse(entry.args["room"])
    threads = await work.chats.threads(chat.community, chat.id)
    thread = next((one for one in threads if one.room == room), None)
    return None if thread is None else (chat, thread)


async def first_batch(
    work: ChatsWork, chat: Chat, lines: Sequence[Line], *, whole: bool = False
) -> Batch | None:
    """The first message that lines make: the bot's stand alone, people's together as long as they fit.

    With `whole` all of them fit, each shortened as far as that takes.
    """
    if not lines:
        return None
    if lines[0].kind is not Kind.SAID:
        return Batch(line_card(chat, lines[0]), (lines[0],))
    together = list(lines)
    for index, line in enumerate(lines):
        if line.kind is not Kind.SAID:
            together = list(lines[:index])
            break
    message, used = said_card(together, await _answered(work, chat, together), whole=whole)
    return Batch(message, tuple(together[:used]))


async def _sayable(work: ChatsWork, chat: Chat, lines: Sequence[Line]) -> tuple[Batch | None, Sequence[Line]]:
    """The first message, and the lines it is drawn from: a line that cannot be drawn costs only itself."""
    rest = list(lines)
    together = True
    while rest:
        try:
            return await first_batch(work, chat, rest if together else rest[:1]), rest
        except UNDRAWABLE as problem:
            if not together:
                log.warning(
                    "A line of a chat cannot be drawn; it is passed over.",
                    action="chats.undrawable",
                    chat=chat.id,
                    line=rest[0].number,
                    fault=type(problem).__name__,
                )
                rest = rest[1:]
            together = not together
    return None, rest


async def again(work: ChatsWork, chat: Chat, lines: Sequence[Line]) -> Batch | None:
    """A message that was drawn before, as its lines are now; None when nothing of them is left."""
    standing = [line for line in lines if not line.removed]
    return await first_batch(work, chat, standing, whole=True)


async def _answered(work: ChatsWork, chat: Chat, lines: Sequence[Line]) -> Mapping[int, Line]:
    """The lines that others reply to."""
    known: dict[int, Line] = {}
    for number in {line.answers for line in lines if line.answers is not None}:
        line = await work.chats.line(chat.community, chat.id, number)
        if line is not None and line.said:
            known[number] = line
    return known


def _wanted(line: Line, thread: Thread, chat: Chat, now: datetime) -> bool:
    """Whether a line is posted in a thread: not what was said in it, and nothing of no use any more."""
    if line.kind is Kind.SAID:
        return not line.removed and bool(line.text or line.shown) and line.thread != thread.place
    if line.kind is Kind.REMOVAL:
        return False
    if line.kind in FLEETING:
        fresh = now - line.at <= STALE
        return fresh and (line.kind is Kind.JOINED or line.question == chat.run.question)
    return True
