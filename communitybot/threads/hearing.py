"""Takes in what people say in the threads of one kind of talk, once each, and follows what they change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol

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
from communitybot.ports import Clock
from communitybot.threads import redrawing
from communitybot.threads.log import Gap, Line, Thread
from communitybot.threads.standing import opening_of
from communitybot.threads.talking import rouse
from communitybot.threads.talks import T, T_contra, Talks, W, W_contra

LOOKS = 2  # a talk may have become another community's between looking for it and holding it
LONGEST = (
    12_000  # characters of one message that are kept: more than people can post in one on most platforms
)


def kept_words(text: str) -> str:
    """What is kept of a message's words."""
    return text.strip()[:LONGEST]


class Sorting(Protocol[T_contra, W_contra]):
    """What one kind of talk makes of what is heard."""

    def listens(self, talk: T_contra, now: datetime) -> bool:
        """Whether words that arrive now may still belong to it: they may have been said a while ago."""
        ...

    def takes_words(self, talk: T_contra, at: datetime) -> bool:
        """Whether what people say at a moment belongs to it."""
        ...

    def heard_from(self, talk: T_contra) -> tuple[datetime, datetime | None]:
        """From when on, and until when (if that is known), what people say belongs to it."""
        ...

    async def listening(self, work: W_contra, platform: str, now: datetime) -> Sequence[Listening]: ...

    async def line_of(
        self, work: W_contra, talk: T_contra, posted: Posted, by: Caller, *, later: bool = False
    ) -> Line:
        """What somebody said as a line that has no number yet; `later`: it is told by a history."""
        ...

    def reworded(self, talk: T_contra, line: Line, text: str, shown: tuple[str, ...]) -> Line:
        """The line with its new words; the same where nothing has changed."""
        ...

    async def said(self, work: W_contra, talk: T_contra, line: Line, thread: Thread, now: datetime) -> None:
        """Keep what follows of a new line for its talk."""
        ...

    async def reacted(
        self, work: W_contra, talk: T_contra, reacted: Reacted, by: Caller, now: datetime
    ) -> None: ...

    async def retold(self, work: W_contra, talk: T_contra, thread: Thread, until: datetime) -> None:
        """Everything said in a thread until a moment is known."""
        ...

    async def missed(self, work: W_contra, talk: T_contra) -> None:
        """Keep what follows of a gap."""
        ...


@dataclass(frozen=True, slots=True)
class _Place(Generic[T]):
    """Where something was said: the talk, held, and its thread."""

    talk: T
    thread: Thread


