"""Planning an event: a draft only its maker sees, posted once, or thrown away."""

from dataclasses import replace
from datetime import datetime

from communitybot.communities.model import Community
from communitybot.communities.names import fold
from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread, NotAllowed, NotFound
from communitybot.events import occurrences
from communitybot.events.delivery import notices, scheduling
from communitybot.events.desk import Desk, community_of, demand_change, find
from communitybot.events.details import checked_length, tidied
from communitybot.events.model import Event, Occurrence, Status
from communitybot.events.repository import EventsWork
from communitybot.events.views import Plan
from communitybot.ids import new_id
from communitybot.moments import dates
from communitybot.moments.words import spoken_clock, spoken_day


class Planning(Desk):
    """From a wish to a posted event."""

    async def draft(self, caller: Caller, plan: Plan) -> Occurrence:
        """Keep a plan as a draft and return its first date; nobody else sees it, and nothing is sent.

        Raises:
            NotAllowed: when the caller may not plan events here.
            AlreadyDone: for a time that has passed.
            Misread: for words that cannot be kept.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Occurrence:
            _demand_planning(caller, await community_of(work, caller))
            event = _event(caller, plan, now, await _programme(work, caller, plan.programme))
            first = occurrences.occurrence(event, event.starts)
            _demand_future(first, now)
            await work.events.add(event)
            return first

        return await self._units.run(unit)

    async def post(self, caller: Caller, event_id: str) -> Occurrence:
        """Make a draft an event: its card, reminders and notices are promised with it. Again does nothing.

        Raises:
            AlreadyDone: when its time has passed meanwhile.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Occurrence:
            found = await find(work, caller, event_id, now=now, hold=True)
            if found.event.status is not Status.DRAFT:
                return found.occurrence
            community = await community_of(work, caller)
            _demand_planning(caller, community)
            demand_change(caller, found.occurrence)
            first = occurrences.occurrence(found.event, found.event.starts)
            _demand_future(first, now)
            event = replace(found.event, status=Status.OPEN, changed_at=now)
            await work.events.save(event)
            here = caller.place.room
            await scheduling.schedule(work, event, community, now=now, anew=True, otherwise=here)
            await work.outbox.put(
                [
                    *scheduling.cards(event, community, now, otherwise=here),
                    notices.of_new(event, now),
                ]
            )
            return occurrences.occurrence(event, event.starts)

        return await self._units.run(unit)

    async def discard(self, caller: Caller, event_id: str) -> None:
        """Throw a draft away; one that is gone is gone.

        Raises:
            AlreadyDone: when it has been posted; then it can be cancelled.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> None:
            try:
                found = await find(work, caller, event_id, now=now, hold=True)
            except NotFound:
                return
            demand_change(caller, found.occurrence)
            if found.event.status is not Status.DRAFT:
                raise AlreadyDone("This event has been posted. You can cancel it.", example="/event cancel")
            await work.events.delete(caller.community, found.event.id)

        await self._units.run(unit)


def _event(caller: Caller, plan: Plan, now: datetime, programme: str | None) -> Event:
    name = new_id()
    starts = plan.starts.replace(second=0, microsecond=0, tzinfo=None)
    if plan.repeat is not None and next(dates(plan.repeat, starts), None) != starts:
        raise Misread(
            f"The first date, {starts:%A} {starts.day} {starts:%B}, is not one of those dates.",
            understood=plan.repeat.words(),
            field="repeat",
            example=f"repeat: every {starts:%A}",
        )
    return Event(
        id=name,
        community=caller.community,
        uid=f"{name}@communitybot",
        details=tidied(plan.details),
        starts=starts,
        zone=plan.zone,
        length=checked_length(plan.length),
        all_day=plan.all_day,
        repeat=plan.repeat,
        programme=programme,
        created_by=caller.person,
        created_at=now,
        changed_at=now,
    )


def _demand_planning(caller: Caller, community: Community) -> None:
    if not community.may_host(caller):
        raise NotAllowed("Only hosts plan events here. Ask an administrator to add you.", example="/events")


def _demand_future(first: Occurrence, now: datetime) -> None:
    over = first.end if first.event.all_day else first.start
    if over <= now:
        said = f"{spoken_day(first.starts)}, {spoken_clock(first.starts)},"
        raise AlreadyDone(
            f"{said} has passed already.", understood=said, field="when", example="next tuesday 7pm"
        )


async def _programme(work: EventsWork, caller: Caller, named: str | None) -> str | None:
    if not named:
        return None
    found = await work.events.programme(caller.community, named)
    found = found or await work.events.programme(caller.community, fold(named))
    if found is None:
        raise NotFound(
            "There is no programme of that name here.",
            understood=named[:80],
            field="programme",
            example="/programmes",
        )
    return found.id
