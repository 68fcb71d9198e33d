"""`/resource tried` and its button: what happened in the classroom."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.resources.cards.trying import tried_form, tries_card
from communitybot.resources.commands.choosing import Choosing, WhichResource, resource_of, stale
from communitybot.resources.commands.pressing import chosen, page_of, words
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import TRIED_MOST, Repeat
from communitybot.resources.trying import Trying

TOLD = "Thank you! Colleagues see what you told, here and in the count on its card."


class TriedCommands:
    """Takes in what happened, shows what others told, and takes away what one told."""

    def __init__(self, trying: Trying, choosing: Choosing) -> None:
        self._trying = trying
        self._choosing = choosing

    @command(
        "resource tried",
        "Tell what happened when you used one",
        title="I tried it",
        examples=("/resource tried Fraction strips, again: yes, grade: 4",),
    )
    async def tried(
        self,
        caller: Caller,
        *,
        resource: WhichResource = None,
        again: Annotated[Repeat | None, Param("Would you use it again?")] = None,
        grade: Annotated[Grade | None, Param("In which grade")] = None,
        happened: Annotated[
            str, Param("A sentence or two", kind=FieldKind.LONG_TEXT, most=TRIED_MOST, label="What happened")
        ] = "",
    ) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.tried"))
        if isinstance(found, Message):
            return Answer(found)
        if again is None:
            return await self._ask(caller, found.id)
        page = await self._trying.tell(caller, found.id, grade=grade, words=happened, repeat=again)
        return Answer(tries_card(page, person=caller.person, said=TOLD))

    @pressed("resource.tried", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return await self._ask(caller, resource_of(press))

    @pressed("resource.tried_told")
    async def tell(self, caller: Caller, press: Press) -> Reply:
        repeat = chosen(press, "again", Repeat)
        if repeat is None:
            raise stale()
        try:
            page = await self._trying.tell(
                caller,
                press.argument(0),
                grade=chosen(press, "grade", Grade),
                words=words(press, "happened"),
                repeat=repeat,
            )
        except Misread as misread:
            return Correct({misread.field or "happened": misread.trouble})
        return Answer(tries_card(page, person=caller.person, said=TOLD))

    @pressed("resource.tries", reads=True)
    async def show(self, caller: Caller, press: Press) -> Reply:
        page = await self._trying.look(caller, resource_of(press), page_of(press, 1))
        card = tries_card(page, person=caller.person)
        return Amend(card) if len(press.arguments) > 1 else Answer(card)

    @pressed("resource.untry")
    async def take_back(self, caller: Caller, press: Press) -> Reply:
        page = await self._trying.take_back(caller, resource_of(press))
        return Amend(tries_card(page, person=caller.person, said="What you told is taken away."))

    async def _ask(self, caller: Caller, resource: str) -> Reply:
        page = await self._trying.look(caller, resource)
        if not page.resource.seen:
            return Answer(tries_card(page, person=caller.person, said="Others do not see it now."))
        return Ask(tried_form(page.resource, page.mine))
