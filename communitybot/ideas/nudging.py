"""Answering a gentle reminder: it goes on, or no more of these."""

from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.ideas.desk import Desk, demand_open, demand_team, find
from communitybot.ideas.meeting_repository import MeetingWork
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.meeting import Nudged
from communitybot.ideas.surroundings import said
from communitybot.ports import Clock, Units


class Nudging(Desk):
    """What somebody who was reminded of an idea can say."""

    def __init__(self, units: Units[MeetingWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._meeting = units

    async def still(self, caller: Caller, idea: str) -> Idea:
        """Note that its team is at work on it, so that it is a while until the next reminder."""
        now = self._clock.now()

        async def unit(work: MeetingWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            await said(work, found, now)
            return found

        return await self._meeting.run(unit)

    async def stop(self, caller: Caller, idea: str, *, on: bool = True) -> Idea:
        """Remind the caller of this idea no more (or again)."""

        async def unit(work: MeetingWork) -> Idea:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            known = (await work.meeting.nudged(found.community, found.id)).get(caller.person, Nudged())
            if known.stopped is not on:
                wished = replace(known, stopped=on)
                await work.meeting.nudge(found.community, found.id, caller.person, wished)
            return found

        return await self._meeting.run(unit)
