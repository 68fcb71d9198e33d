"""The command that makes one person of somebody's accounts."""

from typing import Annotated, Generic

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.communities.codes import read_code
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.people.uniting import Uniting, W
from communitybot.people.uniting_cards import JOIN, LEAVE, offer_card, preview_card, united_card


class MyLink(Generic[W]):
    """`/my link`: a code from one account; from the other, what would happen, and the choice."""

    def __init__(self, uniting: Uniting[W]) -> None:
        self._uniting = uniting

    @command(
        "my link",
        "Join your Discord and Slack accounts, so that you count once",
        examples=("/my link",),
    )
    async def link(
        self,
        caller: Caller,
        *,
        code: Annotated[
            str | None,
            Param("The code your other account was shown; leave it out to get one", label="Code", most=100),
        ] = None,
    ) -> Reply:
        if code is None:
            return Answer(offer_card(await self._uniting.offer(caller)))
        return Answer(preview_card(await self._uniting.look(caller, code), read_code(code)))

    @pressed(JOIN)
    async def join(self, caller: Caller, press: Press) -> Reply:
        return Amend(united_card(await self._uniting.unite(caller, press.argument(0))))

    @pressed(LEAVE, reads=True)
    async def leave(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - the same for all
        return Amend(message("Left as it is. Nothing has changed."))
