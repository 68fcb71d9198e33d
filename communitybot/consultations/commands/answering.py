"""`/consult answer` and the buttons beside it: answers, how one is quoted, and taking them back."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.consultations.cards import actions
from communitybot.consultations.cards.private import appears_card, kept_card, used_card, withdrawn_card
from communitybot.consultations.cards.words import title_of
from communitybot.consultations.commands.choosing import Choosing
from communitybot.consultations.commands.forming import (
    answers_form,
    appearance_form,
    read_answers,
    read_role,
    read_showing,
)
from communitybot.consultations.commands.parameters import WhichConsultation
from communitybot.consultations.commands.pressing import consultation_of
from communitybot.consultations.model.consultation import Stage
from communitybot.consultations.service import Consultations
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Controls, Message, message, paragraph
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.conversation.text import Strong
from communitybot.errors import NotFound


class Answering:
    """Takes answers, and lets people change their mind."""

    def __init__(self, consultations: Consultations, choosing: Choosing) -> None:
        self._consultations = consultations
        self._choosing = choosing

    @command(
        "consult answer",
        "Answer what the community is asked; you choose how you are quoted",
        title="Answer",
        examples=("/consult answer",),
        reads=True,
    )
    async def answer(self, caller: Caller, *, consultation: WhichConsultation = None) -> Reply:
        found = await self._choosing.one(caller, consultation, (Stage.OPEN,), Action("consult.answer"))
        if isinstance(found, Message):
            return Answer(found)
        return Ask(answers_form(*await self._consultations.to_answer(caller, found.id)))

    @pressed("consult.answer", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:
        found, mine = await self._consultations.to_answer(caller, consultation_of(press))
        return Ask(answers_form(found, mine))

    @pressed("consult.answered")
    async def answered(self, caller: Caller, press: Press) -> Reply:
        found = await self._consultations.get(caller, press.argument(0))
        kept = await self._consultations.answer(caller, found.id, read_answers(found, press))
        return Answer(kept_card(kept.consultation, kept.response, new=kept.new))

    @pressed("consult.used", reads=True)
    async def used(self, caller: Caller, press: Press) -> Reply:
        seen = await self._consultations.seen(caller, consultation_of(press))
        return Answer(used_card(seen.consultation, seen.mine))

    @pressed("consult.appear", reads=True)
    async def ask_appearance(self, caller: Caller, press: Press) -> Reply:
        seen = await self._consultations.seen(caller, consultation_of(press))
        if seen.mine is None:
            raise NotFound("There are no answers of yours in it.", example="/consult answer")
        return Ask(appearance_form(seen.consultation, seen.mine))

    @pressed("consult.appeared")
    async def appeared(self, caller: Caller, press: Press) -> Reply:
        showing, role = read_showing(press.values), read_role(press.values)
        kept = await self._consultations.appear(caller, press.argument(0), showing, role)
        return Answer(appears_card(kept.consultation, kept.response))

    @pressed("consult.withdraw", reads=True)
    async def ask_withdraw(self, caller: Caller, press: Press) -> Reply:
        seen = await self._consultations.seen(caller, consultation_of(press))
        if seen.mine is None:
            return Answer(withdrawn_card(seen.consultation, None))
        one = seen.consultation
        again = (
            " You can answer anew until it closes."
            if one.stage is Stage.OPEN
            else (" It is closed, so you cannot answer anew.")
        )
        yes = Button("Yes, take them back", Action("consult.withdrawn", (one.id,)), Look.GRAVE)
        return Answer(
            message(
                paragraph("Take back all you answered in ", Strong(title_of(one)), f"?{again}"),
                Controls((yes, actions.appear(one.id))),
            )
        )

    @pressed("consult.withdrawn")
    async def withdrawn(self, caller: Caller, press: Press) -> Reply:
        one, gone = await self._consultations.withdraw(caller, consultation_of(press))
        return Amend(withdrawn_card(one, gone))
