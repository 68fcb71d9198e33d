"""Answers to a date: going, maybe, can't, a waiting list in order, and one's own reminders."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone, Misread
from communitybot.events.delivery import notices, scheduling
from communitybot.events.desk import Desk, Found, community_of, find
from communitybot.events.model import Answer, Event, Occurrence, Rsvp, Status
from communitybot.events.repository import SERIES, EventsWork, Slot, slot_of
from communitybot.events.views import Listed

MOST_OFFSETS = 8
EARLIEST = timedelta(days=60)  # no reminder comes longer before its event


class Answering(Desk):
    """What people say to a date, and when they want to hear of it."""

    async def rsvp(self, caller: Caller, key: str, answer: Answer | None) -> Listed:
        """Keep an answer in place of the person's last; None takes it back. Again does nothing.

        Going to a full date is waiting; a place that becomes free goes to whoever waited longest, and they
        are told. The card is redrawn soon.

        Raises:
            AlreadyDone: for what is over, cancelled or not posted yet.
        """
        now = self._clock.now()

        async def unit(work: EventsWork) -> Listed:
            found = await find(work, caller, key, now=now, hold=True)
            _demand_open(found.occurrence, now)
            slot, one = found.slot, found.occurrence
            was = (await work.events.rsvps([slot], [caller.person])).get((slot, caller.person))
            said = await _meant(work, slot, one, answer, was)
            if said is not (was.answer if was else None):
                await _keep(work, caller, one, said, now)
                if was and was.answer is Answer.GOING:
                    await move_up(work, one, now)
                await self._plan(work, caller, one, said, now)
            return await listed(work, caller, one)

        return await self._units.run(unit)

    async def _plan(
        self, work: EventsWork, caller: Caller, one: Occurrence, said: Answer | None, now: datetime
    ) -> None:
        community = await community_of(work, caller)
        await scheduling.redraw(work, one.event, community, now)
        if said in scheduling.ATTENDING:
            own = await _offsets(work, caller, slot_of(one))
            await scheduling.plan_for_person(work, community, one, own, now=now)

    async def remind(self, caller: Caller, key: str, offsets: Sequence[timedelta]) -> tuple[timedelta, ...]:
        """Set when this person alone is reminded of a date (or, by an event's id, of each of its dates).

        Returns the offsets still to come, longest first; none given means no reminders. Whoever asks is
        reminded also without an answer, unless they said that they can't come.

        Raises:
            AlreadyDone: when all the asked-for moments have passed.
            Misread: for more than eight, or for more than 60 days before the start.
        """
        wanted = _checked(offsets)
        now = self._clock.now()

        async def unit(work: EventsWork) -> tuple[timedelta, ...]:
            found = await find(work, caller, key, now=now, hold=True)
            _demand_open(found.occurrence, now)
            one = found.occurrence
            coming = tuple(offset for offset in wanted if one.start - offset > now)
            series = found.whole and found.event.repeat is not None
            if wanted and not coming and not series:
                raise AlreadyDone(
                    f"It is too late for that: {one.details.title} begins sooner.",
                    field="offsets",
                    example="/event remind",
                )
            community, event, original = found.slot
            slot = (community, event, SERIES if series else original)
            await work.events.set_offsets(slot, caller.person, wanted)
            place = await community_of(work, caller)
            for date in await _dates(work, found, series=series):
                await scheduling.plan_for_person(work, place, date, wanted, now=now)
            return wanted if series else coming

        return await self._units.run(unit)

    async def asked(self, caller: Caller, key: str) -> bool:
        """Whether this person asked to be reminded of a date, so that they are also without an answer."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> bool:
            found = await find(work, caller, key, now=now)
            return await work.events.offsets(found.slot, caller.person) is not None

        return await self._units.read(unit)

    async def reminders(self, caller: Caller, key: str) -> tuple[timedelta, ...]:
        """How long before a date this person is reminded when they come, longest first."""
        now = self._clock.now()

        async def unit(work: EventsWork) -> tuple[timedelta, ...]:
            found = await find(work, caller, key, now=now)
            return await _offsets(work, caller, found.slot)

        return await self._units.read(unit)


async def move_up(work: EventsWork, occurrence: Occurrence, now: datetime) -> None:
    """Give free places of a date to those who waited longest, and tell them."""
    slot, capacity = slot_of(occurrence), occurrence.details.capacity
    tally = (await work.events.tallies([slot]))[slot]
    free = tally.waiting if capacity is None else max(capacity - tally.going, 0)
    if not free or not tally.waiting or occurrence.end <= now:
        return
    first = await work.events.answered(slot, [Answer.WAITING], limit=free)
    people = await work.people.many(slot[0], [rsvp.person for rsvp in first])
    for rsvp in first:
        await work.events.answer(slot[0], replace(rsvp, answer=Answer.GOING, at=now))
        if rsvp.person in people:
            line = str(int(now.timestamp() * 1000))
            await work.outbox.put([notices.of_place(occurrence, people[rsvp.person], line, now)])


async def listed(work: EventsWork, caller: Caller, occurrence: Occurrence) -> Listed:
    """A date as the caller sees it now."""
    slot = slot_of(occurrence)
    tally = (await work.events.tallies([slot]))[slot]
    mine = (await work.events.rsvps([slot], [caller.person])).get((slot, caller.person))
    waits = mine is not None and mine.answer is Answer.WAITING
    ahead = await work.events.ahead_of(slot, caller.person) if waits else None
    here = await work.events.attendance(slot, person=caller.person)
    return Listed(
        occurrence=occurrence,
        tally=tally,
        mine=mine.answer if mine else None,
        waiting_position=None if ahead is None else ahead + 1,
        attended=any(row.present for row in here),
        maker=await maker_of(work, occurrence.event),
    )


async def maker_of(work: EventsWork, event: Event) -> str:
    """The name of whoever planned it; empty for what was imported, or when they are gone."""
    known = await work.people.get(event.community, event.created_by) if event.created_by else None
    return known.name if known is not None else ""


async def _meant(
    work: EventsWork, slot: Slot, one: Occurrence, answer: Answer | None, was: Rsvp | None
) -> Answer | None:
    """What an answer comes to: going is waiting where all places are taken."""
    if answer not in {Answer.GOING, Answer.WAITING}:
        return answer
    if was is not None and was.answer in {Answer.GOING, Answer.WAITING}:
        return was.answer
    if one.details.capacity is None:
        return Answer.GOING
    tally = (await work.events.tallies([slot]))[slot]
    full = tally.going >= one.details.capacity or tally.waiting > 0
    return Answer.WAITING if full else Answer.GOING


async def _keep(
    work: EventsWork, caller: Caller, one: Occurrence, said: Answer | None, now: datetime
) -> None:
    if said is None:
        await work.events.withdraw(slot_of(one), caller.person)
        return
    rsvp = Rsvp(
        event=one.event.id,
        original=one.original,
        person=caller.person,
        name=caller.name,
        answer=said,
        at=now,
    )
    await work.events.answer(caller.community, rsvp)


async def _offsets(work: EventsWork, caller: Caller, slot: Slot) -> tuple[timedelta, ...]:
    own = await work.events.offsets(slot, caller.person)
    if own is None:
        person = await work.people.get(caller.community, caller.person)
        own = person.offsets if person else None
    if own is None:
        own = (await community_of(work, caller)).settings.offsets
    return tuple(sorted(own, reverse=True))


async def _dates(work: EventsWork, found: Found, *, series: bool) -> Sequence[Occurrence]:
    if not series:
        return [found.occurrence]
    laid = await work.events.laid_out(found.event.community, found.event.id)
    return [one for one in laid if one.start >= found.occurrence.start]


def _checked(offsets: Sequence[timedelta]) -> tuple[timedelta, ...]:
    wanted = tuple(
        sorted({offset // timedelta(minutes=1) * timedelta(minutes=1) for offset in offsets}, reverse=True)
    )
    if len(wanted) > MOST_OFFSETS:
        raise Misread(
            f"That is more than {MOST_OFFSETS} reminders.", field="offsets", example="1 day, 1 hour"
        )
    if any(not timedelta() <= offset <= EARLIEST for offset in wanted):
        trouble = "A reminder comes at the start or up to 60 days before it."
        raise Misread(trouble, field="offsets", example="1 day, 1 hour")
    return wanted


def _demand_open(occurrence: Occurrence, now: datetime) -> None:
    title = occurrence.details.title
    if occurrence.status is Status.DRAFT:
        raise AlreadyDone(f"{title} has not been posted yet.", example="/events")
    if occurrence.status is Status.CANCELLED:
        raise AlreadyDone(f"{title} has been cancelled.", example="/events")
    if occurrence.end <= now:
        raise AlreadyDone(f"{title} is over already.", example="/events")
