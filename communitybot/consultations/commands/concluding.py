"""`/consult reply`, and choosing whose words stand first: what is done once a consultation is closed."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.consultations.cards.quotes import PAGE, quotes_card, replied_now_card
from communitybot.consultations.commands.choosing import Choosing
from communitybot.consultations.commands.forming import reply_form
from communitybot.consultations.commands.parameters import WhichConsultation
from communitybot.consultations.commands.pressing import consultation_of, offset_of, stale
from communitybot.consultations.concluding import LONGEST_REPLY
from communitybot.consultations.model.consultation import Stage
from communitybot.consultations.service import Consultations
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply


class Concluding:
    """For whoever asks, for hosts and administrators."""

    def __init__(self, consultations: Consultations, choosing: Choosing) -> None:
        self._consultations = consultations
        self._choosing = choosing

    @command(
        "consult reply",
        "Say what you did with a consultation; those who answered are told",
        title="What came of it",
        examples=("/consult reply",),
    )
    async def reply(
        self,
        caller: Caller,
        *,
        words: Annotated[
            str | None,
            Param(
                "What was done with it",
                kind=FieldKind.LONG_TEXT,
                most=LONGEST_REPLY,
                example="From August on the day starts at 8:30.",
            ),
        ] = None,
        consultation: WhichConsultation = None,
    ) -> Reply:
        found = await self._choosing.one(caller, consultation, (Stage.CLOSED,), Action("consult.reply"))
        if isinstance(found, Message):
            return Answer(found)
        one, _ = await self._consultations.came_to(caller, found.id)
        if words is None:
            return Ask(reply_form(one))
        _, told = await self._consultations.reply(caller, one.id, words)
        return Answer(replied_now_card(told=told))

    @pressed("consult.reply", reads=True)
    async def ask_reply(self, caller: Caller, press: Press) -> Reply:
        one, _ = await self._consultations.came_to(caller, consultation_of(press))
        return Ask(reply_form(one))

    @pressed("consult.replied")
    async def replied(self, caller: Caller, press: Press) -> Reply:
        words = text_of(press.values.get("words"))
        _, told = await self._consultations.reply(caller, press.argument(0), words)
        return Answer(replied_now_card(told=told))

    @pressed("consult.quotes", reads=True)
    async def quotes(self, caller: Caller, press: Press) -> Reply:
        one, tally = await self._consultations.came_to(caller, consultation_of(press))
        shown = quotes_card(one, tally, offset_of(press, 1))
        return Answer(shown) if len(press.arguments) < 2 else Amend(shown)

    @pressed("consult.pick")
    async def pick(self, caller: Caller, press: Press) -> Reply:
        """Put a quote first, or take it back: its response and question are what was chosen."""
        response, _, number = (press.value or "").partition(".")
        if not (response and number.isascii() and number.isdecimal() and len(number) < 4):
            raise stale()
        one, tally = await self._consultations.pick(caller, press.argument(0), response, int(number))
        return Amend(quotes_card(one, tally, offset_of(press, 1) // PAGE * PAGE))
