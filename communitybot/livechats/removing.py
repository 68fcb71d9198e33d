"""Takes words out of a chat that must not stand anywhere: for those who conduct it, and recorded."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import NotFound
from communitybot.livechats.archive.forgetting import unask, without_quotes
from communitybot.livechats.delivery.talking import redraw_cards
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import Desk, demand_conducting, find
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Kind, Wondered
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.views import Removable, Removed, Speaker
from communitybot.threads import redrawing
from communitybot.threads.closing import unfreeze
from communitybot.threads.log import Line

REASON = 200

Act = Callable[[ChatsWork, Chat, datetime], Awaitable[Removed]]


class Removing(Desk):
    """Removes what one person said, or one message, from the log, the search, the archive and all copies."""

    async def removable(self, caller: Caller, chat: str) -> Removable:
        """What can be removed, latest first, and what was."""

        async def unit(work: ChatsWork) -> Removable:
            found = await find(work, caller, chat)
            demand_conducting(caller, found)
            said = await work.chats.lines(found.community, found.id, said=True)
            asked = await work.chats.wondering(found.community, found.id)
            return Removable(
                chat=found,
                lines=tuple(reversed(said)),
                people=_speakers(said, asked),
                removals=tuple(await work.chats.removals(found.community, found.id)),
            )

        return await self._units.read(unit)

    async def remove_line(self, caller: Caller, chat: str, number: int, reason: str = "") -> Removed:
        """Remove one message.

        Raises:
            NotFound: when it is gone already.
        """

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Removed:
            line = await work.chats.line(found.community, found.id, number)
            if line is None or not line.said:
                raise NotFound("Those words are gone already.", example="/chat remove")
            await _blank(work, found, [line], now)
            return _removed(found, [line])

        return await self._record(caller, chat, act, reason)

    async def remove_person(self, caller: Caller, chat: str, person: str, reason: str = "") -> Removed:
        """Remove all that somebody said in a chat, asked its guest, and wrote as a reflection.

        Raises:
            NotFound: when there is nothing of theirs.
        """

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Removed:
            lines = await work.chats.own(found.community, found.id, person)
            asked = await work.chats.unwonder(found.community, found.id, person)
            reflected = await work.chats.unreflect(found.community, found.id, person)
            if not (lines or asked or reflected):
                raise NotFound("There are no words of theirs in it any more.", example="/chat remove")
            after, questions = await unask(work.chats, found, asked)
            for line in questions:
                await _change(work, after, line, now)
            if questions or after is not found:
                await redraw_cards(work, after, now)
            await _blank(work, after, lines, now)
            await _unwelcome(work, after, person, now)
            return replace(_removed(after, lines), asked=len(asked), reflected=reflected)

        return await self._record(caller, chat, act, reason)

    async def _record(self, caller: Caller, chat: str, act: Act, reason: str) -> Removed:
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Removed:
            found = await find(work, caller, chat, hold=True)
            demand_conducting(caller, found)
            removed = await act(work, found, now)
            await unfreeze(CHATS, work, found)
            noted = Line(
                talk=found.id,
                number=0,
                kind=Kind.REMOVAL,
                at=now,
                person=caller.person,
                name=caller.name,
                text=f"{removed.number} {' '.join(reason.split())[:REASON]}".strip(),
            )
            await work.chats.append(found.community, found.id, [noted])
            return removed

        return await self._units.run(unit)


async def _blank(work: ChatsWork, chat: Chat, lines: Sequence[Line], now: datetime) -> None:
    """Take the words of lines away, in the log and wherever they were posted, quoted or replied to."""
    numbers = {line.number for line in lines}
    said = await work.chats.lines(chat.community, chat.id, said=True)
    unquoted = {line.number: line for line in without_quotes(chat, said, numbers)}
    for line in lines:
        gone = replace(line, text="", shown=(), name="", removed=True, edited=now)
        await _change(work, chat, gone, now)
    for line in said:
        if line.number in unquoted:
            await _change(work, chat, unquoted[line.number], now)
        elif line.answers in numbers:  # a reply begins with what it replies to
            await redrawing.follow(CHATS, work, chat, line, now)


async def _change(work: ChatsWork, chat: Chat, line: Line, now: datetime) -> None:
    await work.chats.reword(chat.community, line)
    await redrawing.follow(CHATS, work, chat, line, now)


async def _unwelcome(work: ChatsWork, chat: Chat, person: str, now: datetime) -> None:
    """Take somebody's name out of welcomes, and out of those that were posted."""
    before = await _welcomes(work, chat)
    await work.chats.hush(chat.community, chat.id, person)
    for line in await _welcomes(work, chat):
        if line not in before:
            await redrawing.follow(CHATS, work, chat, line, now)


async def _welcomes(work: ChatsWork, chat: Chat) -> Sequence[Line]:
    lines = await work.chats.lines(chat.community, chat.id)
    return [line for line in lines if line.kind is Kind.JOINED]


def _removed(chat: Chat, lines: Sequence[Line]) -> Removed:
    originals = tuple(line.ref for line in reversed(lines) if line.ref is not None)
    return Removed(chat=chat, count=len(lines), originals=originals)


def _speakers(lines: Sequence[Line], asked: Sequence[Wondered]) -> tuple[Speaker, ...]:
    """Who wrote, the last to write first."""
    found: dict[str, Speaker] = {}
    wrote = [(one.person, one.name) for one in asked] + [(one.person, one.name) for one in lines]
    for person, name in wrote:
        if person is not None:
            known = found.pop(person, None)
            found[person] = Speaker(person=person, name=name, count=1 if known is None else known.count + 1)
    return tuple(reversed(found.values()))
