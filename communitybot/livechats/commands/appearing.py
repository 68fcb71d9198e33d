"""`/chat show`: how somebody appears in archives, in one chat or in all."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import NotFound
from communitybot.livechats.cards.showing import showing_card, showing_everywhere_card, shown_words
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import ShowAs, Where, WhichChat
from communitybot.livechats.commands.pressing import chat_of, chosen, showing_of, stale
from communitybot.livechats.model.chat import Showing, Stage
from communitybot.livechats.service import ChatService


class Appearing:
    """Lets everybody choose, before, during and after a chat."""

    def __init__(self, chats: ChatService, choosing: Choosing) -> None:
        self._chats = chats
        self._choosing = choosing

    @command(
        "chat show",
        "Choose how you appear in archives: name, initials, an educator, or left out",
        title="How you appear",
        examples=("/chat show", "/chat show initials, where: all chats"),
    )
    async def show(
        self,
        caller: Caller,
        *,
        showing: ShowAs = None,
        where: Annotated[Where, Param("For this chat, or for all from now on")] = Where.THIS,
        chat: WhichChat = None,
    ) -> Reply:
        if where is Where.ALL:
            if showing is not None:
                await self._chats.show(caller, "", showing)
            return Answer(showing_everywhere_card(showing))
        again = Action("chat.showing") if showing is None else Action("chat.show", ("", showing.name.lower()))
        stages = (Stage.LIVE, Stage.COMING, Stage.OVER)
        try:
            found = await self._choosing.one(caller, chat, stages, again)
        except NotFound:
            if chat is not None or showing is not None:
                raise
            return Answer(showing_everywhere_card(None))
        if isinstance(found, Message):
            return Answer(found)
        if showing is None:
            return Answer(await self._card(caller, found.id))
        if showing is Showing.LEFT_OUT and found.stage is Stage.OVER:  # it cannot be taken back
            said = "Press Left out if you are sure: your words are then deleted, for good."
            return Answer(await self._card(caller, found.id, said=said))
        return Answer(await self._chose(caller, found.id, showing))

    @pressed("chat.showing", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._card(caller, chat_of(press)))

    @pressed("chat.show")
    async def choose(self, caller: Caller, press: Press) -> Reply:
        if len(press.arguments) < 2:
            raise stale()
        return Amend(await self._chose(caller, chat_of(press), showing_of(press.arguments[1])))

    @pressed("chat.show_always")
    async def choose_for_all(self, caller: Caller, press: Press) -> Reply:
        showing = showing_of(chosen(press))
        await self._chats.show(caller, "", showing)
        if not press.arguments:
            return Amend(showing_everywhere_card(showing))
        said = f"Done: in all chats you appear as {shown_words(showing)}, but for those you chose for alone."
        return Amend(await self._card(caller, press.arguments[0], said=said))

    async def _chose(self, caller: Caller, chat: str, showing: Showing) -> Message:
        await self._chats.show(caller, chat, showing)
        return await self._card(caller, chat, said="Done.")

    async def _card(self, caller: Caller, chat: str, *, said: str | None = None) -> Message:
        now = await self._chats.now(caller, chat)
        return showing_card(now.chat, now.showing, said=said)