class Ear(Generic[T, W]):
    """Hears one kind of talk, inside a unit of work. What is told of other threads is left alone."""

    def __init__(self, talks: Talks[T, W], sorting: Sorting[T, W], clock: Clock) -> None:
        self._talks = talks
        self._sorting = sorting
        self._clock = clock

    async def listens(self, work: W, thread: PlaceAddress) -> bool:
        """Whether words or reactions in a thread are kept now."""
        found = await self._thread(work, thread)
        talk = None if found is None else await self._talks.get(work, found.community, found.talk)
        return talk is not None and self._sorting.listens(talk, self._clock.now())

    async def listening(self, work: W, platform: str) -> Sequence[Listening]:
        return await self._sorting.listening(work, platform, self._clock.now())

    async def hear(self, work: W, heard: Heard, by: Caller | None) -> bool:
        """Keep what happened; whether it was in a thread of this kind of talk."""
        match heard:
            case Posted() if by is not None:
                place = await self._place(work, heard.ref.place)
                if place is not None:
                    await self._say(work, place, heard, by)
                return place is not None
            case Reworded():
                return await self._reword(work, heard.ref, heard.text, heard.shown, heard.at)
            case Removed(refs=refs):
                return any([await self._remove(work, ref) for ref in refs])
            case Reacted() if by is not None:
                place = await self._place(work, heard.ref.place)
                if place is not None:
                    await self._react(work, place, heard, by)
                return place is not None
        return False

    async def retell(self, work: W, retold: Retold, people: Sequence[Caller]) -> bool:
        """Bring the log in line with the history of a thread."""
        place = await self._place(work, retold.thread)
        if place is None:
            return False
        talk = place.talk
        kept = await self._talks.log(work).lines(talk.community, talk.id, thread=retold.thread)
        known = {line.ref: line for line in kept if line.ref is not None}
        standing = {post.ref for post in retold.posts}
        for post, by in zip(retold.posts, people, strict=True):
            line = known.get(post.ref)
            if line is None:
                await self._say(work, place, post, by, later=True)
            elif line.said:
                await self._reword(work, post.ref, post.text, post.shown, retold.until)
        for ref, line in known.items():
            stands = line.said or line.blanked  # then its copies may stand
            if stands and ref not in standing and retold.since <= line.at <= retold.until:
                await self._remove(work, ref)
        await self._sorting.retold(work, talk, place.thread, retold.until)
        return True

    async def miss(self, work: W, missed: Missed) -> bool:
        """Mark what was said after the last word heard there as unknown, while the talk took words."""
        place = await self._place(work, missed.thread)
        if place is None:
            return False
        talk, log = place.talk, self._talks.log(work)
        heard = await log.lines(talk.community, talk.id, thread=missed.thread)
        first, last = self._sorting.heard_from(talk)
        since = max([missed.since, first, *(line.at for line in heard[-1:])])
        until = missed.until if last is None else min(missed.until, last)
        if since < until:
            gap = Gap(thread=missed.thread, since=since, until=until, why=missed.why)
            await log.gap(talk.community, talk.id, gap)
            await self._sorting.missed(work, talk)
        return True

    async def _place(self, work: W, address: PlaceAddress) -> _Place[T] | None:
        for _ in range(LOOKS):
            thread = await self._thread(work, address)
            if thread is None:
                return None
            talk = await self._talks.get(work, thread.community, thread.talk, hold=True)
            if talk is not None:
                return _Place(talk, thread)
        return None

    async def _thread(self, work: W, address: PlaceAddress) -> Thread | None:
        """The thread of a talk at an address, also one whose opening has only just arrived."""
        if address.thread is None:
            return None
        found = await self._talks.log(work).thread_at(address)
        if found is not None:
            return found
        for thread in await self._talks.log(work).unopened(address.room):
            talk = await self._talks.get(work, thread.community, thread.talk)
            if talk is not None and await opening_of(work, talk, thread) == address:
                return replace(thread, place=address)
        return None

    async def _say(
        self, work: W, place: _Place[T], posted: Posted, by: Caller, *, later: bool = False
    ) -> None:
        """Keep what somebody said, once: what was heard before is left out of what is appended."""
        talk, now = place.talk, self._clock.now()
        takes = self._sorting.takes_words(talk, posted.at)
        speaker = await _speaker(work, talk.community, by) if takes else None
        if speaker is None:
            return
        said = await self._sorting.line_of(work, talk, posted, speaker, later=later)
        for line in await self._talks.log(work).append(talk.community, talk.id, [said]):
            await self._sorting.said(work, talk, line, place.thread, now)
            await rouse(self._talks, work, talk, now, but=posted.ref.place)

    async def _reword(
        self, work: W, ref: MessageRef, text: str, shown: tuple[str, ...], at: datetime
    ) -> bool:
        found = await self._held(work, ref)
        if found is None:
            return False
        talk, line = found
        if not line.said or not (line.text or line.shown):  # taken back, or blanked for good
            return True
        changed = self._sorting.reworded(talk, line, kept_words(text), shown)
        if changed != line:
            await self._changed(work, talk, replace(changed, edited=at))
        return True

    async def _remove(self, work: W, ref: MessageRef) -> bool:
        found = await self._held(work, ref)
        if found is None:
            return False
        talk, line = found
        now = self._clock.now()
        if line.blanked:  # what was posted of it still stands
            await self._changed(work, talk, replace(line, edited=now))
        elif line.removed:
            await redrawing.follow(self._talks, work, talk, line, now)
        else:
            await self._changed(work, talk, replace(line, text="", shown=(), removed=True, edited=now))
        return True

    async def _changed(self, work: W, talk: T, line: Line) -> None:
        await self._talks.log(work).reword(talk.community, line)
        await redrawing.follow(self._talks, work, talk, line, self._clock.now())

    async def _react(self, work: W, place: _Place[T], reacted: Reacted, by: Caller) -> None:
        now = self._clock.now()
        if self._sorting.takes_words(place.talk, now):
            await self._sorting.reacted(work, place.talk, reacted, by, now)

    async def _held(self, work: W, ref: MessageRef) -> tuple[T, Line] | None:
        """The line a message is, read while its talk is held."""
        log = self._talks.log(work)
        for _ in range(LOOKS):
            found = await log.by_ref(ref)
            if found is None:
                return None
            community, line = found
            talk = await self._talks.get(work, community, line.talk, hold=True)
            if talk is not None:
                held = await log.line(community, talk.id, line.number)
                return None if held is None else (talk, held)
        return None


async def _speaker(work: W, community: str, by: Caller) -> Caller | None:
    """Whoever speaks, as the talk's community knows them now; None for somebody of another.

    Since they were recognised, their community may have become one with this, or they with somebody.
    """
    if await work.people.get(community, by.person) is not None:
        return by
    known = await work.people.by_account(community, by.account)
    return None if known is None else replace(by, person=known.id, name=known.name)
