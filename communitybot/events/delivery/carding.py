"""Posting and redrawing the cards of events, and correcting reminders that had left before a change."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import Message, message, paragraph, small
from communitybot.events import occurrences
from communitybot.events.answering import maker_of
from communitybot.events.cards import cancelled_card, event_card, reminder_card
from communitybot.events.cards.words import Span, name_of, to_card, when_of
from communitybot.events.delivery import notices, reminders, scheduling, waiting
from communitybot.events.model import Change, Event, Occurrence, Status
from communitybot.events.posted import Posted
from communitybot.events.repository import EventsWork, Slot, slot_of
from communitybot.events.views import Listed
from communitybot.outbox.entry import Done, Edit, Entry, Later, Outcome, Skip, State
from communitybot.outbox.merge import join
from communitybot.ports import Clock

NOT_YET = timedelta(seconds=5)
PERSONAL = timedelta(hours=1)  # older reminders to one person are not corrected: they are told of the change


class Carding:
    """The outbox handlers that post cards and edit messages."""

    def __init__(self, clock: Clock, posted: Posted) -> None:
        self._clock = clock
        self._posted = posted

    async def card(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Post the card of an event."""
        outcomes: list[Outcome] = []
        for entry in entries:
            drawn = await self._draw(entry, work, edited=False)
            dead = drawn is None or drawn[1].status is not Status.OPEN
            outcomes.append(
                Skip("the event was cancelled before", State.CANCELLED) if drawn is None or dead else drawn[0]
            )
        return outcomes

    async def edit(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Redraw cards in place; one that was deleted is posted anew, once."""
        now = self._clock.now()
        # First the turn, then the reading: an answer that comes between is in the next turn.
        await work.events.card_drawn([(entry.community, entry.args["event"]) for entry in entries], now)
        outcomes: list[Outcome] = []
        for entry in entries:
            ref = await _posted(entry, work)
            if ref is None:
                waits = await waiting.is_coming(work, entry)
                outcomes.append(
                    Later(now + NOT_YET, "the card is on its way") if waits else Skip("there is no card here")
                )
                continue
            drawn = await self._draw(entry, work, edited=True)
            outcomes.append(Edit(ref, drawn[0]) if drawn else Skip("the event is gone", State.CANCELLED))
        return outcomes

    async def _draw(
        self, entry: Entry, work: EventsWork, *, edited: bool
    ) -> tuple[Message, Occurrence] | None:
        """A series shows its next date; the card goes on when that is over."""
        now = self._clock.now()
        event = await work.events.get(entry.community, entry.args["event"])
        house = await work.communities.get(entry.community)
        if event is None or house is None:
            return None
        changes = (await work.events.changes(event.community, [event.id]))[event.id]
        one = occurrences.following(event, changes, now) or occurrences.latest(event, changes, now)
        if one is None:
            return None
        tally = (await work.events.tallies([slot_of(one)]))[slot_of(one)]
        gone = _gone(event, changes, now)
        if one.status is Status.OPEN and entry.destination:
            turns = [each for each in (one, *gone) if each.end > now]
            await work.outbox.put([scheduling.redraw_at(event, entry.destination, each) for each in turns])
        listed = Listed(occurrence=one, tally=tally, maker=await maker_of(work, event))
        drawn = event_card(
            listed,
            community=house,
            edited=edited,
            gone=gone,
            span=_span(event, changes),
            over=one.end <= now,
        )
        return drawn, one

    async def correct(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Look for reminders that had left before a change; then edit each message once."""
        return [
            await self._edited(entry, work) if "ref" in entry.args else await self._looked(entry, work)
            for entry in entries
        ]

    async def _looked(self, entry: Entry, work: EventsWork) -> Outcome:
        """The last reminder of each room is corrected however old; that of a person within the hour.

        Looks again until nothing that was begun before the change is on its way.
        """
        now, start = self._clock.now(), datetime.fromisoformat(entry.args["start"])
        changed = datetime.fromisoformat(entry.args["changed"])
        for kind, oldest in ((reminders.ROOM, timedelta.max), (reminders.PERSON, PERSONAL)):
            sent = await work.outbox.refs(entry.community, entry.args["subject"], kind)
            timed = [(_offset_in(key), key, ref) for key, ref in sent if f":t{entry.args['timing']}:" in key]
            nearest = min((offset for offset, _, _ in timed), default=None)
            if nearest is None or changed - (start - nearest) > oldest:
                continue
            await work.outbox.put(
                [notices.correction(entry, key, ref, now) for offset, key, ref in timed if offset == nearest]
            )
        if await work.events.on_the_wire(entry.community, entry.args["subject"]):
            return Later(now + notices.ON_THE_WIRE, "a reminder is on its way")
        return Done()

    async def _edited(self, entry: Entry, work: EventsWork) -> Outcome:
        """Draw again all that stands in the message: what moved says so, the others stay as they are."""
        held = await work.events.sent_with(entry.community, entry.args["key"])
        slots: list[Slot] = [
            (entry.community, args["event"], datetime.fromisoformat(args["original"])) for args in held
        ]
        meant = (entry.community, entry.args["event"], datetime.fromisoformat(entry.args["original"]))
        dates = await work.events.occurrences([*slots, meant])
        tallies = await work.events.tallies(list(dates))
        readers = [args["person"] for args in held if "person" in args]
        answers = await work.events.rsvps(slots, readers) if readers else {}
        leads = await self._posted.leads_of(work, [entry])
        words = []
        for (_, event, original), args in zip(slots, held, strict=True):
            is_meant = entry.args["key"].startswith(f"event:{event}/{original:%Y-%m-%dT%H:%M}:")
            slot = meant if is_meant else (entry.community, event, original)
            one = dates.get(slot)
            if one is not None and (is_meant or one.status is not Status.OPEN):
                words.append(_corrected(one, leads.of(entry) if "person" in args else None))
            elif one is not None:
                rsvp = answers.get((slot, args.get("person", "")))
                words.append(
                    reminder_card(
                        one,
                        tallies[slot],
                        offset=timedelta(seconds=args["offset"]),
                        late=False,
                        personal="person" in args,
                        answer=rsvp.answer if rsvp else None,
                        jump=leads.of(entry) if "person" in args else None,
                    )
                )
        joined = [each for each, _ in join(words)] if words else []
        if not joined:
            return Skip("the date is gone", State.CANCELLED)
        return Edit(MessageRef.parse(entry.args["ref"]), joined[0])


def _gone(event: Event, changes: Mapping[datetime, Change], now: datetime) -> list[Occurrence]:
    """The dates to come that were cancelled by themselves, soonest first."""
    if event.status is not Status.OPEN:
        return []
    gone = (occurrences.occurrence(event, each, own) for each, own in changes.items() if own.cancelled)
    return sorted((one for one in gone if one.end > now), key=lambda one: one.start)


def _span(event: Event, changes: Mapping[datetime, Change]) -> Span | None:
    """The dates of a cancelled series that were to come when it was cancelled."""
    if event.status is not Status.CANCELLED or event.repeat is None:
        return None
    run = occurrences.run_of(event, changes, event.changed_at)
    return (run.first.start, run.last.start if run.last else None, run.count) if run else None


async def _posted(entry: Entry, work: EventsWork) -> MessageRef | None:
    """Where the card stands in this room: where it was edited last, for it may have been posted anew."""
    room = PlaceAddress.parse(entry.destination or "")
    found: MessageRef | None = None
    for kind in (scheduling.CARD, scheduling.CARD_EDIT):
        for _, ref in await work.outbox.refs(entry.community, entry.subject, kind):
            found = ref if ref.place.room == room.room else found
    return found


def _offset_in(key: str) -> timedelta:
    """The offset that stands in a reminder's key, after the timing."""
    seconds = key.split(":t", 1)[1].split(":")[1].removesuffix("s")
    return timedelta(seconds=int(seconds))


def _corrected(one: Occurrence, jump: str | None) -> Message:
    if one.status is Status.CANCELLED:
        return cancelled_card(one, one.cancel_reason, jump=jump)
    return message(
        paragraph(name_of(one), " has moved: it is now on ", when_of(one), "."),
        small("This reminder was corrected.", *to_card(jump)),
    )
