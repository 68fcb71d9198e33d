"""Takes in what people say in the threads of chats, once each, and lets it follow what they change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.inbound import (
    Caller,
    Heard,
    Listening,
    Missed,
    Posted,
    Reacted,
    Removed,
    Retold,
    Reworded,
)
from communitybot.livechats.delivery import redrawing
from communitybot.livechats.delivery.talking import rouse
from communitybot.livechats.delivery.threads import opening_of
from communitybot.livechats.desk import seen_by
from communitybot.livechats.labels import read_label
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.model.log import Gap, Line, Thread
from communitybot.livechats.newcomers import signed
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.sorting import belongs, kept_words, line_of, meant
from communitybot.ports import Clock, Units

ON_ITS_WAY = timedelta(minutes=2)  # so long after the end words are heard that were said before it
LOOKS = 2  # a chat may have become another community's between looking for it and holding it
SWEPT = timedelta(days=1)  # for how long after the end deletions made while we were away are looked for


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was said: the chat, held, and its thread."""

    chat: Chat
    thread: Thread


class ThreadListener:
    """What the bot tells adapters of threads, and they the bot. Nothing is kept of any other thread."""

    def __init__(self, units: Units[ChatsWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def listens(self, thread: PlaceAddress) -> bool:
        """Whether words or reactions in a thread are kept now."""

        async def unit(work: ChatsWork) -> bool:
            found = await _thread(work, thread)
            chat = None if found is None else await work.chats.get(found.community, found.chat)
            return chat is not None and chat.takes_words(self._clock.now() - ON_ITS_WAY)

        return await self._units.read(unit)

    async def listening(self, platform: str) -> Sequence[Listening]:
        """From the start of each chat on: what was said before may have been changed or deleted meanwhile."""
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Sequence[Listening]:
            found = await work.chats.listened(platform, since=now - SWEPT)
            return [
                Listening(thread=thread.place, since=min(chat.start, thread.posted or chat.start))
                for thread, chat in found
                if thread.place is not None
            ]

        return await self._units.read(unit)

    async def hear(self, heard: Heard, by: Caller | None) -> None:
        """Keep what happened; what is no part of a chat is left alone."""

        async def unit(work: ChatsWork) -> None:
            match heard:
                case Posted() if by is not None:
                    place = await self._place(work, heard.ref.place)
                    if place is not None:
                        await self._say(work, place, heard, by)
                case Reworded():
                    await self._reword(work, heard.ref, heard.text, heard.shown, heard.at)
                case Removed(refs=refs):
                    for ref in refs:
                        await self._remove(work, ref)
                case Reacted() if by is not None:
                    await self._react(work, heard, by)

        await self._units.run(unit)

    async def retell(self, retold: Retold, people: Sequence[Caller]) -> None:
        """Bring the log in line with the history of a thread."""

        async def unit(work: ChatsWork) -> None:
            place = await self._place(work, retold.thread)
            if place is None:
                return
            chat = place.chat
            kept = await work.chats.lines(chat.community, chat.id, thread=retold.thread)
            known = {line.ref: line for line in kept if line.ref is not None}
            standing = {post.ref for post in retold.posts}
            for post, by in zip(retold.posts, people, strict=True):
                line = known.get(post.ref)
                if line is None:
                    await self._say(work, place, post, by, later=True)
                elif line.said:
                    await self._reword(work, post.ref, post.text, post.shown, retold.until)
            for ref, line in known.items():
                stands = line.said or (line.removed and not line.name)  # blanked, its copies may stand
                if stands and ref not in standing and retold.since <= line.at <= retold.until:
                    await self._remove(work, ref)

        await self._units.run(unit)

    async def miss(self, missed: Missed) -> None:
        """Mark what was said after the last word heard there as unknown, while the chat took words."""

        async def unit(work: ChatsWork) -> None:
            place = await self._place(work, missed.thread)
            if place is None:
                return
            chat = place.chat
            heard = await work.chats.lines(chat.community, chat.id, thread=missed.thread)
            since = max([missed.since, chat.start, *(line.at for line in heard[-1:])])
            until = missed.until if chat.ended is None else min(missed.until, chat.ended + chat.late)
            if since < until:
                gap = Gap(thread=missed.thread, since=since, until=until, why=missed.why)
                await work.chats.gap(chat.community, chat.id, gap)
                await work.chats.save(replace(chat, revision=chat.revision + 1))

        await self._units.run(unit)

    async def _place(self, work: ChatsWork, address: PlaceAddress) -> _Place | None:
        for _ in range(LOOKS):
            thread = await _thread(work, address)
            if thread is None:
                return None
            chat = await work.chats.get(thread.community, thread.chat, hold=True)
            if chat is not None:
                return _Place(chat, thread)
        return None

    async def _say(
        self, work: ChatsWork, place: _Place, posted: Posted, by: Caller, *, later: bool = False
    ) -> None:
        chat, now = place.chat, self._clock.now()
        speaker = await _speaker(work, chat, by) if chat.takes_words(posted.at) else None
        if speaker is None:
            return
        by = speaker
        line = await line_of(work, chat, posted, by, later=later)
        if not await work.chats.append(chat.community, chat.id, [line]):
            return  # it was heard before
        answers = (line.label is not None or line.answers is None) and line.question > 0
        await signed(work, chat, by.person, by.name, posted.at, now=now, word=True, answer=answers)
        await _followed(work, chat, by.person, posted.at)
        await rouse(work, chat, now, but=posted.ref.place)

    async def _reword(
        self, work: ChatsWork, ref: MessageRef, text: str, shown: tuple[str, ...], at: datetime
    ) -> None:
        found = await _held(work, ref)
        if found is None:
            return
        chat, line = found
        if not line.said or not (line.text or line.shown):  # taken back, or blanked for good
            return
        label, words = read_label(kept_words(text), chat.hashtag)
        if (words, shown, label) == (line.text, line.shown, line.label):
            return
        question = line.question if line.moved or label == line.label else belongs(chat, label, None)
        changed = replace(line, text=words, shown=shown, label=label, question=question, edited=at)
        await self._changed(work, chat, changed)

    async def _remove(self, work: ChatsWork, ref: MessageRef) -> None:
        found = await _held(work, ref)
        if found is None:
            return
        chat, line = found
        if line.removed:  # perhaps only blanked here for its age: then what was posted of it still stands
            await redrawing.follow(work, chat, line, self._clock.now())
            return
        await self._changed(work, chat, replace(line, text="", shown=(), removed=True))

    async def _changed(self, work: ChatsWork, chat: Chat, line: Line) -> None:
        await work.chats.reword(chat.community, line)
        await redrawing.follow(work, chat, line, self._clock.now())

    async def _react(self, work: ChatsWork, reacted: Reacted, by: Caller) -> None:
        place = await self._place(work, reacted.ref.place)
        if place is None:
            return
        chat, now = place.chat, self._clock.now()
        if not chat.takes_words(now):
            return
        line = await meant(work, chat, reacted.ref)
        if line is None or not line.said:
            return
        await work.chats.react(
            chat.community, chat.id, line.number, by.person, reacted.mark, on=reacted.on, at=now
        )
        if chat.stage is Stage.LIVE:
            await signed(work, chat, by.person, by.name, now)
            await _followed(work, chat, by.person, now)


async def _thread(work: ChatsWork, address: PlaceAddress) -> Thread | None:
    """The thread of a chat at an address, also one whose opening has only just arrived."""
    if address.thread is None:
        return None
    found = await work.chats.thread_at(address)
    if found is not None:
        return found
    for thread in await work.chats.unopened(address.room):
        opened = await opening_of(work, thread)
        if opened == address:
            return replace(thread, place=address)
    return None


async def _held(work: ChatsWork, ref: MessageRef) -> tuple[Chat, Line] | None:
    """The line a message is, read while its chat is held."""
    for _ in range(LOOKS):
        found = await work.chats.by_ref(ref)
        if found is None:
            return None
        community, line = found
        chat = await work.chats.get(community, line.chat, hold=True)
        if chat is not None:
            held = await work.chats.line(community, chat.id, line.number)
            return None if held is None else (chat, held)
    return None


async def _speaker(work: ChatsWork, chat: Chat, by: Caller) -> Caller | None:
    """Whoever speaks, as the chat's community knows them now; None for somebody of another.

    Since they were recognised, their community may have become one with this, or they with somebody.
    """
    if await work.people.get(chat.community, by.person) is not None:
        return by
    known = await work.people.by_account(chat.community, by.account)
    return None if known is None else replace(by, person=known.id, name=known.name)


async def _followed(work: ChatsWork, chat: Chat, person: str, at: datetime) -> None:
    """Keep what follows of somebody's word for the chat: a host was seen, an archive shows more."""
    seen = at if seen_by(chat, person, at) else chat.seen
    late = chat.stage is Stage.OVER
    if late or seen != chat.seen:
        await work.chats.save(replace(chat, seen=seen, revision=chat.revision + late))
