"""The buttons under a space's first message: set up in one form, or leave it as it is."""

from typing import Generic

from communitybot.commands.declare import pressed
from communitybot.commands.guard import Press
from communitybot.communities.service import Communities, W
from communitybot.communities.welcome_cards import FINE, SET_UP, fine_card, set_up_form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Ask, Reply


class SettingUp(Generic[W]):
    """Whoever was greeted may finish setting up, also where the platform does not tell their rights."""

    def __init__(self, communities: Communities[W]) -> None:
        self._communities = communities

    @pressed(SET_UP, reads=True)
    async def set_up(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        await self._communities.check(caller)
        return Ask(set_up_form(await self._communities.show(caller)))

    @pressed(FINE)
    async def fine(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - only who pressed counts
        await self._communities.settle(caller)
        return Amend(fine_card())
