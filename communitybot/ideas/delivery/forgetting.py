"""What people say about an idea is forgotten in time: a day after its end, or where no words may be kept."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from communitybot.ideas.delivery.promises import entry
from communitybot.ideas.delivery.threads import IDEAS, NAME, goes_on
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea, Stage
from communitybot.ideas.model.merge import UNDO
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Done, Entry, Later, NewEntry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.threads import promises
from communitybot.threads.closing import unfreeze
from communitybot.threads.holding import hold

FORGET = "idea.forget"
LIVES = timedelta(hours=22)  # of words that may not be kept: with an hour's grace, less than a day
HOUR = timedelta(hours=1)
LOOKED = timedelta(minutes=40)
OFTEN = timedelta(minutes=15)  # a message that is just being tried cannot be drawn anew at that moment

Keeps = Callable[[str], bool]
"""Whether what people say on a platform may be kept, by the platform's terms and whoever runs the bot."""


async def promise_forgetting(work: IdeasWork, idea: Idea, keeps: Keeps, now: datetime) -> None:
    """Promise that what is said within this hour is forgotten within a day, where it has to be."""
    if await _may_keep(work, idea, keeps):
        return
    due = now.replace(minute=0, second=0, microsecond=0) + HOUR + LIVES
    await work.outbox.put([of_forgetting(idea, f"{due:%Y%m%dT%H}", due)])


def of_forgetting(idea: Idea, key: str, due: datetime) -> NewEntry:
    """Words are blanked at that moment, and looked for until no message has them any more."""
    return entry(idea, FORGET, f"forget:{key}", due, until=(due + LOOKED).isoformat())


async def _may_keep(work: IdeasWork, idea: Idea, keeps: Keeps) -> bool:
    """Whether every platform of the community allows it: what is said on one is shown on all."""
    house = await community_of(work, idea.community)
    threads = await work.discussions.threads(idea.community, idea.id)
    return all(
        map(keeps, {space.platform for space in house.spaces} | {one.room.platform for one in threads})
    )


class Forgetting:
    """Blanks words in the log; what was posted stays, and goes when its author deletes it."""

    def __init__(self, clock: Clock, keeps: Keeps) -> None:
        self._clock = clock
        self._keeps = keeps

    async def forgets(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        await hold(IDEAS, entries, work)
        return [await self._forget(one, work) for one in entries]

    async def _forget(self, entry: Entry, work: IdeasWork) -> Outcome:
        now = self._clock.now()
        idea = await work.ideas.get(entry.community, entry.args[NAME], hold=True)
        if idea is None:
            return Skip("the idea is gone", State.CANCELLED)
        may_keep = await _may_keep(work, idea, self._keeps)
        if goes_on(idea) and may_keep:
            return Skip("it goes on again, or may be kept by now")
        if idea.stage is Stage.MERGED and may_keep and now < (again := (idea.moved or now) + UNDO):
            return Later(again, "it may be an idea of its own again")
        before = now - LIVES if goes_on(idea) else None
        await work.discussions.hush(idea.community, idea.id, before=before)
        await unfreeze(IDEAS, work, idea)
        if now < datetime.fromisoformat(entry.args["until"]) or await self._waits(work, idea):
            return Later(now + OFTEN, "a message may have been tried at that moment")
        return Done()

    async def _waits(self, work: IdeasWork, idea: Idea) -> bool:
        """Whether a message still waits for a platform that is away."""
        threads = await work.discussions.threads(idea.community, idea.id)
        under = [promises.under(idea, one.room) for one in threads]
        return any([await work.outbox.unfinished(idea.community, subject) for subject in under])
