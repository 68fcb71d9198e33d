"""`/event attendance`: "I'm here" for everyone, the list, corrections and a file for the hosts."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.controls import Look
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Controls, Message, message, paragraph, small
from communitybot.conversation.replies import Answer, Reply
from communitybot.errors import Misread, NotAllowed
from communitybot.events.attending import AFTER, BEFORE
from communitybot.events.cards import actions
from communitybot.events.cards.attendance import attendance_card, corrected_card, here_card
from communitybot.events.cards.words import name_of, title_of, when_of
from communitybot.events.commands.buttons import argument
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.parameters import WORDS_MOST, WhichEvent
from communitybot.events.commands.sheet import attendance_file
from communitybot.events.model import Occurrence, Status
from communitybot.events.service import Events
from communitybot.ports import Clock


class Attending:
    """Keeps who was there: by their own button, or corrected by a host who says why."""

    def __init__(self, events: Events, clock: Clock, choosing: Choosing) -> None:
        self._events = events
        self._clock = clock
        self._choosing = choosing

    @command(
        "event attendance",
        "Say that you are here; hosts see the list, correct it, or take it as a file",
        title="Attendance",
        examples=(
            "/event attendance Reading circle",
            "/event attendance Reading circle, person: Ana Ruiz, present: yes, reason: Joined by phone",
        ),
    )
    async def attendance(
        self,
        caller: Caller,
        *,
        event: WhichEvent,
        person: Annotated[
            str | None, Param("Whose presence to correct, by name", most=WORDS_MOST, example="Ana Ruiz")
        ] = None,
        present: Annotated[bool | None, Param("Whether they were there")] = None,
        reason: Annotated[
            str | None, Param("Why you correct it; it is kept", most=300, example="Joined by phone")
        ] = None,
        file: Annotated[bool, Param("Whether to add the list as a CSV file", label="As a file")] = False,
    ) -> Reply:
        occurrence = (await self._choosing.one(caller, event)).occurrence
        if person is not None and person.strip():
            return await self._correct(caller, occurrence, person, present=present, reason=reason)
        try:
            rows = await self._events.attendance(caller, occurrence.key)
        except NotAllowed:
            return Answer(self._own(occurrence))
        return Answer(
            attendance_card(occurrence, rows, file=attendance_file(occurrence, rows) if file else None)
        )

    def _own(self, occurrence: Occurrence) -> Message:
        """What somebody can say of themselves: only while it counts is there a button."""
        now = self._clock.now()
        head = paragraph(name_of(occurrence), ", ", when_of(occurrence))
        counts = small("It counts from 15 minutes before the start to 30 minutes after the end.")
        if occurrence.status is not Status.OPEN:
            return message(head, paragraph("It does not take place, so nobody can be there."))
        if now < occurrence.start - BEFORE:
            return message(
                head,
                paragraph("It has not begun. When it does, you can say here that you are there."),
                counts,
            )
        if now > occurrence.end + AFTER:
            return message(head, paragraph("It is over. If you were there, ask a host to note it."), counts)
        return message(
            head,
            paragraph("Are you there? Say so with the button. Only its hosts see the list."),
            Controls((actions.here(occurrence.key, Look.EXPECTED),)),
            counts,
        )

    @pressed("event.here")
    async def here(self, caller: Caller, press: Press) -> Reply:
        key = argument(press)
        await self._events.attend(caller, key)
        return Answer(here_card((await self._events.show(caller, key)).occurrence))

    @pressed("event.sheet", reads=True)
    async def sheet(self, caller: Caller, press: Press) -> Reply:
        key = argument(press)
        rows = await self._events.attendance(caller, key)
        occurrence = (await self._events.show(caller, key)).occurrence
        return Answer(attendance_card(occurrence, rows, file=attendance_file(occurrence, rows)))

    async def _correct(
        self, caller: Caller, occurrence: Occurrence, person: str, *, present: bool | None, reason: str | None
    ) -> Reply:
        name = one_line(person, 60)
        why = one_line(reason or "", 10_000)
        title = title_of(occurrence.details)
        if present is None:
            raise Misread(
                f"I read that you correct {name}, but not whether they were there.",
                understood=name,
                example="yes"
                if why
                else f"/event attendance {title}, person: {name}, present: yes, reason: Joined by phone",
                field="present",
            )
        if not why:
            raise Misread(
                f"I read that {name} was {'' if present else 'not '}there, but a correction needs a reason.",
                understood=name,
                example="Joined by phone",
                field="reason",
            )
        row = await self._events.correct(caller, occurrence.key, person.strip(), present, why)
        return Answer(corrected_card(occurrence, row))
