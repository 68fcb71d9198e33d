"""`/event calendar`: an event as a calendar file, and an address calendars subscribe to."""

from enum import StrEnum
from typing import Annotated, Protocol

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Block, Controls, File, Message, message, paragraph, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Strong
from communitybot.events.cards.words import linked, name_of, when_of
from communitybot.events.commands.buttons import argument, stale
from communitybot.events.commands.choosing import Choosing
from communitybot.events.commands.parameters import MaybeEvent
from communitybot.events.service import Events
from communitybot.events.views import Listed

SURE = "sure"  # what the button says that was asked about


class CalendarFiles(Protocol):
    """What makes calendar files and knows where subscriptions are served; handed in at start-up."""

    def one(self, listed: Listed) -> bytes:
        """One event as an iCalendar file."""
        ...

    def address(self, secret: str) -> str:
        """The web address a calendar subscribes to."""
        ...


class Whose(StrEnum):
    """Which events a subscription holds."""

    ALL = "all"
    MINE = "mine"


class Calendars:
    """Hands out calendar files and subscription addresses, and takes the addresses back."""

    def __init__(self, events: Events, choosing: Choosing, files: CalendarFiles) -> None:
        self._events = events
        self._choosing = choosing
        self._files = files

    @command(
        "event calendar",
        "Put an event, or all of them, into your own calendar",
        title="Calendar",
        examples=("/event calendar Reading circle", "/event calendar", "/event calendar feed: mine"),
    )
    async def calendar(
        self,
        caller: Caller,
        *,
        event: MaybeEvent = None,
        feed: Annotated[
            Whose, Param("What the address to subscribe to holds: all events, or those you answered")
        ] = Whose.ALL,
    ) -> Reply:
        listed = await self._choosing.one(caller, event) if event is not None and event.strip() else None
        return Answer(await self._card(caller, listed, feed))

    @pressed("event.calendar")
    async def one(self, caller: Caller, press: Press) -> Reply:
        return Answer(_file_card(await self._events.show(caller, argument(press)), self._files))

    @pressed("event.subscribe")
    async def subscribe(self, caller: Caller, press: Press) -> Reply:
        if argument(press) not in set(Whose):
            raise stale()
        return Answer(await self._card(caller, None, Whose(argument(press))))

    @pressed("event.unsubscribe")
    async def revoke(self, caller: Caller, press: Press) -> Reply:
        """Ask first: calendars that use an address fall silent at once. Asked, take back every one."""
        if press.arguments[:1] != (SURE,):
            return Answer(_revoke_question())
        revoked = await self._events.revoke_feeds(caller)
        if not revoked:
            return Amend(message("You have no calendar address that still works."))
        return Amend(
            message(
                "Done: your calendar address no longer works."
                if revoked == 1
                else f"Done: your {revoked} calendar addresses no longer work.",
                small(Code("/event calendar"), " gives you a new one."),
            )
        )

    async def _card(self, caller: Caller, listed: Listed | None, whose: Whose) -> Message:
        _, secret = await self._events.make_feed(caller, whose is Whose.MINE)
        address = self._files.address(secret)
        held = (
            "the events you said going or maybe to" if whose is Whose.MINE else "all events of this community"
        )
        other = Whose.ALL if whose is Whose.MINE else Whose.MINE
        label = "An address for all events" if other is Whose.ALL else "An address for my events"
        blocks: list[Block] = [*_file_blocks(listed)] if listed is not None else []
        blocks += [
            paragraph(
                Strong("Subscribe"), f" to {held}: add this address to your calendar. It stays current."
            ),
            paragraph(linked(address, address)),
            Controls(
                (
                    Button(label, Action("event.subscribe", (other.value,))),
                    Button("Revoke my addresses", Action("event.unsubscribe")),
                )
            ),
            small(
                "It is the same address each time you ask, until you revoke it. "
                "Whoever has it can read these events, so keep it to yourself."
            ),
        ]
        files = (_file(listed, self._files),) if listed is not None else ()
        return message(*blocks, files=files)


def _revoke_question() -> Message:
    return message(
        paragraph("Calendars that use one of your addresses get no events from then on."),
        Controls(
            (
                Button("Yes, revoke them", Action("event.unsubscribe", (SURE,)), Look.GRAVE),
                Button("Keep them", Action("event.leave")),
            )
        ),
        small("Do it when somebody else has seen an address. ", Code("/event calendar"), " makes new ones."),
    )


def _file_card(listed: Listed, files: CalendarFiles) -> Message:
    return message(
        *_file_blocks(listed),
        Controls((Button("Subscribe instead", Action("event.subscribe", (Whose.MINE.value,))),)),
        small("A file does not change when the event does; an address you subscribe to follows."),
        files=(_file(listed, files),),
    )


def _file_blocks(listed: Listed) -> tuple[Block, ...]:
    occurrence = listed.occurrence
    return (paragraph(name_of(occurrence), ", ", when_of(occurrence), ", as a calendar file."),)


def _file(listed: Listed, files: CalendarFiles) -> File:
    return File(f"{listed.occurrence.event.id}.ics", "text/calendar", files.one(listed))
