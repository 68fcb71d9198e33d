"""`/resource new`: what fits somebody, with why, and a no that is kept."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.resources.cards.suggestions import DISMISS, RESTORE, suggestions_card
from communitybot.resources.commands.choosing import resource_of
from communitybot.resources.suggesting import Suggestions


class NewForYou:
    """Everything about suggestions."""

    def __init__(self, suggestions: Suggestions) -> None:
        self._suggestions = suggestions

    @command(
        "resource new",
        "A few resources that fit you, with why",
        title="New for you",
        examples=("/resource new",),
        reads=True,
    )
    async def new(self, caller: Caller) -> Reply:
        return Answer(suggestions_card(await self._suggestions.show(caller)))

    @pressed(DISMISS)
    async def dismiss(self, caller: Caller, press: Press) -> Reply:
        shown = await self._suggestions.dismiss(caller, resource_of(press), on=True)
        return Amend(suggestions_card(shown))

    @pressed(RESTORE)
    async def restore(self, caller: Caller, press: Press) -> Reply:
        shown = await self._suggestions.dismiss(caller, resource_of(press), on=False)
        return Amend(suggestions_card(shown))
