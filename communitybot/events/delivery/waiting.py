"""Cards that could not be posted when they were due: posted once, when a room of theirs is there again."""

from collections.abc import Sequence
from datetime import datetime

from communitybot.communities.model import Community, Purpose
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.events.delivery import scheduling
from communitybot.events.model import Event, Status
from communitybot.events.repository import EventsWork
from communitybot.outbox.entry import FINAL, Entry, NewEntry, State

SHOWN = 10  # events whose cards are posted in the rooms they are new to; the others come with their reminders

Promised = Sequence[tuple[PlaceAddress, State]]


async def post(work: EventsWork, events: Sequence[Event], community: Community, now: datetime) -> None:
    """Post the cards of these events, soonest first, in spaces where they were to stand and never arrived.

    Where a card stands or is on its way, none is added, however often this is asked.
    """
    posted = [event for event in events if event.status is Status.OPEN]
    subjects = {event.id: (event.community, f"event-card:{event.id}") for event in posted}
    standing = await work.events.standing(list(subjects.values())) if subjects else {}
    entries: list[NewEntry] = []
    for turn, event in enumerate(posted):
        shown = {ref.place.in_space for ref in standing.get(subjects[event.id], ())}
        without = [space for space in community.spaces if space not in shown]
        promised = await work.events.promised_cards(event.community, event.id) if without else ()
        for space in without if promised else ():  # what was never announced, such as an import, stays so
            entries += _in_space(event, community, space, promised, now, is_next=turn < SHOWN)
    if entries:
        await work.outbox.put(entries)


async def is_coming(work: EventsWork, entry: Entry) -> bool:
    """Whether the card of an entry's event is still to be posted in the entry's room."""
    promised = await work.events.promised_cards(entry.community, entry.args["event"])
    return any(str(room) == entry.destination and state not in FINAL for room, state in promised)


def _in_space(
    event: Event,
    community: Community,
    space: SpaceAddress,
    promised: Promised,
    now: datetime,
    *,
    is_next: bool,
) -> list[NewEntry]:
    """Its cards for a space in which none stands; what ended otherwise than for a lost room stays ended."""
    here = [(room, state) for room, state in promised if room.in_space == space]
    if any(state is not State.CANCELLED for _, state in here) or not (here or is_next):
        return []
    rooms: Sequence[PlaceAddress] = [
        room for room in community.rooms_for(Purpose.EVENTS) if room.in_space == space
    ]
    if not rooms:
        open_rooms = {room.address for room in community.open_rooms}
        rooms = [room for room in dict.fromkeys(room for room, _ in here) if room.room in open_rooms]
    return [scheduling.card(event, room, now, again=len(here)) for room in rooms]
