"""`/resource view`: one resource in private, with every button its reader may use, its words and its file."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message, paragraph
from communitybot.conversation.replies import Answer, Reply
from communitybot.conversation.text import Strong
from communitybot.resources.cards.view import text_card, view_card
from communitybot.resources.commands.choosing import Choosing, WhichResource, resource_of
from communitybot.resources.viewing import Viewing


class ViewingResources:
    """Shows resources to one person at a time."""

    def __init__(self, viewing: Viewing, choosing: Choosing) -> None:
        self._viewing = viewing
        self._choosing = choosing

    @command(
        "resource view",
        "See all that is known of a resource, and what you can do with it",
        title="View a resource",
        examples=("/resource view", "/resource view Fraction strips"),
        reads=True,
    )
    async def view(self, caller: Caller, *, resource: WhichResource = None) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.view"))
        return Answer(found if isinstance(found, Message) else await self._card(caller, found.id))

    @pressed("resource.view", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._card(caller, resource_of(press), page_of(press)))

    @pressed("resource.text", reads=True)
    async def text(self, caller: Caller, press: Press) -> Reply:
        seen, _ = await self._viewing.look(caller, resource_of(press))
        return Answer(text_card(seen.resource))

    @pressed("resource.file", reads=True)
    async def file(self, caller: Caller, press: Press) -> Reply:
        file = await self._viewing.file(caller, resource_of(press))
        return Answer(message(paragraph("Here it is: ", Strong(file.name)), files=(file,)))

    async def _card(self, caller: Caller, resource: str, page: int = 0) -> Message:
        seen, more = await self._viewing.look(caller, resource, page)
        return view_card(seen, page=page, more=more)


def page_of(press: Press, index: int = 1) -> int:
    """Which page a button turns to; the first for a token that does not say."""
    text = press.arguments[index] if len(press.arguments) > index else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
