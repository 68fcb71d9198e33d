"""Drawing reminders when they are due: what became stale or too late is ended with its reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from communitybot.communities.model import Community, Purpose
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.message import Message
from communitybot.events.cards import reminder_card
from communitybot.events.delivery import notices, reminders
from communitybot.events.delivery.scheduling import ATTENDING
from communitybot.events.model import Answer, Occurrence, Status, Tally
from communitybot.events.posted import Posted
from communitybot.events.repository import EventsWork, Own, Slot
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Skip, State
from communitybot.outbox.late import Verdict, verdict
from communitybot.people.model import Person
from communitybot.ports import Clock

Cards = dict[tuple[Slot, timedelta, bool, Answer | None, str | None], Message]


class Reminding:
    """The outbox handlers of the three kinds of reminders; each reads once for a whole batch."""

    def __init__(self, clock: Clock, posted: Posted) -> None:
        self._clock = clock
        self._posted = posted

    async def rooms(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Remind rooms."""
        now = self._clock.now()
        dates = await work.events.occurrences([slot_of_entry(entry) for entry in entries])
        tallies = await work.events.tallies(list(dates))
        houses = await work.communities.many(sorted({entry.community for entry in entries}))
        drawn: Cards = {}
        return [
            _unwanted(entry, houses.get(entry.community))
            or await _ended(entry, dates.get(slot_of_entry(entry)), now, work)
            or _drawn(entry, dates[slot_of_entry(entry)], tallies, drawn, now, personal=False)
            for entry in entries
        ]

    async def people(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Make one reminder for each person who wants to hear at this offset."""
        now = self._clock.now()
        dates = await work.events.occurrences([slot_of_entry(entry) for entry in entries])
        ended = [await _ended(entry, dates.get(slot_of_entry(entry)), now, work) for entry in entries]
        alive = [entry for entry, end in zip(entries, ended, strict=True) if end is None]
        await work.outbox.put(await _fanned_out(alive, dates, work, now))
        return [end or Done() for end in ended]

    async def persons(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Remind people, unless they said meanwhile that they can't."""
        now = self._clock.now()
        slots = [slot_of_entry(entry) for entry in entries]
        dates = await work.events.occurrences(slots)
        tallies = await work.events.tallies(list(dates))
        answers = await work.events.rsvps(slots, [entry.args["person"] for entry in entries])
        leads = await self._posted.leads_of(work, entries)
        drawn: Cards = {}
        outcomes: list[Outcome] = []
        for entry, slot in zip(entries, slots, strict=True):
            rsvp = answers.get((slot, entry.args["person"]))
            answer = rsvp.answer if rsvp else None
            if not _wants(answer, asked=entry.args["asked"]):
                outcomes.append(Skip("they are not coming any more"))
                continue
            end = await _ended(entry, dates.get(slot), now, work)
            jump = leads.of(entry)
            outcomes.append(
                end
                or _drawn(entry, dates[slot], tallies, drawn, now, personal=True, answer=answer, jump=jump)
            )
        return outcomes


def slot_of_entry(entry: Entry) -> Slot:
    return entry.community, entry.args["event"], reminders.original_of(entry)


def _unwanted(entry: Entry, house: Community | None) -> Skip | None:
    """Why a room is not reminded any more although the date stands: the settings have changed."""
    if house is None:
        return Skip("the community is gone", State.CANCELLED)
    if reminders.offset_of(entry) not in house.settings.offsets:
        return Skip("the community does not remind this long before any more", State.CANCELLED)
    rooms = house.rooms_for(Purpose.EVENTS)
    if rooms and entry.destination not in {str(room) for room in rooms}:
        return Skip("the room is no events room any more", State.CANCELLED)
    if not rooms and PlaceAddress.parse(entry.destination or "").in_space not in house.spaces:
        return Skip("the room is in a space that was left", State.CANCELLED)
    return None


async def _ended(entry: Entry, one: Occurrence | None, now: datetime, work: EventsWork) -> Skip | None:
    """Why a reminder is not sent any more; None when it is."""
    if one is None:
        return Skip("the date is gone", State.CANCELLED)
    if one.status is not Status.OPEN:
        return Skip("the date was cancelled", State.CANCELLED)
    if one.timing != entry.revision:
        return Skip(f"overtaken by revision {one.timing}", State.SUPERSEDED)
    overtaken = reminders.is_overtaken(entry, one.start, now)
    if overtaken and entry.kind != reminders.PEOPLE:  # among people, it is for each to say what is nearer
        return Skip("late: a nearer reminder goes out instead")
    offset = reminders.offset_of(entry)
    if verdict(one.start - offset, now, one.start, offset) is Verdict.SKIP:
        if reminders.was_held(entry, one.start):  # as its reader chose: nobody else hears of that
            return Skip("held by quiet hours until it was of no use")
        if not overtaken:
            await _note(one, now, work)
        return Skip("late: too late to be useful")
    return None


async def _note(one: Occurrence, now: datetime, work: EventsWork) -> None:
    """Tell whoever planned the date, once for all of its late reminders."""
    if one.event.created_by is None:
        return
    maker = await work.people.get(one.event.community, one.event.created_by)
    if maker is not None:
        await work.outbox.put([notices.of_missed(one, maker, now)])


def _drawn(
    entry: Entry,
    one: Occurrence,
    tallies: Mapping[Slot, Tally],
    drawn: Cards,
    now: datetime,
    *,
    personal: bool,
    answer: Answer | None = None,
    jump: str | None = None,
) -> Message:
    """One card for all who get the same; times are worded for each reader where they read."""
    slot, offset = slot_of_entry(entry), reminders.offset_of(entry)
    late = verdict(entry.due, now, one.start, offset) is Verdict.LATE
    kept = (slot, offset, late, answer, jump)
    card = drawn.get(kept)
    if card is None:
        card = drawn[kept] = reminder_card(
            one, tallies[slot], offset=offset, late=late, personal=personal, answer=answer, jump=jump
        )
    return card


def _wants(answer: Answer | None, *, asked: bool) -> bool:
    return answer in ATTENDING or (answer is None and asked)


async def _fanned_out(
    entries: Sequence[Entry], dates: Mapping[Slot, Occurrence], work: EventsWork, now: datetime
) -> list[NewEntry]:
    audience = await work.events.audience([slot_of_entry(entry) for entry in entries])
    by_slot: dict[Slot, list[tuple[str, Answer | None, Own]]] = {}
    for slot, member, answer, own in audience:
        if _wants(answer, asked=own is not None):
            by_slot.setdefault(slot, []).append((member, answer, own))
    known: dict[str, Mapping[str, Person]] = {}
    houses = await work.communities.many(sorted({slot[0] for slot in by_slot}))
    for name in houses:
        ids = {member for slot, wanting in by_slot.items() if slot[0] == name for member, _, _ in wanting}
        known[name] = await work.people.many(name, sorted(ids))
    made = []
    for entry in entries:
        slot, offset = slot_of_entry(entry), reminders.offset_of(entry)
        house = houses.get(slot[0])
        for member, answer, own in by_slot.get(slot, []):
            person = known[slot[0]].get(member)
            if person is None or house is None:
                continue
            offsets = next(each for each in (own, person.offsets, house.settings.offsets) if each is not None)
            nearer = reminders.nearer_than(offset, offsets)
            if offset not in offsets or (nearer is not None and dates[slot].start - nearer <= now):
                continue
            quiet = person.quiet_until(now, house.zone) if person.quiet.holds_attending else None
            due = entry.due if quiet is None else quiet
            made.append(reminders.for_person(entry, person, due=due, nearer=nearer, asked=answer is None))
    return made
