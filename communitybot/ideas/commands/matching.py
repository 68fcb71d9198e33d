"""`/idea match`: colleagues who fit an idea, invited by one press; and their answers."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import AlreadyDone
from communitybot.ideas.cards.matching import (
    accept_form,
    declined_card,
    invited_card,
    match_card,
    never_card,
)
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.commands.pressing import person_of
from communitybot.ideas.inviting import Inviting
from communitybot.ideas.model.idea import GROWING, Stage

MATCHED = tuple(stage for stage in GROWING if stage is not Stage.REPORTED)


class Matching:
    """Teams look; whoever is asked answers by one press."""

    def __init__(self, inviting: Inviting, choosing: Choosing) -> None:
        self._inviting = inviting
        self._choosing = choosing

    @command(
        "idea match",
        "Find colleagues who fit your idea and want to be found",
        title="Find colleagues",
        examples=("/idea match", "/idea match Mentor hours"),
        reads=True,
    )
    async def match(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        again = Action("idea.match")
        found = await self._choosing.one(caller, idea, again, stages=MATCHED, own=True)
        return Answer(found if isinstance(found, Message) else await self._card(caller, found.id))

    @pressed("idea.match", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._card(caller, idea_of(press)))

    @pressed("idea.invite")
    async def invite(self, caller: Caller, press: Press) -> Reply:
        return Answer(invited_card(*await self._inviting.invite(caller, press.argument(0), person_of(press))))

    @pressed("idea.invite_yes", reads=True)
    async def accept(self, caller: Caller, press: Press) -> Reply:
        return Ask(accept_form(*await self._inviting.invitation(caller, press.argument(0))))

    @pressed("idea.invite_no")
    async def not_now(self, caller: Caller, press: Press) -> Reply:
        return Amend(declined_card(await self._inviting.not_now(caller, press.argument(0))))

    @pressed("idea.invite_never")
    async def never(self, caller: Caller, press: Press) -> Reply:
        """Whether or not the invitation still stands, nobody finds them from now on."""
        await self._inviting.never(caller)
        try:
            idea = await self._inviting.not_now(caller, press.argument(0))
        except AlreadyDone:
            return Amend(never_card())
        return Amend(declined_card(idea, never=True))

    async def _card(self, caller: Caller, idea: str) -> Message:
        found = await self._inviting.matches(caller, idea)
        return match_card(found.idea, tuple(found.fits), tuple(found.invited))
