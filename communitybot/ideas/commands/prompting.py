"""`/idea prompts`: the questions that come each week, for hosts and administrators."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.prompting import (
    CHANGE,
    FIRST,
    LIST,
    OUT,
    WRITE,
    prompt_form,
    prompts_card,
)
from communitybot.ideas.commands.choosing import stale
from communitybot.ideas.commands.pressing import words
from communitybot.ideas.prompting import LONGEST, NEW, Prompting, Prompts

HIGHEST = 9_999


class WeeklyQuestions:
    """Everything from one line, and from the card."""

    def __init__(self, prompting: Prompting) -> None:
        self._prompting = prompting

    @command(
        "idea prompts",
        "The questions that come each week: add, change, take out, say which is next",
        title="Weekly questions",
        examples=(
            "/idea prompts",
            "/idea prompts add: What would you change first?",
            "/idea prompts next: 3",
        ),
        for_hosts=True,
    )
    async def prompts(
        self,
        caller: Caller,
        *,
        add: Annotated[
            str | None,
            Param("A question to add", most=2 * LONGEST, example="What would you change first?"),
        ] = None,
        next: Annotated[  # noqa: A002 - the name people type
            int | None, Param("The number of the one to ask next", least=1, most=HIGHEST, example="3")
        ] = None,
        out: Annotated[
            int | None, Param("The number of one to take out", least=1, most=HIGHEST, example="7")
        ] = None,
        change: Annotated[
            int | None, Param("The number of one to say otherwise", least=1, most=HIGHEST, example="5")
        ] = None,
        to: Annotated[str | None, Param("Its new words", most=2 * LONGEST)] = None,
    ) -> Reply:
        if sum(one is not None for one in (add, next, out, change)) > 1:
            raise Misread("One change at a time, please.", example="/idea prompts next: 3")
        if change is not None and to is None:
            return Ask(prompt_form(await self._prompting.prompt(caller, change)))
        shown = None
        if change is not None and to is not None:
            shown = await self._written(caller, change, to, "to")
        if add is not None:
            shown = await self._written(caller, NEW, add, "add")
        if out is not None:
            shown = await self._prompting.take_out(caller, out)
        if next is not None:
            shown = await self._prompting.put_first(caller, next)
        return Answer(prompts_card(shown or await self._prompting.listed(caller)))

    async def _written(self, caller: Caller, number: int, text: str, typed_as: str) -> Prompts:
        """Keep a question; what is wrong with it is said of the parameter it was typed as."""
        try:
            return await self._prompting.write(caller, number, text)
        except Misread as misread:
            if misread.field is not None:
                misread.field = typed_as
            raise

    @pressed(LIST, reads=True)
    async def page(self, caller: Caller, press: Press) -> Reply:
        return Amend(prompts_card(await self._prompting.listed(caller), _number(press)))

    @pressed(FIRST)
    async def first(self, caller: Caller, press: Press) -> Reply:
        return Amend(prompts_card(await self._prompting.put_first(caller, _number(press))))

    @pressed(OUT)
    async def take_out(self, caller: Caller, press: Press) -> Reply:
        return Amend(prompts_card(await self._prompting.take_out(caller, _number(press))))

    @pressed(CHANGE, reads=True)
    async def change(self, caller: Caller, press: Press) -> Reply:
        number = _number(press)
        if number == NEW:
            await self._prompting.listed(caller)  # only hosts may
            return Ask(prompt_form())
        return Ask(prompt_form(await self._prompting.prompt(caller, number)))

    @pressed(WRITE)
    async def write(self, caller: Caller, press: Press) -> Reply:
        try:
            shown = await self._prompting.write(caller, _number(press), words(press, "words"))
        except Misread as misread:
            return Correct({"words": misread.trouble or "Please look at it again."})
        return Answer(prompts_card(shown))


def _number(press: Press) -> int:
    """The number a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else press.value or ""
    if not (named.isascii() and named.isdecimal() and len(named) < 6):
        raise stale()
    return int(named)
