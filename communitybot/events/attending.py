"""Who was there: a person's own word while an event is on, or a host's correction with a reason."""

from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread
from communitybot.events.desk import Desk, demand_change, find
from communitybot.events.model import Attendance, Occurrence, Status
from communitybot.events.repository import EventsWork
from communitybot.people import resolve
from communitybot.people.model import Person

BEFORE = timedelta(minutes=15)  # how long before the start one can be here already
AFTER = timedelta(minutes=30)  # how long after the end one can still say so
REASON = 300


class Attending(Desk):
    """Presence at one date."""

    async def attend(self, caller: Caller, key: str) -> Attendance:
        """Note that the caller is here: from 15 minutes before the start to 30 after the end, once.

        Raises:
            AlreadyDone: outside that time, or for what is cancelled.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Attendance:
            found = await find(work, caller, key, now=now, hold=True)
            _demand_on(found.occurrence, now)
            known = await work.events.attendance(found.slot, person=caller.person)
            if known and (known[0].present or known[0].corrected_by):
                return known[0]
            here = _presence(found.occurrence, caller.person, caller.name, present=True, at=now)
            await work.events.attended(caller.community, here)
            return here

        return await self._units.run(unit)

    async def correct(
        self,
        caller: Caller,
        key: str,
        person_name_or_id: str,
        present: bool,  # noqa: FBT001 - a yes or no that a form asks for
        reason: str,
    ) -> Attendance:
        """Say for somebody else whether they were there; who said so and why is kept with it.

        Raises:
            NotAllowed: unless the caller may change the event.
            Misread: without a reason, before the start, or when several people have that name.
        """
        now = self._clock.now()
        why = " ".join(reason.split())[:REASON]

        async def unit(work: EventsWork) -> Attendance:
            found = await find(work, caller, key, now=now, hold=True)
            demand_change(caller, found.occurrence)
            if not why:
                trouble = "A correction needs a reason, so that everybody can follow it."
                raise Misread(trouble, field="reason", example="joined by phone")
            if now < found.occurrence.start - BEFORE:
                raise AlreadyDone(
                    f"{found.occurrence.details.title} has not begun yet.", example="/event show"
                )
            person = await _person(work, caller, person_name_or_id)
            row = _presence(
                found.occurrence,
                person.id,
                person.name,
                present=present,
                at=now,
                by=caller.person,
                reason=why,
            )
            await work.events.attended(caller.community, row)
            return row

        return await self._units.run(unit)

    async def attendance(self, caller: Caller, key: str) -> tuple[Attendance, ...]:
        """Who was there, by name; for those who may change the event."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> tuple[Attendance, ...]:
            found = await find(work, caller, key, now=now)
            demand_change(caller, found.occurrence)
            return tuple(await work.events.attendance(found.slot))

        return await self._units.read(unit)


async def _person(work: EventsWork, caller: Caller, named: str) -> Person:
    known = await work.people.get(caller.community, named)
    return known or await resolve.person(work, caller.community, named, field="person")


def _presence(
    occurrence: Occurrence,
    person: str,
    name: str,
    *,
    present: bool,
    at: datetime,
    by: str | None = None,
    reason: str = "",
) -> Attendance:
    return Attendance(
        event=occurrence.event.id,
        original=occurrence.original,
        person=person,
        name=name,
        present=present,
        at=at,
        corrected_by=by,
        reason=reason,
    )


def _demand_on(occurrence: Occurrence, now: datetime) -> None:
    title = occurrence.details.title
    if occurrence.status is not Status.OPEN:
        raise AlreadyDone(f"{title} does not take place.", example="/events")
    if now < occurrence.start - BEFORE:
        raise AlreadyDone(
            f"{title} has not begun. You can say it from 15 minutes before.", example="/event show"
        )
    if now > occurrence.end + AFTER:
        raise AlreadyDone(f"{title} ended a while ago. A host can still note that you were there.")
