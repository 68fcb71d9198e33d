"""Editing and cancelling: one date, this and the following, or all, with everything that hangs on them."""

from datetime import datetime

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone
from communitybot.events import series
from communitybot.events.desk import Desk, Found, demand_change, find
from communitybot.events.model import Occurrence, Scope, Status
from communitybot.events.repository import EventsWork
from communitybot.events.revising import Revision
from communitybot.events.views import Changes, Edited

REASON = 300  # characters of a reason that are kept


class Changing(Desk):
    """From one state of an event to the next, in one transaction with its reminders."""

    async def edit(self, caller: Caller, key: str, changes: Changes, scope: Scope) -> Edited:
        """Change what a wish names and leave the rest; answers and presence are kept.

        `THIS` changes one date. `FOLLOWING` splits the series: the date and those after it become an event of
        their own, with their answers and exceptions. `ALL` changes the series, and exceptions keep what is
        theirs; dates that have begun keep their time. When time or place changed, those who answered are told
        once. A wish that changes nothing does nothing.

        Raises:
            NotAllowed, AlreadyDone, Misread: with the field's name where there is one.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Edited:
            found = await find(work, caller, key, now=now, hold=True)
            demand_change(caller, found.occurrence)
            alone = scope is Scope.THIS and found.event.repeat is not None
            _demand_alive(found, now)
            edit = await Revision.of(work, caller, found, changes, now)
            if edit.is_nothing:
                return Edited(before=found.occurrence, after=found.occurrence)
            if alone:
                after = await edit.one()
            elif scope is Scope.FOLLOWING and not series.is_first(found.event, found.occurrence.original):
                after = await (await edit.split_off(card=True)).whole()
            else:
                after = await edit.whole()
            return Edited(before=found.occurrence, after=after)

        return await self._units.run(unit)

    async def cancel(self, caller: Caller, key: str, scope: Scope, reason: str = "") -> Occurrence:
        """Cancel and keep: cards and calendars say so, reminders are gone, those who answered are told once.

        Cancelling again does nothing. Returns the date as it is now.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Occurrence:
            found = await find(work, caller, key, now=now, hold=True)
            demand_change(caller, found.occurrence)
            if found.occurrence.status is Status.CANCELLED:
                return found.occurrence
            _demand_alive(found, now)
            edit = await Revision.of(work, caller, found, Changes(), now)
            why = " ".join(reason.split())[:REASON]
            if scope is Scope.THIS and found.event.repeat is not None:
                return await edit.cancel_one(why)
            if scope is Scope.FOLLOWING and not series.is_first(found.event, found.occurrence.original):
                return await (await edit.split_off(card=False)).cancel_whole(why)
            return await edit.cancel_whole(why)

        return await self._units.run(unit)


def _demand_alive(found: Found, now: datetime) -> None:
    title = found.occurrence.details.title
    if found.occurrence.status is Status.CANCELLED:
        raise AlreadyDone(f"{title} has been cancelled. You can plan it anew.", example="/event create")
    if found.occurrence.end <= now and found.event.status is not Status.DRAFT:
        raise AlreadyDone(f"{title} is over already.", example="/events")
