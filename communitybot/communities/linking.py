"""The command that joins a server or workspace to a community that talks elsewhere."""

from typing import Annotated, Generic

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.communities.codes import read_code
from communitybot.communities.joining import Joining, W
from communitybot.communities.joining_cards import JOIN, LEAVE, joined_card, offer_card, preview_card
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer, Reply


class CommunityLink(Generic[W]):
    """`/community link`: a code in one space; in the other, what would move, and the choice."""

    def __init__(self, joining: Joining[W]) -> None:
        self._joining = joining

    @command(
        "community link",
        "Join a Discord server and a Slack workspace into one community",
        examples=("/community link",),
        for_hosts=True,
    )
    async def link(
        self,
        caller: Caller,
        *,
        code: Annotated[
            str | None,
            Param("The code shown in the other place; leave it out to get one", label="Code", most=100),
        ] = None,
    ) -> Reply:
        if code is None:
            return Answer(offer_card(await self._joining.offer(caller)))
        return Answer(preview_card(await self._joining.look(caller, code), read_code(code)))

    @pressed(JOIN)
    async def join(self, caller: Caller, press: Press) -> Reply:
        return Amend(joined_card(await self._joining.join(caller, press.argument(0))))

    @pressed(LEAVE, reads=True)
    async def leave(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - the same for all
        return Amend(message("Left as it is. Nothing has changed."))
