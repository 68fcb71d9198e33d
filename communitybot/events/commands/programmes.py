"""`/programme create | edit | remove` and `/programmes`: runs of events under one name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import Misread, NotFound
from communitybot.events.cards.programmes import (
    CHANGE,
    PROGRAMMES,
    REMOVE,
    TURN,
    programme_made_card,
    programme_removed_card,
    programmes_card,
)
from communitybot.events.commands.buttons import argument
from communitybot.events.commands.choosing import Programmes
from communitybot.events.commands.parameters import WORDS_MOST
from communitybot.events.commands.reading import read_day
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.commands.wishes import or_none
from communitybot.events.model import Programme
from communitybot.events.service import Events
from communitybot.events.subscribing import ProgrammeWish
from communitybot.ports import Clock

NAME_LONGEST = 80
EXAMPLE = "/programme create Reading month, starts: 1 march, ends: 31 march"
Which = Annotated[
    str,
    Param("Which one, by name", label="Programme", most=WORDS_MOST, suggests=True, example="Reading month"),
]


class ProgrammeCommands:
    """Makes programmes, changes them, and lists them with what is still to come in each."""

    def __init__(self, events: Events, clock: Clock, programmes: Programmes, around: Surroundings) -> None:
        self._events = events
        self._clock = clock
        self._programmes = programmes
        self._around = around

    @command(
        "programme create",
        "Group events under one name, with dates and a theme",
        examples=(EXAMPLE,),
        for_hosts=True,
    )
    async def create(
        self,
        caller: Caller,
        *,
        name: Annotated[str, Param("What it is called", most=NAME_LONGEST, example="Reading month")],
        starts: Annotated[str, Param("Its first day", most=WORDS_MOST, example="1 march")],
        ends: Annotated[str, Param("Its last day", most=WORDS_MOST, example="31 march")],
        theme: Annotated[str, Param("What it is about", most=200, example="Reading together")] = "",
    ) -> Reply:
        called = _named(name, "name")
        zone = (await self._around.community(caller)).zone
        first, last = self._day(starts, zone, "starts"), self._day(ends, zone, "ends")
        made = await self._events.make_programme(caller, called, one_line(theme, 10_000), first, last)
        return Answer(programme_made_card(made, zone))

    @command(
        "programme edit",
        "Change a programme's name, days or theme",
        examples=("/programme edit Reading month, ends: 5 april",),
        for_hosts=True,
    )
    async def edit(
        self,
        caller: Caller,
        *,
        programme: Which,
        title: Annotated[str | None, Param("Its new name", label="New name", most=NAME_LONGEST)] = None,
        starts: Annotated[str | None, Param("Its first day", most=WORDS_MOST, example="1 march")] = None,
        ends: Annotated[str | None, Param("Its last day", most=WORDS_MOST, example="31 march")] = None,
        theme: Annotated[
            str | None, Param("What it is about, or none", most=200, example="Reading together")
        ] = None,
    ) -> Reply:
        found = await self._programmes.one(caller, programme)
        if all(each is None for each in (title, starts, ends, theme)):
            return Ask(self._form(found))
        zone = (await self._around.community(caller)).zone
        wish = ProgrammeWish(
            name=None if title is None else _named(title, "title"),
            theme=None if theme is None else one_line(or_none(theme), 10_000),
            starts=None if starts is None else self._day(starts, zone, "starts"),
            ends=None if ends is None else self._day(ends, zone, "ends"),
        )
        changed = await self._events.change_programme(caller, found.id, wish)
        return Answer(programme_made_card(changed, zone, state="is changed"))

    @command(
        "programme remove",
        "Remove a programme that has no events",
        examples=("/programme remove Reading month",),
        for_hosts=True,
    )
    async def remove(self, caller: Caller, *, programme: Which) -> Reply:
        found = await self._programmes.one(caller, programme)
        return Answer(programme_removed_card(await self._events.remove_programme(caller, found.id)))

    @pressed(CHANGE, reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return Ask(self._form(await self._pressed_one(caller, press)))

    @pressed(REMOVE)
    async def take_back(self, caller: Caller, press: Press) -> Reply:
        found = await self._pressed_one(caller, press)
        return Amend(programme_removed_card(await self._events.remove_programme(caller, found.id)))

    @command(
        "programmes", "See the programmes and what is coming in each", examples=("/programmes",), reads=True
    )
    async def every(self, caller: Caller) -> Reply:
        return Answer(await self._page(caller, 0))

    @pressed(TURN, reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        digits = argument(press)
        return Amend(await self._page(caller, int(digits[:6]) if digits.isdecimal() else 0))

    @suggests("programme", "events", "event create", "programme edit", "programme remove")
    async def suggest(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._programmes.suggestions(caller, text)

    async def _page(self, caller: Caller, offset: int) -> Message:
        known = await self._events.programmes(caller)
        zone = (await self._around.community(caller)).zone
        offset = offset if offset < len(known) else 0
        counted = []
        for programme in known[offset : offset + PROGRAMMES]:
            page = await self._events.coming(caller, since=self._clock.now(), programme=programme.id, limit=1)
            counted.append((programme, page.total))
        return programmes_card(counted, zone, offset=offset, total=len(known))

    async def _pressed_one(self, caller: Caller, press: Press) -> Programme:
        found = await self._programmes.by_id(caller, argument(press))
        if found is None:
            raise NotFound("That programme is gone.", example="/programmes")
        return found

    def _form(self, programme: Programme) -> Form:
        parameters, _ = parameters_of(self.edit)
        spec = CommandSpec(name="programme edit", description="Change a programme", parameters=parameters)
        return form_for(
            spec,
            {
                "title": programme.name,
                "starts": f"{programme.starts:%Y-%m-%d}",
                "ends": f"{programme.ends:%Y-%m-%d}",
                "theme": programme.theme,
            },
            title="Change a programme",
            hidden={"programme": programme.id},
            submit="Change it",
        )

    def _day(self, text: str, zone: str, field: str) -> datetime:
        return read_day(text, now=self._clock.now(), zone=zone, field=field)


def _named(text: str, field: str) -> str:
    called = one_line(text, 10_000)
    if not any(letter.isalnum() for letter in called):
        raise Misread("A programme needs a name that people can say.", example="Reading month", field=field)
    return called
