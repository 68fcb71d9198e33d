"""`/chat cancel`: asks with the name and who will be told, then calls the chat off."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message, message, paragraph
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.conversation.text import At, Struck
from communitybot.errors import AlreadyDone
from communitybot.livechats.cards.words import title_of
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import WhichChat
from communitybot.livechats.commands.pressing import chat_of, words
from communitybot.livechats.desk import demand_conducting
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.service import ChatService

REASON_MOST = 500


class Cancelling:
    """Cancels chats after asking; nothing is deleted."""

    def __init__(self, chats: ChatService, choosing: Choosing) -> None:
        self._chats = chats
        self._choosing = choosing

    @command(
        "chat cancel",
        "Cancel a chat you host before it begins; you are asked first",
        title="Cancel a chat",
        examples=("/chat cancel", "/chat cancel #ce14, reason: The host is ill"),
    )
    async def cancel(
        self,
        caller: Caller,
        *,
        chat: WhichChat = None,
        reason: Annotated[
            str | None, Param("Why; people see it", most=REASON_MOST, example="The host is ill")
        ] = None,
    ) -> Reply:
        found = await self._choosing.one(caller, chat, (Stage.COMING,), Action("chat.cancel"))
        if isinstance(found, Message):
            return Answer(found)
        return Ask(_cancel_form(caller, found, reason))

    @pressed("chat.cancel", reads=True)
    async def ask_to_cancel(self, caller: Caller, press: Press) -> Reply:
        return Ask(_cancel_form(caller, await self._chats.get(caller, chat_of(press)), None))

    @pressed("chat.cancelled")
    async def cancelled(self, caller: Caller, press: Press) -> Reply:
        gone = await self._chats.cancel(caller, chat_of(press), words(press, "reason"))
        when = At(gone.start, gone.zone, gone.end)
        return Answer(
            message(
                paragraph("Cancelled: ", Struck(title_of(gone)), ", ", when, "."),
                paragraph("Its event says so, and those who answered are told once."),
            )
        )


def _cancel_form(caller: Caller, chat: Chat, reason: str | None) -> Form:
    demand_conducting(caller, chat)
    if chat.stage is Stage.DRAFT:
        raise AlreadyDone(
            f"{chat.name} is not posted yet: nobody has seen it. Press Discard under its preview.",
            example="/chats",
        )
    if chat.stage is not Stage.COMING:
        raise AlreadyDone(f"{chat.name} has begun already. You can end it.", example="/chat end")
    why = FormField(
        name="reason",
        label="Reason",
        kind=FieldKind.TEXT,
        hint="Why; people see it",
        value=one_line(reason or "", REASON_MOST) or None,
    )
    name = title_of(chat)
    return Form(
        title="Cancel the chat?",
        action=Action("chat.cancelled", (chat.id,)),
        fields=(why,),
        submit="Cancel the chat",
        intro=f"“{name}” will not take place. Everybody who answered its event is told once.",
    )
