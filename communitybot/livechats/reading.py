"""Looking at live chats: lists, where a chat stands, the cockpit, and what is found in archives."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from communitybot.communities.names import fold
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotFound
from communitybot.livechats import run
from communitybot.livechats.archive.finding import as_agreed
from communitybot.livechats.desk import (
    Desk,
    community_of,
    conducts,
    demand_conducting,
    find,
    rooms_of,
)
from communitybot.livechats.model.chat import Chat, Pace, Stage
from communitybot.livechats.repository import ChatsWork
from communitybot.livechats.views import ChatLists, Cockpit, Found, Now
from communitybot.threads.log import Line, Thread

LISTED = 10
LIKED = 3
ALONE = 10
FOUND = 10


class Reading(Desk):
    """Reads; nothing is changed."""

    async def lists(self, caller: Caller) -> ChatLists:
        """Live chats, those to come, the latest that are over."""

        async def unit(work: ChatsWork) -> ChatLists:
            live, coming, over = [
                tuple(await work.chats.at_stage(caller.community, [stage], limit=LISTED))
                for stage in (Stage.LIVE, Stage.COMING, Stage.OVER)
            ]
            archives = {chat.id: self._address(chat) for chat in over if chat.archiving.on}
            return ChatLists(live=live, coming=coming, over=over, archives=archives)

        return await self._units.read(unit)

    async def find(
        self, caller: Caller, words: str | None, stages: Sequence[Stage], *, limit: int = 25
    ) -> Sequence[Chat]:
        """Chats of these stages, by the beginnings of words of their names if some are given.

        Drafts are their maker's alone. An id finds its chat.
        """

        async def unit(work: ChatsWork) -> Sequence[Chat]:
            if not words or not words.strip():
                found = await work.chats.at_stage(caller.community, stages, limit=limit)
            else:
                named = words.strip()
                one = await work.chats.get(caller.community, named)
                folded = fold(named.lstrip("#"))
                found = [one] if one else await work.chats.named(caller.community, folded, limit=limit)
            return [chat for chat in found if chat.stage in stages and _sees(caller, chat)]

        return await self._units.read(unit)

    async def get(self, caller: Caller, chat: str) -> Chat:
        return await self._units.read(lambda work: find(work, caller, chat))

    async def at(self, caller: Caller, place: PlaceAddress) -> Chat | None:
        """The chat whose thread a place is."""

        async def unit(work: ChatsWork) -> Chat | None:
            thread = await work.chats.thread_at(place) if place.thread else None
            if thread is None or thread.community != caller.community:
                return None
            return await work.chats.get(caller.community, thread.talk)

        return await self._units.read(unit)

    async def now(self, caller: Caller, chat: str) -> Now:
        """Where a chat stands for the caller."""
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Now:
            found = await find(work, caller, chat)
            # of thousands of lines only those under the open question: everybody looks at this, and often
            here = await work.chats.lines(found.community, found.id, said=True, question=found.run.question)
            liked = await work.chats.reactions(found.community, found.id)
            showings = await work.chats.showings(found.community, found.id, [caller.person])
            threads = await work.chats.threads(found.community, found.id)
            mine = [line for line in here if line.person == caller.person]
            return Now(
                chat=found,
                position=_position(found, found.run.question),
                number=len(found.asked),
                left=_left(found, now),
                liked=_most_liked(here, liked, but=caller.person),
                missed=_missed(found, await work.chats.answered(found.community, found.id)),
                threads=_places(threads, caller),
                mine=mine[-1] if mine else None,
                showing=showings.get(caller.person),
                wondering=tuple(await work.chats.wondering(found.community, found.id)),
                voted=await work.chats.votes_of(found.community, found.id, caller.person),
            )

        return await self._units.read(unit)

    async def cockpit(self, caller: Caller, chat: str) -> Cockpit:
        """What hosts need to see; refused to everybody else."""
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Cockpit:
            found = await find(work, caller, chat)
            demand_conducting(caller, found)
            lines = await work.chats.lines(found.community, found.id, said=True)
            liked = await work.chats.reactions(found.community, found.id)
            threads = await work.chats.threads(found.community, found.id)
            number = run.following(found)
            return Cockpit(
                chat=found,
                left=_left(found, now),
                order=_order(found, now),
                following=None if number is None else (number, found.questions[number - 1].text),
                present=tuple(await work.chats.presences(found.community, found.id)),
                alone=_alone(found, lines, liked),
                unsorted=tuple(line for line in lines if _unsorted(line))[-ALONE:],
                wondering=tuple(await work.chats.wondering(found.community, found.id)),
                threads=_places(threads, caller),
                silent=tuple(one.room for one in threads if one.place is None),
                removals=tuple(await work.chats.removals(found.community, found.id)),
            )

        return await self._units.read(unit)

    async def search(self, caller: Caller, words: str) -> Sequence[Found]:
        """Words said in archived chats, latest first, their authors as they consented."""
        folded = fold(words).split()
        if not folded:
            raise Misread("Say a word to look for.", field="words", example="/chat search feedback")

        async def unit(work: ChatsWork) -> Sequence[Found]:
            hits = await work.chats.find_words(caller.community, folded, limit=FOUND)
            agreed: dict[tuple[str, int], tuple[Line, str]] = {}
            for chat in {chat.id: chat for chat, _ in hits}.values():
                lines = [line for other, line in hits if other.id == chat.id]
                for line, author in await as_agreed(work.chats, chat, lines):
                    agreed[chat.id, line.number] = (line, author)
            return [
                Found(
                    chat=chat,
                    line=agreed[chat.id, line.number][0],
                    author=agreed[chat.id, line.number][1],
                    address=f"{self._address(chat)}#line-{line.number}",
                )
                for chat, line in hits
            ]

        return await self._units.read(unit)

    async def archive_of(self, caller: Caller, chat: str) -> str:
        """The address of an archive.

        Raises:
            AlreadyDone: when the chat is not over yet.
            NotFound: when it was not archived.
        """
        found = await self.get(caller, chat)
        if found.stage in {Stage.COMING, Stage.LIVE, Stage.DRAFT}:
            raise AlreadyDone(f"{found.name} is not over yet.", example="/chat now")
        if not found.archiving.on:
            raise NotFound(f"{found.name} was not archived.", example="/chats")
        return self._address(found)

    async def places(self, caller: Caller) -> tuple[PlaceAddress, ...]:
        """The rooms in which threads will open."""

        async def unit(work: ChatsWork) -> tuple[PlaceAddress, ...]:
            return rooms_of(await community_of(work, caller.community))

        return await self._units.read(unit)

    async def may_conduct(self, caller: Caller, chat: str) -> bool:
        return conducts(caller, await self.get(caller, chat))


def _sees(caller: Caller, chat: Chat) -> bool:
    return chat.stage is not Stage.DRAFT or chat.created_by == caller.person


def _position(chat: Chat, number: int) -> int:
    """Which of the questions that are asked a number is: those left out do not count."""
    return sum(1 for question in chat.questions[:number] if not question.left_out)


def _left(chat: Chat, now: datetime) -> timedelta | None:
    if chat.run.until is None:
        return None
    return max(chat.run.until - now, timedelta())


def _most_liked(lines: Sequence[Line], liked: Mapping[int, int], *, but: str) -> tuple[Line, ...]:
    popular = [line for line in lines if liked.get(line.number) and line.person != but]
    return tuple(sorted(popular, key=lambda line: -liked[line.number])[:LIKED])


def _missed(chat: Chat, answered: Mapping[int, int]) -> tuple[tuple[int, str, int], ...]:
    """The questions before the open one, with how many people answered each."""
    found = []
    for number, question in enumerate(chat.questions[: max(chat.run.question - 1, 0)], 1):
        if question.asked is not None:
            found.append((number, question.text, answered.get(number, 0)))
    return tuple(found)


def _order(chat: Chat, now: datetime) -> tuple[tuple[int, str, datetime | None], ...]:
    """The run of show: when each question was asked, or about when it will be if nobody intervenes."""
    ahead = max(chat.run.until or now, now) if chat.stage is Stage.LIVE else chat.start + chat.introductions
    found: list[tuple[int, str, datetime | None]] = []
    paused = chat.run.paused
    at_once = chat.pace is Pace.AT_ONCE and chat.stage is not Stage.LIVE
    for number, question in enumerate(chat.questions, 1):
        if question.left_out:
            continue
        if question.asked is not None:
            found.append((number, question.text, question.asked))
        elif at_once:
            found.append((number, question.text, chat.start))
        else:
            found.append((number, question.text, None if paused else ahead))
            ahead = run.open_until(chat, number, ahead)
    return tuple(found)


def _alone(chat: Chat, lines: Sequence[Line], liked: Mapping[int, int]) -> tuple[Line, ...]:
    """The oldest word of each person whom nobody has answered or reacted to, hosts aside."""
    heard = {line.answers for line in lines} | set(liked)
    first: dict[str, Line] = {}
    noticed: set[str] = set()
    for line in lines:
        if line.person is None or chat.hosted_by(line.person):
            continue
        first.setdefault(line.person, line)
        if line.number in heard:
            noticed.add(line.person)
    return tuple(line for person, line in first.items() if person not in noticed)[:ALONE]


def _unsorted(line: Line) -> bool:
    """Whether the label somebody wrote is missing or differs from where their words stand."""
    return not line.moved and line.question > 0 and line.answers is None and line.label != line.question


def _places(threads: Sequence[Thread], caller: Caller) -> tuple[PlaceAddress, ...]:
    """Where the chat can be followed: the caller's own space first."""
    open_ones = [thread.place for thread in threads if thread.place is not None]
    return tuple(sorted(open_ones, key=lambda place: place.in_space != caller.space))
