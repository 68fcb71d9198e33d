"""What the relay runs for events: a table from kind to handler."""

from collections.abc import Mapping, Sequence

from communitybot.events.delivery import scheduling
from communitybot.events.delivery.carding import Carding
from communitybot.events.delivery.notices import CORRECT, TOLD
from communitybot.events.delivery.reminders import PEOPLE, PERSON, PLAN, ROOM
from communitybot.events.delivery.reminding import Reminding
from communitybot.events.delivery.telling import Telling
from communitybot.events.model import Status
from communitybot.events.posted import Posted
from communitybot.events.repository import EventsWork
from communitybot.outbox.entry import Done, Entry, Handler, Outcome, Skip, State
from communitybot.ports import Clock

WISHES = "people.offsets"
"""A person changed how long before events they are reminded (`args`: person); whoever stores it says so."""


def handlers(clock: Clock, posted: Posted | None = None) -> Mapping[str, Handler]:
    """The handlers of every kind that events put into the outbox, and of `WISHES`.

    `posted` knows where cards stand, so that what is told in private can lead there.
    """
    known = posted or Posted()
    reminding, telling = Reminding(clock, known), Telling(clock, known)
    carding, planning = Carding(clock, known), _Planning(clock)
    return {
        scheduling.CARD: carding.card,
        scheduling.CARD_EDIT: carding.edit,
        CORRECT: carding.correct,
        TOLD: telling.told,
        ROOM: reminding.rooms,
        PEOPLE: reminding.people,
        PERSON: reminding.persons,
        PLAN: planning.go_on,
        WISHES: planning.wishes,
    }


class _Planning:
    """Goes on planning series and far events, and follows people's own offsets."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def go_on(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Plan from when it was due, so that a late start plans also what is late and still useful."""
        now = self._clock.now()
        outcomes: list[Outcome] = []
        for entry in entries:
            event = await work.events.get(entry.community, entry.args["event"], hold=True)
            house = await work.communities.get(entry.community)
            if event is None or house is None or event.status is not Status.OPEN:
                outcomes.append(Skip("the event was cancelled", State.CANCELLED))
                continue
            coming = await scheduling.lay_out(work, event, now=now)
            await scheduling.plan(work, event, house, coming, since=entry.due, now=now)
            outcomes.append(Done())
        return outcomes

    async def wishes(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Plan what a person's new offsets need for the dates they answered."""
        now = self._clock.now()
        for entry in entries:
            person = await work.people.get(entry.community, entry.args["person"])
            house = await work.communities.get(entry.community)
            if person is None or house is None or person.offsets is None:
                continue
            for one in await work.events.coming_of(entry.community, person.id, now):
                await scheduling.plan_for_person(work, house, one, person.offsets, now=now)
        return [Done()] * len(entries)
