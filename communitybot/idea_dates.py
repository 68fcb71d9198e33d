"""Where ideas meet the calendar: a local lab stands on one date of an event, and here is how it finds it."""

from datetime import datetime
from typing import Any

from communitybot.chat_dates import Within
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Caller
from communitybot.events.desk import follow
from communitybot.events.model import Details, Host, Kind, Occurrence, Scope, Status, key_of
from communitybot.events.service import Changes, Events, Plan
from communitybot.ideas.calendar import Dated, LabChange, LabPlan
from communitybot.ports import Clock


class LabDates:
    """The calendar of labs, as the events feature keeps it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def plan(self, work: Any, caller: Caller, plan: LabPlan) -> Dated:
        """Plan an event the caller hosts, and post it; raises what planning an event raises."""
        details = Details(
            title=plan.title,
            description=plan.description,
            kind=Kind.LAB,
            hosts=(Host(caller.name, caller.person),),
            place=plan.place,
        )
        wish = Plan(details=details, starts=plan.starts, zone=plan.zone, length=plan.length)
        draft = await self._events(work).draft(caller, wish)
        return _dated(await self._events(work).post(caller, draft.event.id))

    async def change(
        self, work: Any, caller: Caller, dated: tuple[str, datetime], change: LabChange
    ) -> Dated:
        """Change a date as whoever hosts it; raises what changing an event raises."""
        wish = Changes(
            description=change.description,
            place=change.place,
            starts=change.starts,
            zone=change.zone,
            length=change.length,
        )
        edited = await self._events(work).edit(caller, key_of(*dated), wish, Scope.THIS)
        return _dated(edited.after)

    async def cancel(self, work: Any, caller: Caller, dated: tuple[str, datetime], reason: str) -> None:
        """Cancel a date as whoever hosts it; one that is over, cancelled or gone stays as it is."""
        now = self._clock.now()
        found = await follow(work, caller.community, *dated, now=now)
        if found is not None and found.occurrence.end > now:
            await self._events(work).cancel(caller, key_of(*dated), Scope.THIS, reason)

    async def call_off(
        self, work: Any, community: str, host: str, dated: tuple[str, datetime], reason: str
    ) -> None:
        """Cancel a date in the name of whoever hosts it, when nobody asked for it just now."""
        person, house = await work.people.get(community, host), await work.communities.get(community)
        if person is None or house is None:
            return
        account = person.direct
        caller = Caller(
            person=person.id,
            name=person.name,
            community=community,
            account=account,
            space=account.in_space,
            place=PlaceAddress(account.platform, account.space, "nowhere"),  # nothing is answered there
            zone=person.zone_or(house.zone),
        )
        await self.cancel(work, caller, dated, reason)

    async def dated(self, work: Any, community: str, event: str, original: datetime) -> Dated | None:
        """The date as it is now, also after its series was moved or split; None when it is gone."""
        found = await follow(work, community, event, original, now=self._clock.now())
        return None if found is None else _dated(found.occurrence)

    def _events(self, work: Any) -> Events:
        return Events(Within(work), self._clock)


def _dated(one: Occurrence) -> Dated:
    return Dated(
        event=one.event.id,
        original=one.original,
        zone=one.event.zone,
        start=one.start,
        end=one.end,
        place=one.details.place,
        cancelled=one.status is Status.CANCELLED,
    )
