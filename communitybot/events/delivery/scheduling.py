"""What follows from an event as it stands: laid-out dates, planned reminders, and a card to redraw."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from communitybot.communities.model import Community, Purpose
from communitybot.conversation.addresses import PlaceAddress
from communitybot.events import occurrences
from communitybot.events.delivery import reminders
from communitybot.events.model import Answer, Event, Occurrence, Status
from communitybot.events.repository import EventsWork, Slot, slot_of
from communitybot.outbox.entry import FINAL, NewEntry

AHEAD = timedelta(days=180)  # series are laid out this far for lists; later dates are found by the rule
BEHIND = timedelta(days=400)  # how far back an old series is laid out when it comes to us
REDRAW = timedelta(seconds=0.5)  # a card is redrawn at most this often, however many answer
ATTENDING = frozenset({Answer.GOING, Answer.MAYBE})

CARD = "event.card"
CARD_EDIT = "event.card.edit"


async def lay_out(
    work: EventsWork, event: Event, *, now: datetime, anew: bool = False
) -> Sequence[Occurrence]:
    """Write the dates of an event for lists, from now on or (`anew`) all of them; returns those to come.

    A draft has none. A series is laid out half a year ahead, and always to its next date.
    """
    changes = (await work.events.changes(event.community, [event.id]))[event.id]
    if event.status is Status.DRAFT:
        laid: tuple[Occurrence, ...] = ()
    elif event.repeat is None:
        laid, anew = (occurrences.occurrence(event, event.starts, changes.get(event.starts)),), True
    else:
        since = now - BEHIND if anew else now
        laid = occurrences.expand(event, changes, since, now + AHEAD)
        further = occurrences.following(event, changes, now)
        if further is not None and all(one.original != further.original for one in laid):
            laid = (*laid, further)
    await work.events.lay_out(event.community, event.id, laid, since=None if anew else now)
    return [one for one in laid if one.end > now]


async def plan(
    work: EventsWork,
    event: Event,
    community: Community,
    coming: Sequence[Occurrence],
    *,
    since: datetime,
    now: datetime,
    otherwise: PlaceAddress | None = None,
) -> None:
    """Plan the reminders of the dates that are near, and the task that plans the next.

    Reminders due at `since` or before are not planned. Planning again what is planned changes nothing.
    Where there is no events room, the room with the card is reminded; `otherwise`, where it is being posted.
    """
    if event.status is not Status.OPEN:
        return
    rooms = await _rooms(work, event, community, otherwise)
    holding = [one for one in coming if one.status is Status.OPEN and one.start > since]
    own = await personal_offsets(work, community, holding)
    entries: list[NewEntry] = []
    further: datetime | None = None
    for one in holding:
        usual = community.settings.offsets
        everybody = {*usual, *own[slot_of(one)]}
        if not reminders.is_near(one, everybody, now):
            further = reminders.first_due(one, everybody) - reminders.HORIZON
            break
        entries += reminders.for_rooms(one, usual, rooms, since=since)
        entries += reminders.for_people(one, everybody, since=since)
    if further is None and coming and event.repeat and occurrences.ahead(event, coming[-1].original):
        further = coming[-1].end
    if further is not None:
        entries.append(reminders.plan_ahead(event, further))
    if entries:
        await work.outbox.put(entries)


async def schedule(
    work: EventsWork,
    event: Event,
    community: Community,
    *,
    now: datetime,
    anew: bool = False,
    otherwise: PlaceAddress | None = None,
) -> Sequence[Occurrence]:
    """Lay out and plan an event that was just posted or changed; returns its dates to come."""
    coming = await lay_out(work, event, now=now, anew=anew)
    await plan(work, event, community, coming, since=now, now=now, otherwise=otherwise)
    return coming


async def personal_offsets(
    work: EventsWork, community: Community, dates: Sequence[Occurrence]
) -> Mapping[Slot, set[timedelta]]:
    """Which offsets the people of each date want, beyond what the community has."""
    found: dict[Slot, set[timedelta]] = {slot_of(one): set() for one in dates}
    for slot, _, offsets in await wishes(work, community, list(found)):
        found[slot] |= set(offsets)
    return found


async def wishes(
    work: EventsWork, community: Community, slots: Sequence[Slot]
) -> list[tuple[Slot, str, tuple[timedelta, ...]]]:
    """Who is to be reminded of which date, and how long before: date, person, offsets.

    A wish for the date or its event counts first, then the person's own setting, then the community's.
    Going and maybe are reminded; so is whoever asked for it and did not say that they can't.
    """
    audience = [
        (slot, person, own)
        for slot, person, answer, own in await work.events.audience(slots)
        if answer in ATTENDING or (answer is None and own is not None)
    ]
    unsaid = sorted({person for _, person, own in audience if own is None})
    people = await work.people.many(community.id, unsaid) if unsaid else {}
    wished = []
    for slot, person, own in audience:
        offsets = own
        if offsets is None:
            known = people.get(person)
            offsets = known.offsets if known and known.offsets is not None else community.settings.offsets
        wished.append((slot, person, offsets))
    return wished


async def plan_for_person(
    work: EventsWork,
    community: Community,
    occurrence: Occurrence,
    offsets: Iterable[timedelta],
    *,
    now: datetime,
) -> None:
    """Make sure that one person's offsets have their entries, also those nobody else has."""
    extra = {offset for offset in offsets if offset not in community.settings.offsets}
    if not extra or occurrence.status is not Status.OPEN:
        return
    if reminders.is_near(occurrence, {*extra, *community.settings.offsets}, now):
        await work.outbox.put(reminders.for_people(occurrence, extra, since=now))
    else:
        due = reminders.first_due(occurrence, extra) - reminders.HORIZON
        await work.outbox.put([reminders.plan_ahead(occurrence.event, max(due, now))])


