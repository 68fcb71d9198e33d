"""The buttons under a gentle reminder: it goes on, or no more of these."""

from communitybot.commands.declare import pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Reply
from communitybot.ideas.cards.nudging import still_card, stopped_card
from communitybot.ideas.nudging import Nudging


class Reminded:
    """Pressed again, each changes nothing more."""

    def __init__(self, nudging: Nudging) -> None:
        self._nudging = nudging

    @pressed("idea.still")
    async def still(self, caller: Caller, press: Press) -> Reply:
        return Amend(still_card(await self._nudging.still(caller, press.argument(0))))

    @pressed("idea.nudge_stop")
    async def stop(self, caller: Caller, press: Press) -> Reply:
        on = press.arguments[1:] != ("off",)
        return Amend(stopped_card(await self._nudging.stop(caller, press.argument(0), on=on), on=on))
