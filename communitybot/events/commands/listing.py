"""`/events`: what is coming up, page by page, with the reader's own answers marked."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import say
from communitybot.events.cards.leading import leading
from communitybot.events.cards.lists import PER_PAGE, Leaves, list_card
from communitybot.events.commands.buttons import chosen
from communitybot.events.commands.choosing import Programmes
from communitybot.events.commands.filters import Filter
from communitybot.events.commands.parameters import WORDS_MOST, LevelOf, Span
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.model import Programme
from communitybot.events.repository import EventsWork
from communitybot.events.service import Events
from communitybot.events.views import Page
from communitybot.ids import new_id
from communitybot.lately import Lately
from communitybot.outbox.entry import NewEntry
from communitybot.ports import Clock, Units

SHARED = "event.shared"
"""The outbox kind of a list shown to a room: its words are frozen when the button is pressed."""


class Listing:
    """Shows lists of events to one person, and to the room when they ask for it."""

    def __init__(
        self,
        events: Events,
        clock: Clock,
        units: Units[EventsWork],
        programmes: Programmes,
        around: Surroundings,
    ) -> None:
        self._events = events
        self._clock = clock
        self._units = units
        self._programmes = programmes
        self._around = around
        self._cards: Lately[Message] = Lately()

    @command(
        "events",
        "See what is coming up, with your own answers",
        examples=("/events", "/events this week", "/events mine", "/events topic: reading"),
        reads=True,
    )
    async def events(
        self,
        caller: Caller,
        *,
        show: Annotated[Span, Param("All that is coming, today, this week, or only mine")] = Span.ALL,
        topic: Annotated[
            str, Param("A topic or hashtag", most=WORDS_MOST, suggests=True, example="reading")
        ] = "",
        level: LevelOf = None,
        programme: Annotated[str, Param("One programme", most=WORDS_MOST, suggests=True)] = "",
        page: Annotated[int, Param("Which page, from 1", least=1, most=1_000, example="1")] = 1,
    ) -> Reply:
        wanted = Filter(span=show, topic=one_line(topic, 500).lstrip("#"), level=level)
        if programme.strip():
            found = await self._programmes.one(caller, programme)
            wanted = replace(wanted, programme=found.id, programme_name=_name(found))
        return Answer(await self._draw(caller, wanted, (max(page, 1) - 1) * PER_PAGE))

    @pressed("event.page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        wanted, offset = Filter.parse(press.arguments)
        return Amend(await self._draw(caller, await self._named(caller, wanted), offset))

    @pressed("event.programme", reads=True)
    async def programme(self, caller: Caller, press: Press) -> Reply:
        wanted = await self._named(caller, Filter(programme=chosen(press)[:64]))
        return Answer(await self._draw(caller, wanted, 0))

    @pressed("event.share")
    async def share(self, caller: Caller, press: Press) -> Reply:
        """Post the page into the room through the outbox, once however often it is pressed in a minute."""
        wanted, offset = Filter.parse(press.arguments)
        wanted = await self._named(caller, wanted)
        if wanted.span is Span.MINE:
            return Answer(message("That list shows your own answers, so I keep it private."))
        shown = await self._draw(caller, wanted, offset, personal=False)
        now = self._clock.now()
        room = caller.place
        entry = NewEntry(
            key=f"shared:{room}:{':'.join(press.arguments)}:{now:%Y-%m-%dT%H:%M}",
            community=caller.community,
            kind=SHARED,
            due=now,
            destination=str(room),
            subject=f"shared:{new_id()}",
            message=shown,
        )
        await self._units.run(lambda work: work.outbox.put([entry]))
        return Answer(message(say("The list is on its way to ", await self._around.here(caller), ".")))

    async def _named(self, caller: Caller, wanted: Filter) -> Filter:
        if wanted.programme is None:
            return wanted
        found = await self._programmes.by_id(caller, wanted.programme)
        return replace(wanted, programme_name=_name(found))

    async def _draw(self, caller: Caller, wanted: Filter, offset: int, *, personal: bool = True) -> Message:
        now: datetime = self._clock.now().astimezone(UTC)
        page = await self._events.coming(
            caller,
            since=now,
            until=wanted.until(now, caller.zone),
            mine=wanted.span is Span.MINE,
            topic=wanted.topic or None,
            level=wanted.level,
            programme=wanted.programme,
            limit=PER_PAGE,
            offset=offset,
        )
        card = self._cards.made(
            page, (wanted, offset, personal), lambda: _card(page, wanted, offset, personal=personal)
        )
        if wanted.span is not Span.MINE:
            return card
        dates = [listed.occurrence for listed in page.items]
        return leading(card, dates, await self._events.leads(caller, [one.event.id for one in dates]))


def _card(page: Page, wanted: Filter, offset: int, *, personal: bool) -> Message:
    more = offset + len(page.items) < page.total or page.more_than_total
    leaves = Leaves(
        back=wanted.action("event.page", max(0, offset - PER_PAGE)) if offset else None,
        on=wanted.action("event.page", offset + PER_PAGE) if more and page.items else None,
        share=None if wanted.span is Span.MINE else wanted.action("event.share", offset),
        everything=None if wanted.is_everything else Filter().action("event.page"),
    )
    return list_card(page, what=wanted.words(), offset=offset, leaves=leaves, personal=personal)


def _name(programme: Programme | None) -> str:
    return one_line(programme.name, 60) if programme is not None else ""
