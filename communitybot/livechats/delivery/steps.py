"""What happens by itself while a chat is live: the next question, the warning, the repetition, the end."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.livechats import run
from communitybot.livechats.delivery import opening
from communitybot.livechats.delivery.ending import finish
from communitybot.livechats.delivery.hosting import miss_hosts
from communitybot.livechats.delivery.talking import announce
from communitybot.livechats.model.chat import Chat, Phase, Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.numbers import summed_up
from communitybot.livechats.repository import ChatsWork
from communitybot.outbox.entry import Done, Entry, Outcome, Skip, State
from communitybot.ports import Clock


class Steps:
    """Carries on chats that nobody hurries or holds up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def steps(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        for entry in entries:
            chat = await _current(entry, work, rests=True)
            if chat is None:
                outcomes.append(_overtaken())
                continue
            await self._step(entry, work, chat)
            outcomes.append(Done())
        return outcomes

    async def _step(self, entry: Entry, work: ChatsWork, chat: Chat) -> None:
        now = self._clock.now()
        waited_for = not chat.run.paused and not run.is_lost(chat, entry.due, now)
        if waited_for or chat.run.phase is Phase.CLOSING:
            await go_on(work, chat, now)
            await miss_hosts(work, chat, now)
        else:
            await sum_up(work, chat, now)

    async def warns(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        return await self._say(entries, work, Kind.WARNING)

    async def repeats(self, entries: Sequence[Entry], work: ChatsWork) -> Sequence[Outcome]:
        return await self._say(entries, work, Kind.REPEAT)

    async def _say(self, entries: Sequence[Entry], work: ChatsWork, kind: Kind) -> Sequence[Outcome]:
        outcomes: list[Outcome] = []
        now = self._clock.now()
        for entry in entries:
            chat = await _current(entry, work)
            late = chat is None or chat.run.until is None or now >= chat.run.until
            if chat is None or late or chat.current is None:
                outcomes.append(_overtaken())
                continue
            await announce(work, chat, now, (kind, chat.current.text))
            outcomes.append(Done())
        return outcomes


async def go_on(work: ChatsWork, chat: Chat, now: datetime) -> Chat:
    """Go on to what comes next, and say so: a question, the closing, or the end."""
    after = run.went_on(chat, now)
    if after.stage is Stage.OVER:
        return await finish(work, chat, after, now)
    if after.run.phase is Phase.CLOSING:
        return await sum_up(work, chat, now)
    await opening.follow(work, chat, after, now)
    if after.current is not None:
        await announce(work, after, now, (Kind.QUESTION, after.current.text))
    return after


async def sum_up(work: ChatsWork, chat: Chat, now: datetime) -> Chat:
    """Say what it came to and thank all; a few minutes later it is over."""
    after = run.summed_up(chat, now)
    await opening.follow(work, chat, after, now)
    await announce(work, after, now, (Kind.GOODBYE, await summed_up(work, after)))
    return after


async def _current(entry: Entry, work: ChatsWork, *, rests: bool = False) -> Chat | None:
    """The chat, held, if what was planned is still meant: live, at the same step, and not paused.

    With `rests` it may be paused: its step is the end of its rest.
    """
    chat = await work.chats.get(entry.community, entry.args["chat"], hold=True)
    if chat is None or chat.stage is not Stage.LIVE or chat.run.step != entry.revision:
        return None
    return chat if rests or not chat.run.paused else None


def _overtaken() -> Skip:
    return Skip("overtaken: the chat has gone on, rests, or is over", State.SUPERSEDED)
