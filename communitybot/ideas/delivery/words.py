"""Telling whoever stands behind an idea that people talk about it: once a day at most, after school."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from communitybot.conversation.phrases import counted, joined, name_words
from communitybot.ideas.delivery.promises import entry
from communitybot.ideas.delivery.telling import everybody, tell
from communitybot.ideas.desk import community_of
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.repository import IdeasWork
from communitybot.outbox.entry import Done, Entry, Outcome
from communitybot.ports import Clock
from communitybot.threads.log import Line

WORDS = "idea.words"
AFTER_SCHOOL = time(16, 30)  # in the zone of the community
SHOWN = 3  # names of those who spoke


async def promise_words(work: IdeasWork, idea: Idea, line: Line, now: datetime) -> None:
    """Promise one word this afternoon about what is said since; the first line of a day begins it."""
    house = await community_of(work, idea.community)
    due = _after_school(now, house.zone)
    day = f"{due.astimezone(ZoneInfo(house.zone)):%Y-%m-%d}"
    await work.outbox.put([entry(idea, WORDS, f"words:{day}", due, after=line.number - 1, day=day)])


def _after_school(now: datetime, zone: str) -> datetime:
    """The next time it is that hour there."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() < AFTER_SCHOOL else local.date() + timedelta(days=1)
    return datetime.combine(day, AFTER_SCHOOL, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Words:
    """Counts for each what others said, and tells them that."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def words(self, entries: Sequence[Entry], work: IdeasWork) -> Sequence[Outcome]:
        for one in entries:
            idea = await work.ideas.get(one.community, one.args["idea"])
            if idea is None or not idea.stage.seen:
                continue
            said = await work.discussions.lines(idea.community, idea.id, after=one.args["after"], said=True)
            await self._tell(work, idea, one.args["day"], said)
        return [Done() for _ in entries]

    async def _tell(self, work: IdeasWork, idea: Idea, day: str, said: Sequence[Line]) -> None:
        """One word to all who only listened; whoever spoke hears of the others alone."""
        now, speakers = self._clock.now(), {line.person for line in said if line.person is not None}
        if said:
            await tell(work, idea, now, f"words:{day}", _told(said), but=speakers)
        for person in sorted(speakers.intersection(await everybody(work, idea))):
            if new := [line for line in said if line.person != person]:
                await tell(work, idea, now, f"words:{day}:{person}", _told(new), to=[person])


def _told(new: Sequence[Line]) -> str:
    names = joined(dict.fromkeys(name_words(line.name) for line in new), most=SHOWN)
    are = "is" if len(new) == 1 else "are"
    return f"There {are} {counted(len(new), 'new message')} in its discussion, from {names}."