def cards(
    event: Event, community: Community, now: datetime, *, otherwise: PlaceAddress | None = None
) -> list[NewEntry]:
    """The card of a posted event, one in each events room; where there is none, in the room `otherwise`."""
    rooms = community.rooms_for(Purpose.EVENTS) or ((otherwise,) if otherwise is not None else ())
    return [card(event, room, now) for room in rooms]


def card(event: Event, room: PlaceAddress, now: datetime, *, again: int = 0) -> NewEntry:
    """The card of an event for one room; `again` counts how often it was promised in vain before."""
    key = f"event:{event.id}:card:{room}"
    return _card(event, CARD, f"{key}:again:{again}" if again else key, str(room), now)


async def redraw(work: EventsWork, event: Event, community: Community, now: datetime) -> None:
    """Redraw the cards of an event soon: at most one redrawing of each waits at a time."""
    if event.status is Status.DRAFT:
        return
    turn, drawn = await work.events.card_turn(event.community, event.id)
    due = max(now, drawn + REDRAW) if drawn else now
    rooms = list(
        dict.fromkeys(
            [*community.rooms_for(Purpose.EVENTS), *await _rooms_with_cards(work, event, community)]
        )
    )
    if not rooms:  # its first card may be on its way
        promised = await work.events.promised_cards(event.community, event.id)
        rooms = [room for room, state in promised if state not in FINAL]
    await work.outbox.put(
        [_card(event, CARD_EDIT, f"event:{event.id}:card:{room}:{turn}", str(room), due) for room in rooms]
    )


async def _rooms(
    work: EventsWork, event: Event, community: Community, otherwise: PlaceAddress | None = None
) -> tuple[PlaceAddress, ...]:
    """The events rooms; where there is none, the rooms in which the event was posted."""
    if rooms := community.rooms_for(Purpose.EVENTS):
        return rooms
    return (otherwise,) if otherwise is not None else await _rooms_with_cards(work, event, community)


async def _rooms_with_cards(work: EventsWork, event: Event, community: Community) -> tuple[PlaceAddress, ...]:
    """Where cards stand that can be reached, also in a room that was for events before."""
    posted = await work.outbox.refs(event.community, f"event-card:{event.id}", CARD)
    return tuple(dict.fromkeys(ref.place for _, ref in posted if ref.place.in_space in community.spaces))


def redraw_at(event: Event, room: str, occurrence: Occurrence) -> NewEntry:
    """Redraw one card when the date it shows is over: it goes on to the next, or says that it was."""
    key = f"{occurrence.subject}:t{occurrence.timing}:over:{room}"
    return _card(event, CARD_EDIT, key, room, occurrence.end)


def _card(event: Event, kind: str, key: str, room: str, due: datetime) -> NewEntry:
    return NewEntry(
        key=key,
        community=event.community,
        kind=kind,
        due=due,
        destination=room,
        subject=f"event-card:{event.id}",
        args={"event": event.id},
        revision=event.revision,
    )
