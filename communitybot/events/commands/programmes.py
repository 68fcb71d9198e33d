"""`/programme create` and `/programmes`: runs of events under one name, as Connected Educator Month was."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, suggests
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Answer, Reply
from communitybot.errors import Misread
from communitybot.events.cards.lists import PROGRAMMES, programme_made_card, programmes_card
from communitybot.events.cards.words import one_line
from communitybot.events.commands.choosing import Programmes
from communitybot.events.commands.parameters import WORDS_MOST
from communitybot.events.commands.reading import read_day
from communitybot.events.commands.rooms import Surroundings
from communitybot.events.service import Events
from communitybot.ports import Clock

NAME_LONGEST = 80
EXAMPLE = "/programme create Reading month, starts: 1 march, ends: 31 march"


class ProgrammeCommands:
    """Makes programmes and lists them with what is still to come in each."""

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
        called = one_line(name, 10_000)
        if not any(letter.isalnum() for letter in called):
            raise Misread(
                "A programme needs a name that people can say.", example="Reading month", field="name"
            )
        now, zone = self._clock.now(), (await self._around.community(caller)).zone
        first = read_day(starts, now=now, zone=zone, field="starts")
        last = read_day(ends, now=now, zone=zone, field="ends")
        if last < first:
            raise Misread(
                f"I read {first:%d %B %Y} to {last:%d %B %Y}, but the last day comes before the first.",
                understood=f"{first:%d %B %Y} to {last:%d %B %Y}",
                example="31 march",
                field="ends",
            )
        made = await self._events.make_programme(caller, called, one_line(theme, 10_000), first, last)
        return Answer(programme_made_card(made, zone))

    @command(
        "programmes", "See the programmes and what is coming in each", examples=("/programmes",), reads=True
    )
    async def every(self, caller: Caller) -> Reply:
        known = await self._events.programmes(caller)
        zone = (await self._around.community(caller)).zone
        counted = []
        for index, programme in enumerate(known):
            count = 0
            if index < PROGRAMMES:
                page = await self._events.coming(
                    caller, since=self._clock.now(), programme=programme.id, limit=1
                )
                count = page.total
            counted.append((programme, count))
        return Answer(programmes_card(counted, zone))

    @suggests("programme", "events", "event create")
    async def suggest(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._programmes.suggestions(caller, text)
