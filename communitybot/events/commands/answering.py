"""`/event show`, `/event rsvp` and `/event remind`: one event, one's own answer, one's own reminders."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice, Select
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Block, Bullets, Controls, Message, message, paragraph, small
from communitybot.conversation.replies import Answer as Answered
from communitybot.conversation.replies import Reply
from communitybot.conversation.text import At, AtStyle, Code, Words, say
from communitybot.errors import AlreadyDone
from communitybot.events.cards import actions
from communitybot.events.cards.event import own_card
from communitybot.events.cards.words import before_words, name_of, offsets_words, title_of, when_of
from communitybot.events.commands.buttons import argument, chosen, stale
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.parameters import ANSWERS, WhichEvent
from communitybot.events.commands.reading import misread
from communitybot.events.model import Answer, Occurrence, Status
from communitybot.events.service import Events
from communitybot.events.views import Listed
from communitybot.moments import Unreadable, read_offsets
from communitybot.ports import Clock

ROOM_BEFORE, ROOM_AFTER = timedelta(minutes=15), timedelta(minutes=30)  # when "I'm here" can be said
COMMON = (
    ("1 week before", "7d"),
    ("1 day before", "1d"),
    ("1 hour before", "1h"),
    ("1 day and 1 hour before", "1d-1h"),
    ("15 minutes before", "15m"),
    ("At the start", "0"),
    ("No reminders", "none"),
)
"""The reminders offered in a list: what it says, and the value that stands for it."""


class Answering:
    """Shows one event to one person, and keeps what they say to it."""

    def __init__(self, events: Events, clock: Clock, choosing: Choosing) -> None:
        self._events = events
        self._clock = clock
        self._choosing = choosing

    @command(
        "event show",
        "See everything about one event, and answer it",
        title="See an event",
        examples=("/event show Reading circle",),
        reads=True,
    )
    async def show(self, caller: Caller, *, event: WhichEvent) -> Reply:
        return Answered(await self._card(caller, await self._choosing.one(caller, event)))

    @pressed("event.more", reads=True)
    async def more(self, caller: Caller, press: Press) -> Reply:
        return Answered(await self._card(caller, await self._events.show(caller, argument(press))))

    @pressed("event.pick", reads=True)
    async def pick(self, caller: Caller, press: Press) -> Reply:
        return Answered(await self._card(caller, await self._events.show(caller, chosen(press)[:64])))

    @command(
        "event rsvp",
        "Say whether you come",
        title="Answer an event",
        examples=("/event rsvp Reading circle, answer: going", "/event rsvp Reading circle, answer: none"),
    )
    async def rsvp(
        self,
        caller: Caller,
        *,
        event: WhichEvent,
        answer: Annotated[str, Param("Going, maybe, can't, or take it back", choices=ANSWERS)],
    ) -> Reply:
        listed = await self._choosing.one(caller, event)
        return await self._answer(caller, listed.occurrence.key, answer)

    @pressed("event.rsvp")
    async def pressed_rsvp(self, caller: Caller, press: Press) -> Reply:
        return await self._answer(caller, argument(press), argument(press, 1))

    @command(
        "event remind",
        "Choose when you are reminded of an event",
        title="Reminders",
        examples=(
            "/event remind Reading circle, before: 1 day, 1 hour",
            "/event remind Reading circle, before: none",
        ),
    )
    async def remind(
        self,
        caller: Caller,
        *,
        event: WhichEvent,
        before: Annotated[
            str | None,
            Param("How long before it starts; none for no reminders", most=200, example="1 day, 1 hour"),
        ] = None,
    ) -> Reply:
        listed = await self._choosing.one(caller, event)
        occurrence = listed.occurrence
        if before is None or not before.strip():
            return Answered(await self._reminders(caller, listed))
        try:
            wanted = read_offsets(before)
        except Unreadable as unreadable:
            raise misread(unreadable, "before") from unreadable
        every = occurrence.event.repeat is not None and "@" not in event
        return await self._set(caller, occurrence, wanted, every=every)

    @pressed("event.remind")
    async def pressed_remind(self, caller: Caller, press: Press) -> Reply:
        listed = await self._events.show(caller, argument(press))
        if press.value is None:
            return Answered(await self._reminders(caller, listed))
        if press.value not in {value for _, value in COMMON}:
            raise stale()
        return await self._set(caller, listed.occurrence, _common(press.value))

    @suggests("event", "event show", "event rsvp", "event remind", "event calendar", "event attendance")
    async def suggest(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._choosing.suggestions(caller, text)

    @suggests("event", "event edit", "event cancel")
    async def suggest_own(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._choosing.suggestions(caller, text, editable=True)

    async def _answer(self, caller: Caller, key: str, said: str) -> Reply:
        if said not in {choice.value for choice in ANSWERS}:
            raise stale()
        wanted = None if said == actions.NONE else Answer(said)
        listed = await self._events.rsvp(caller, key, wanted)
        wished = await self._events.reminders(caller, key) if listed.mine in _COMING else ()
        now, start = self._clock.now(), listed.occurrence.start
        offsets = [offset for offset in wished if start - offset > now]
        return Answered(_answered(listed, offsets))

    async def _reminders(self, caller: Caller, listed: Listed) -> Message:
        key = listed.occurrence.key
        offsets = await self._events.reminders(caller, key)
        return _reminders(listed, offsets, asked=await self._events.asked(caller, key), now=self._clock.now())

    async def _set(
        self, caller: Caller, occurrence: Occurrence, wanted: Sequence[timedelta], *, every: bool = False
    ) -> Reply:
        """Keep the reminders of one date, or with `every` those of each date of a series."""
        if occurrence.status is Status.CANCELLED:
            title = title_of(occurrence.details)
            raise AlreadyDone(
                f"{title} is cancelled, so there is nothing to remind you of.", example="/events"
            )
        key = occurrence.event.id if every else occurrence.key
        kept = await self._events.remind(caller, key, tuple(wanted))
        past = [offset for offset in wanted if offset not in kept]
        blocks: list[Block] = [*_told(occurrence, kept)]
        if past:
            blocks.append(paragraph(f"Too late for: {offsets_words(past)}. That has passed already."))
        dates = "The same goes for each date of it. " if every else ""
        return Answered(message(*blocks, small(f"{dates}Only you get these, in private.")))

    async def _card(self, caller: Caller, listed: Listed) -> Message:
        occurrence, now = listed.occurrence, self._clock.now()
        hosting = caller.person in {host.person for host in occurrence.details.hosts}
        may_edit = caller.administers or hosting or occurrence.event.created_by == caller.person
        near = occurrence.start - ROOM_BEFORE <= now <= occurrence.end + ROOM_AFTER
        over = occurrence.end <= now
        leads = await self._events.leads(caller, [occurrence.event.id])
        jump = leads.get(occurrence.event.id)
        return own_card(listed, near=near, may_edit=may_edit and not over, over=over, jump=jump)


_COMING = (Answer.GOING, Answer.MAYBE)


def _answered(listed: Listed, offsets: Sequence[timedelta]) -> Message:
    occurrence, key = listed.occurrence, listed.occurrence.key
    name = name_of(occurrence)
    if listed.mine is Answer.GOING:
        first: tuple[Words, ...] = ("You are going to ", name, ", ", when_of(occurrence), ".")
    elif listed.mine is Answer.MAYBE:
        first = ("You said maybe to ", name, ", ", when_of(occurrence), ".")
    elif listed.mine is Answer.WAITING:
        place = f"number {listed.waiting_position}" if listed.waiting_position else "next"
        first = (name, f" is full. You are {place} on the waiting list, and I tell you when a place is free.")
    elif listed.mine is Answer.CANT:
        first = ("You can't come to ", name, ". Thank you for saying so.")
    else:
        first = ("Your answer to ", name, " is taken back.")
    blocks: list[Block] = [paragraph(*first)]
    if listed.mine in _COMING and offsets:
        blocks.append(paragraph(f"I remind you {offsets_words(offsets)}."))
    buttons = (actions.remind(key), actions.calendar(key), actions.take_back(key))
    others = (actions.details(key),)
    return message(*blocks, Controls(others if listed.mine in {None, Answer.CANT} else buttons))


def _reminders(listed: Listed, offsets: Sequence[timedelta], *, asked: bool, now: datetime) -> Message:
    """When the reader is reminded from now on, or would be, and how to choose other times."""
    occurrence = listed.occurrence
    coming = [offset for offset in offsets if occurrence.start - offset > now]
    if offsets and not coming:
        told: tuple[Block, ...] = (
            paragraph("No reminder of ", name_of(occurrence), " is still to come: their times have passed."),
        )
    elif not coming or listed.mine in _COMING or (asked and listed.mine is None):
        told = _told(occurrence, coming)
    else:
        told = _would(occurrence, coming, listed.mine)
    choices = Select(
        "Change my reminders",
        Action("event.remind", (occurrence.key,)),
        tuple(Choice(value, label) for label, value in COMMON),
    )
    more = Code(f"/event remind {title_of(occurrence.details)}, before: 2 days, 30 minutes")
    return message(*told, Controls((choices,)), small("Or say any times: ", more))


def _would(occurrence: Occurrence, offsets: Sequence[timedelta], mine: Answer | None) -> tuple[Block, ...]:
    """What would be sent to somebody who has not said that they come."""
    name = name_of(occurrence)
    if mine is Answer.CANT:
        return (paragraph("You said you can't come to ", name, ", so I send you no reminder of it."),)
    state = "You are on the waiting list of " if mine is Answer.WAITING else "You have not answered "
    once = "once you have a place" if mine is Answer.WAITING else "once you say going or maybe"
    lines = tuple(say(f"{before_words(offset)}") for offset in sorted(offsets, reverse=True))
    return paragraph(state, name, f", so I send you nothing yet. I remind you {once}:"), Bullets(lines)


def _told(occurrence: Occurrence, offsets: Sequence[timedelta]) -> tuple[Block, ...]:
    name, when = name_of(occurrence), when_of(occurrence)
    if not offsets:
        return (paragraph("I send you no reminder of ", name, ", ", when, "."),)
    lines = []
    for offset in sorted(offsets, reverse=True):
        moment, zone = occurrence.start - offset, occurrence.event.zone
        day, hour = At(moment, zone, style=AtStyle.DATE), At(moment, zone, style=AtStyle.TIME)
        lines.append(say(before_words(offset), " on ", day, " at ", hour))
    return paragraph("I remind you of ", name, ", ", when, ":"), Bullets(tuple(lines))


def _common(value: str) -> tuple[timedelta, ...]:
    units = {"d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}
    if value == "none":
        return ()
    return tuple(
        timedelta() if part == "0" else int(part[:-1]) * units[part[-1]] for part in value.split("-")
    )
