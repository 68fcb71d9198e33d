"""Conducting a live chat: beginning, going on, resting, hurrying, ending, and who is in the chair."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.livechats import run
from communitybot.livechats.delivery import opening, steps
from communitybot.livechats.delivery.talking import announce
from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.desk import Desk, demand_conducting, demand_live, find
from communitybot.livechats.model.chat import Chat, Phase, Question, Stage
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.threads import redrawing

Act = Callable[[ChatsWork, Chat, datetime], Awaitable[Chat]]
LONGEST = timedelta(minutes=120)  # by which one question is extended at once


class Conducting(Desk):
    """What hosts do. Each is held to the chat's state, so two hosts at once do not skip a question."""

    async def start(self, caller: Caller, chat: str) -> Chat:
        """Begin a chat early, or go on with one that rests."""

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            if found.stage is Stage.LIVE and found.run.paused:
                after = run.resumed(found, now)
                await opening.follow(work, found, after, now)
                await announce(work, after, now, (Kind.RESUMED, ""))
                return after
            if found.stage is Stage.LIVE:
                raise AlreadyDone(f"{found.name} is live already.", example="/chat next")
            if found.stage is not Stage.COMING:
                demand_live(found)
            return await opening.begin(work, found, now, self._keeps)

        return await self._act(caller, chat, act, live=False)

    async def go_on(self, caller: Caller, chat: str, *, step: int | None = None) -> Chat:
        """Go on to the next question now, or to the closing, or the end.

        `step` is the one whoever asks has seen: if the chat has gone on since, nothing happens.
        """

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            return await steps.go_on(work, _going(found, now), now)

        return await self._act(caller, chat, act, step=step)

    async def pause(self, caller: Caller, chat: str) -> Chat:
        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            if found.run.paused:
                return found
            after = run.paused(found, now)
            await opening.follow(work, found, after, now)
            await announce(work, after, now, (Kind.PAUSED, ""))
            return after

        return await self._act(caller, chat, act)

    async def extend(self, caller: Caller, chat: str, by: timedelta) -> Chat:
        """Give the question that is open more time; later ones have a little less."""
        if not timedelta(minutes=1) <= by <= LONGEST:
            raise Misread("A question is extended by 1 to 120 minutes.", field="by", example="5 minutes")

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            after = run.extended(found, by, now)
            await opening.follow(work, found, after, now)
            await announce(work, after, now, (Kind.EXTENDED, str(int(by / timedelta(minutes=1)))))
            return after

        return await self._act(caller, chat, act)

    async def skip(
        self, caller: Caller, chat: str, *, number: int | None = None, step: int | None = None
    ) -> Chat:
        """Leave the next question out.

        `number` is the question whoever asks has seen as the next: if it is not any more, nothing happens.
        """

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            following = run.following(found)
            if number is not None and following != number:
                return found
            if following is None:
                raise AlreadyDone("There is no question left to skip.", example="/chat next")
            after = replace(run.left_out(found, following), revision=found.revision + 1)
            await opening.follow(work, found, after, now)
            return after

        return await self._act(caller, chat, act, step=step)

    async def end(self, caller: Caller, chat: str) -> Chat:
        """Sum up, thank, and end now."""

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            if found.run.phase is not Phase.CLOSING:
                found = await steps.sum_up(work, found, now)
            return await steps.go_on(work, found, now)

        return await self._act(caller, chat, act)

    async def take_chair(self, caller: Caller, chat: str) -> Chat:
        return await self.hand_over(caller, chat, caller.person)

    async def hand_over(self, caller: Caller, chat: str, person: str) -> Chat:
        """Put a host in charge, and say so while the chat is live."""

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            taker = await work.people.get(found.community, person)
            if taker is None:
                raise NotFound("I know nobody of that name here.", example="/chat cockpit")
            if not found.hosted_by(person) and person != caller.person:
                raise NotAllowed("The chair goes to one of the hosts of the chat.", example="/event edit")
            if found.chair == person and found.seen is not None:
                return found
            after = replace(found, chair=person, seen=now if person == caller.person else found.seen)
            await work.chats.save(after)
            if after.stage is Stage.LIVE and found.chair != person:
                await announce(work, after, now, (Kind.NEW_CHAIR, taker.name))
            return after

        return await self._act(caller, chat, act, live=False)

    async def take(self, caller: Caller, chat: str, wondered: str, *, ask: bool) -> Chat:
        """Make a question of the audience the next one, or put it aside."""

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            taken = await work.chats.take(found.community, found.id, wondered)
            if taken is None or not ask:
                return found
            question = Question(text=taken.text, by=taken.name)
            after = replace(run.inserted(found, question), revision=found.revision + 1)
            after = run.hastened(found, after, now)
            await opening.follow(work, found, after, now)
            return after

        return await self._act(caller, chat, act)

    async def move(self, caller: Caller, chat: str, line: int, question: int) -> Chat:
        """Put somebody's words under another question."""

        async def act(work: ChatsWork, found: Chat, now: datetime) -> Chat:
            said = await work.chats.line(found.community, found.id, line)
            if said is None or not said.said:
                raise NotFound("Those words are gone.", example="/chat cockpit")
            if not 0 <= question <= len(found.questions):
                raise Misread(
                    f"There are {len(found.questions)} questions; 0 is the introductions.",
                    understood=str(question),
                    field="question",
                    example="1",
                )
            moved = replace(said, question=question, moved=True)
            await work.chats.reword(found.community, moved)
            await redrawing.follow(CHATS, work, found, moved, now)
            after = replace(found, revision=found.revision + 1)
            await work.chats.save(after)
            return after

        return await self._act(caller, chat, act, live=False)

    async def _act(
        self, caller: Caller, chat: str, act: Act, *, live: bool = True, step: int | None = None
    ) -> Chat:
        now = self._clock.now()

        async def unit(work: ChatsWork) -> Chat:
            found = await find(work, caller, chat, hold=True)
            demand_conducting(caller, found)
            if live:
                demand_live(found)
            if step is not None and found.run.step != step:
                return found
            if found.hosted_by(caller.person):
                found = replace(found, seen=now)
                await work.chats.save(found)
            return await act(work, found, now)

        return await self._units.run(unit)


def _going(chat: Chat, now: datetime) -> Chat:
    """The chat as if it did not rest."""
    return run.resumed(chat, now) if chat.run.paused else chat
