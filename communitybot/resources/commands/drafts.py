"""`/resource drafts`: what somebody has not shared yet, also links they said, each one press from shared."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import AlreadyDone, NotFound
from communitybot.resources.cards.drafts import PAGE, drafts_card, not_this_card
from communitybot.resources.commands.viewing import page_of
from communitybot.resources.drafting import Drafting


class ResourceDrafts:
    """Lists drafts to whoever made them."""

    def __init__(self, drafting: Drafting) -> None:
        self._drafting = drafting

    @command(
        "resource drafts",
        "See what you have not shared yet, and share it",
        title="Your drafts",
        examples=("/resource drafts",),
        reads=True,
    )
    async def drafts(self, caller: Caller) -> Reply:
        return Answer(await self._card(caller))

    @pressed("resource.drafts", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._card(caller, page_of(press, 0)))

    @pressed("resource.not_this")
    async def not_this(self, caller: Caller, press: Press) -> Reply:
        """Throw one away, from the list or from where it was offered; one that is gone stays gone."""
        try:
            gone = await self._drafting.discard(caller, press.argument(0))
        except (NotFound, AlreadyDone):
            gone = None
        if len(press.arguments) > 1 or gone is None:
            return Amend(await self._card(caller, page_of(press)))
        return Amend(not_this_card(gone))

    async def _card(self, caller: Caller, offset: int = 0) -> Message:
        drafts = await self._drafting.drafts(caller, limit=PAGE, offset=offset)
        if not drafts.drafts and offset:
            drafts = await self._drafting.drafts(caller, limit=PAGE)
        return drafts_card(drafts)
