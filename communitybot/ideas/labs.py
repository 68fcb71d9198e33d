"""Local labs: planned with their event, moved and cancelled with it, by the team of an idea."""

from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.ideas.calendar import Calendar, LabChange, LabPlan
from communitybot.ideas.delivery import hosting
from communitybot.ideas.desk import Desk, demand_open, demand_team, find
from communitybot.ideas.lab_repository import LabsWork
from communitybot.ideas.lab_views import LabSeen, LabWish
from communitybot.ideas.lab_words import about, called_off, moved, planned, title_for
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.model.lab import Lab
from communitybot.ideas.surroundings import team_of
from communitybot.ports import Clock, Units

LENGTH = timedelta(hours=6)  # a lab takes most of a day, unless its team says otherwise
EXAMPLE = "/idea lab when: 24 october 9am-3pm, place: Lincoln School"
REASON = 300


class LabsDesk(Desk):
    """Plans, moves and cancels the lab of an idea, each time in one unit with its event."""

    def __init__(self, units: Units[LabsWork], clock: Clock, calendar: Calendar) -> None:
        self._units: Units[LabsWork] = units
        self._clock = clock
        self._calendar = calendar

    async def look(self, caller: Caller, idea: str) -> LabSeen:
        """The lab of an idea, and whether the caller may change it."""
        return await self._units.read(lambda work: _seen(work, caller, idea))

    async def plan(self, caller: Caller, idea: str, wish: LabWish) -> LabSeen:
        """Plan the lab of an idea, or change what a wish names and leave the rest. Again does nothing.

        Raises:
            NotAllowed, AlreadyDone, Misread: with the field's name where there is one.
        """
        now = self._clock.now()

        async def unit(work: LabsWork) -> LabSeen:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            demand_open(found)
            lab = await work.labs.lab(found.community, found.id)
            if lab is None or lab.cancelled:
                await self._keep(work, found, await self._planned(work, caller, found, lab, wish), now)
            elif lab.end <= now:
                raise AlreadyDone("The lab is over. You can note what was promised.", example="/idea commit")
            else:
                after = await self._changed(work, caller, found, lab, wish)
                if after != lab:
                    await self._keep(work, found, after, now, before=lab)
            return await _seen(work, caller, idea)

        return await self._units.run(unit)

    async def cancel(self, caller: Caller, idea: str, reason: str) -> LabSeen:
        """Cancel the lab with its event; again does nothing."""
        now = self._clock.now()

        async def unit(work: LabsWork) -> LabSeen:
            found = await find(work, caller, idea, hold=True)
            await demand_team(work, caller, found)
            lab = await work.labs.lab(found.community, found.id)
            if lab is None:
                raise AlreadyDone("No lab is planned for this idea.", example=EXAMPLE)
            if lab.end <= now and not lab.cancelled:
                raise AlreadyDone("The lab is over already.", example="/idea commitments")
            if not lab.cancelled:
                why = one_line(reason, REASON)
                host = _as_host(caller, lab)
                await self._calendar.cancel(work, host, (lab.event, lab.original), why)
                gone = replace(lab, cancelled=True, revision=lab.revision + 1)
                await work.labs.keep_lab(found.community, found.id, gone)
                await hosting.told(work, found, now, lab=gone, words=called_off(lab, why))
            return await _seen(work, caller, idea)

        return await self._units.run(unit)

    async def _planned(
        self, work: LabsWork, caller: Caller, idea: Idea, before: Lab | None, wish: LabWish
    ) -> Lab:
        if idea.anonymous and idea.by(caller.person):
            raise NotAllowed(
                "A lab names who hosts it, and your name is not shown on this idea. "
                "Somebody else of the team can plan it.",
                example="/idea team",
            )
        if wish.starts is None or wish.zone is None:
            raise Misread("A lab needs a day and an hour.", example=EXAMPLE, field="when")
        stakeholders = wish.stakeholders or ()
        plan = LabPlan(
            title=title_for(idea),
            description=about(idea, wish.decides or "", stakeholders),
            place=wish.place or "",
            starts=wish.starts,
            zone=wish.zone,
            length=wish.length or LENGTH,
        )
        dated = await self._calendar.plan(work, caller, plan)
        return Lab(
            event=dated.event,
            original=dated.original,
            zone=dated.zone,
            start=dated.start,
            end=dated.end,
            place=dated.place,
            stakeholders=stakeholders,
            decides=wish.decides or "",
            host=caller.person,
            host_name=caller.name,
            revision=before.revision + 1 if before is not None else 0,
        )

    async def _changed(self, work: LabsWork, caller: Caller, idea: Idea, lab: Lab, wish: LabWish) -> Lab:
        stakeholders = lab.stakeholders if wish.stakeholders is None else wish.stakeholders
        decides = lab.decides if wish.decides is None else wish.decides
        words = about(idea, decides, stakeholders)
        change = LabChange(
            description=words if words != about(idea, lab.decides, lab.stakeholders) else None,
            place=wish.place,
            starts=wish.starts,
            zone=wish.zone,
            length=wish.length,
        )
        after = replace(lab, stakeholders=stakeholders, decides=decides)
        if change != LabChange():
            dated = await self._calendar.change(
                work, _as_host(caller, lab), (lab.event, lab.original), change
            )
            after = hosting.dated_anew(after, dated)
        return replace(after, revision=lab.revision + 1) if after != lab else lab

    async def _keep(
        self, work: LabsWork, idea: Idea, lab: Lab, now: datetime, *, before: Lab | None = None
    ) -> None:
        await work.labs.keep_lab(idea.community, idea.id, lab)
        await work.outbox.put([hosting.held(idea, lab)])
        when = None if before is None else (before.start, before.end, before.place)
        if when == (lab.start, lab.end, lab.place):
            await hosting.touched(work, idea, now)
        else:
            await hosting.told(work, idea, now, lab=lab, words=planned(lab) if before is None else moved(lab))


async def _seen(work: LabsWork, caller: Caller, idea: str) -> LabSeen:
    found = await find(work, caller, idea)
    lab = await work.labs.lab(found.community, found.id)
    return LabSeen(idea=found, lab=lab, team=caller.person in await team_of(work, found))


def _as_host(caller: Caller, lab: Lab) -> Caller:
    """Everybody in the team may move a lab, whoever of them planned its event."""
    return replace(caller, person=lab.host, name=lab.host_name)
