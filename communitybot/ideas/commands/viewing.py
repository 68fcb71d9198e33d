"""`/idea view`: one idea in private, whole, with every button its reader may use now."""

from collections.abc import Callable

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Reply
from communitybot.ideas.cards.view import part_card, view_card
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.listing import Listing as Lists

LinkTo = Callable[[MessageRef], str | None]


class Viewing:
    """Shows an idea. `link` gives the web address of a message; `answered` are the verbs there are."""

    def __init__(self, lists: Lists, choosing: Choosing, link: LinkTo) -> None:
        self._lists = lists
        self._choosing = choosing
        self._link = link
        self.answered: frozenset[str] | None = None

    @command(
        "idea view",
        "See an idea whole: its text, its team, where it stands, and what you can do",
        title="View an idea",
        examples=("/idea view", "/idea view Mentor hours"),
        reads=True,
    )
    async def view(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.view"))
        return Answer(found if isinstance(found, Message) else await self.card(caller, found.id))

    @pressed("idea.view", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self.card(caller, idea_of(press)))

    @pressed("idea.whole", reads=True)
    async def whole(self, caller: Caller, press: Press) -> Reply:
        """One part of the text that the view had to shorten."""
        seen = await self._lists.look(caller, press.argument(0))
        drawn = part_card(seen.idea, press.argument(1))
        if drawn is None:
            raise stale()
        return Answer(drawn)

    async def card(self, caller: Caller, idea: str) -> Message:
        """An idea as the caller sees it now."""
        return view_card(await self._lists.look(caller, idea), self._link, answered=self.answered)
