"""Reading ideas before others do: the queue, and an answer to each, given once."""

from collections.abc import Sequence
from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.errors import Misread, NotAllowed
from communitybot.ideas.cautions import cautions_of
from communitybot.ideas.delivery import reviewing
from communitybot.ideas.desk import Desk, find, moderates
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.posting import WAITING, similar_to
from communitybot.ideas.previews import Decided, Queue
from communitybot.ideas.publishing import publish
from communitybot.ideas.repository import IdeasWork
from communitybot.ideas.waiting import expected

REASON_MOST = 500  # characters


class Moderating(Desk):
    """What hosts and administrators do with ideas that were sent."""

    async def queue(self, caller: Caller, *, at: str | None = None, after: str | None = None) -> Queue:
        """The idea to read now: the longest waiting, the one `at`, or the next `after` one.

        Raises:
            NotAllowed: for anybody else.
        """

        async def look(work: IdeasWork) -> Queue:
            await _demand(work, caller)
            waiting = await work.ideas.waiting(caller.community, limit=WAITING)
            wait = expected(await work.ideas.waits(caller.community))
            if not waiting:
                return Queue(idea=None, wait=wait)
            place = _place(waiting, at, after)
            idea = waiting[place]
            return Queue(
                idea=idea,
                place=place + 1,
                waiting=len(waiting),
                wait=wait,
                similar=await similar_to(work, idea),
                cautions=cautions_of(idea),
            )

        return await self._units.read(look)

    async def publish(self, caller: Caller, idea: str, *, revision: int | None = None) -> Decided:
        """Let everybody read an idea, as its moderator read it: with another `revision` nothing is done."""
        now = self._clock.now()

        async def unit(work: IdeasWork) -> Decided:
            found = await _found(work, caller, idea)
            if found.stage is not Stage.SUBMITTED:
                return Decided(idea=found, now=False)
            if revision is not None and revision != found.revision:
                return Decided(idea=found, now=False, changed=True)
            seed = await publish(work, found, now)
            await work.ideas.decided(seed.community, seed.id, at=now)
            return Decided(idea=seed, now=True, left=await _left(work, seed))

        return await self._units.run(unit)

    async def decline(self, caller: Caller, idea: str, reason: str) -> Decided:
        """Put an idea aside; its author is told why, in private, and what they can do.

        Raises:
            Misread: without a reason.
        """
        now = self._clock.now()
        why = " ".join(reason.split())[:REASON_MOST]

        async def unit(work: IdeasWork) -> Decided:
            found = await _found(work, caller, idea)
            if found.stage is not Stage.SUBMITTED:
                return Decided(idea=found, now=False)
            if not any(letter.isalnum() for letter in why):
                raise Misread(
                    "Please say why: its author gets to read it.",
                    example="/idea review",
                    field="reason",
                )
            aside = replace(
                found, stage=Stage.DECLINED, reason=why, moved=now, said=now, revision=found.revision + 1
            )
            await work.ideas.save(aside)
            await work.ideas.decided(aside.community, aside.id, at=now)
            await reviewing.tell_authors(work, aside, reviewing.DECLINED, now)
            return Decided(idea=aside, now=True, left=await _left(work, aside))

        return await self._units.run(unit)

    async def open(self, caller: Caller, idea: str) -> Idea:
        """An idea that a moderator looks at, whatever became of it."""

        async def look(work: IdeasWork) -> Idea:
            await _demand(work, caller)
            return await find(work, caller, idea)

        return await self._units.read(look)


async def _demand(work: IdeasWork, caller: Caller) -> None:
    """Hosts are known everywhere; whoever administers, only where the platform tells it."""
    if await moderates(work, caller):
        return
    if not caller.rights_told:
        raise NotAllowed(
            "From here I cannot see whether you are an administrator. Please look from a room of the "
            "community.",
            example="/idea review",
        )
    raise NotAllowed("Only hosts and administrators read ideas before others do.", example="/ideas")


async def _found(work: IdeasWork, caller: Caller, idea: str) -> Idea:
    await _demand(work, caller)
    return await find(work, caller, idea, hold=True)


async def _left(work: IdeasWork, idea: Idea) -> int:
    return len(await work.ideas.waiting(idea.community, limit=WAITING))


def _place(waiting: Sequence[Idea], at: str | None, after: str | None) -> int:
    """Where to look in the queue: behind the last one it begins again; what waits no more is passed over."""
    ids = [idea.id for idea in waiting]
    if at in ids:
        return ids.index(at)
    if after in ids:
        return (ids.index(after) + 1) % len(ids)
    return 0
