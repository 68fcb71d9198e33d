"""Taking part in a live chat by buttons: answers, questions for the visitor, wishes, reflections."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread
from communitybot.ids import new_id
from communitybot.livechats.archive.forgetting import leave_out
from communitybot.livechats.delivery import promises
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import Desk, demand_live, find, seen_by
from communitybot.livechats.model.chat import Chat, Showing, Stage
from communitybot.livechats.model.log import Kind, Reflection, Wondered
from communitybot.livechats.newcomers import signed
from communitybot.livechats.repository import ChatsWork
from communitybot.threads import redrawing
from communitybot.threads.log import Line
from communitybot.threads.talking import rouse

LONGEST = 2_000  # characters of an answer, and of a reflection
LONGEST_QUESTION = 500


class TakingPart(Desk):
    """What anybody of the community may do in a chat."""

    async def answer(self, caller: Caller, chat: str, question: int, text: str) -> Line:
        """Answer a question by form; answering it again rewords the answer.

        Raises:
            AlreadyDone: when the chat takes no words any more.
            Misread: for no words, too many, or a question that has not been asked.
        """
        now = self._clock.now()
        words = _words(text, LONGEST, "text")

        async def unit(work: ChatsWork) -> Line:
            found = await find(work, caller, chat, hold=True)
            _demand_words(found, now)
            number = _asked(found, question)
            earlier = await self._earlier(work, found, caller.person, number)
            if earlier is not None:
                changed = replace(earlier, text=words, edited=now)
                await work.chats.reword(found.community, changed)
                await redrawing.follow(CHATS, work, found, changed, now)
                await _changed(work, found, caller, now)
                return changed
            said = _line(found, caller, number, words, now)
            kept = await work.chats.append(found.community, found.id, [said])
            await signed(work, found, caller.person, caller.name, now, word=True, answer=number > 0)
            await _changed(work, found, caller, now)
            await rouse(CHATS, work, found, now)
            return kept[0]

        return await self._units.run(unit)

    async def my_answer(self, caller: Caller, chat: str, question: int) -> Line | None:
        """What the caller answered by form to a question."""

        async def unit(work: ChatsWork) -> Line | None:
            found = await find(work, caller, chat)
            return await self._earlier(work, found, caller.person, question)

        return await self._units.read(unit)

    async def _earlier(self, work: ChatsWork, chat: Chat, person: str, question: int) -> Line | None:
        own: Sequence[Line] = await work.chats.own(chat.community, chat.id, person)
        mine = [line for line in own if line.thread is None and line.question == question]
        return mine[-1] if mine else None

    async def come(self, caller: Caller, chat: str) -> Chat:
        """Note that somebody is there; reading along is fine."""
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Chat:
            found = await find(work, caller, chat, hold=True)  # it may be saved: nothing may come between
            if found.stage is Stage.LIVE:
                await signed(work, found, caller.person, caller.name, now)
                await _changed(work, found, caller, now, revised=False)
            return found

        return await self._units.run(unit)

    async def wonder(self, caller: Caller, chat: str, text: str) -> Wondered:
        """Put a question for the visitor on the list others vote on."""
        now = self._clock.now()
        words = _words(text, LONGEST_QUESTION, "text")

        async def unit(work: ChatsWork) -> Wondered:
            found = await find(work, caller, chat, hold=True)
            if found.stage not in {Stage.COMING, Stage.LIVE}:
                demand_live(found)
            wondered = Wondered(id=new_id(), person=caller.person, name=caller.name, text=words, at=now)
            await work.chats.wonder(found.community, found.id, wondered)
            if found.stage is Stage.LIVE:
                await signed(work, found, caller.person, caller.name, now)
            return wondered

        return await self._units.run(unit)

    async def vote(self, caller: Caller, chat: str, wondered: str) -> tuple[int, bool]:
        """Want to hear an answer, or not any more; returns how many do, and whether the caller does now.

        Raises:
            AlreadyDone: when the question was asked, or put aside.
        """

        async def unit(work: ChatsWork) -> tuple[int, bool]:
            found = await find(work, caller, chat, hold=True)
            if all(one.id != wondered for one in await work.chats.wondering(found.community, found.id)):
                raise AlreadyDone("That question is not on the list any more.", example="/chat now")
            on = wondered not in await work.chats.votes_of(found.community, found.id, caller.person)
            return await work.chats.vote(found.community, found.id, wondered, caller.person, on=on), on

        return await self._units.run(unit)

    async def show(self, caller: Caller, chat: str, showing: Showing) -> None:
        """Keep how the caller appears in the archive of a chat; with no chat, from now on in all.

        Being left out of a chat that is over takes the words away for good.
        """
        now = self._clock.now()

        async def unit(work: ChatsWork) -> None:
            found = await find(work, caller, chat, hold=True) if chat else None
            await work.chats.show(caller.community, found.id if found else "", caller.person, showing, now)
            if found is None or found.stage is not Stage.OVER:
                return
            if showing is Showing.LEFT_OUT:
                found = await leave_out(work.chats, found, {caller.person})
            await work.chats.save(replace(found, revision=found.revision + 1))

        await self._units.run(unit)

    async def reflect(self, caller: Caller, chat: str, text: str, *, read: bool = False) -> Reflection:
        """Keep what somebody takes away from a chat, or from reading its archive (`read`)."""
        now = self._clock.now()
        words = _words(text, LONGEST, "text")

        async def unit(work: ChatsWork) -> Reflection:
            found = await find(work, caller, chat)
            if not found.takes_reflections:
                raise AlreadyDone(f"{found.name} is not over yet.", example="/chat now")
            there = {one.person for one in await work.chats.presences(found.community, found.id)}
            reflection = Reflection(
                person=caller.person,
                name=caller.name,
                text=words,
                at=now,
                read=read or caller.person not in there,
            )
            await work.chats.reflect(found.community, found.id, reflection)
            key = f"reflected:{caller.person}"
            fact = promises.entry(found, promises.REFLECTED, key, now, person=caller.person)
            await work.outbox.put([fact])
            return reflection

        return await self._units.run(unit)


def _line(chat: Chat, caller: Caller, question: int, words: str, now: datetime) -> Line:
    return Line(
        talk=chat.id,
        number=0,
        kind=Kind.SAID,
        at=now,
        question=question,
        person=caller.person,
        name=caller.name,
        platform=caller.account.platform,
        text=words,
        label=question or None,
        late=chat.stage is Stage.OVER,
    )


async def _changed(
    work: ChatsWork, chat: Chat, caller: Caller, now: datetime, *, revised: bool = True
) -> None:
    """Keep what follows of somebody's word for the chat: a host was seen, an archive shows more."""
    seen = now if seen_by(chat, caller.person, now) else chat.seen
    over = revised and chat.stage is Stage.OVER
    if over or seen != chat.seen:
        await work.chats.save(replace(chat, seen=seen, revision=chat.revision + over))


def _asked(chat: Chat, question: int) -> int:
    """A question that can be answered: it was asked, or it is the introductions (0)."""
    if question == 0:
        return 0
    if not 1 <= question <= len(chat.questions) or chat.questions[question - 1].asked is None:
        raise Misread(
            "That question has not been asked yet.",
            understood=f"question {question}",
            field="question",
            example="/chat now",
        )
    return question


def _demand_words(chat: Chat, now: datetime) -> None:
    if not chat.takes_words(now):
        demand_live(chat)


def _words(text: str, most: int, field: str) -> str:
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not words:
        raise Misread("There are no words in it.", field=field, example="We begin with a question of theirs.")
    if len(words) > most:
        raise Misread(
            f"That is {len(words)} characters; {most} fit.",
            understood=words[:80],
            field=field,
            example="a shorter answer, or two",
        )
    return words
