"""What the bot says in live chats, and the cards at the heads of their threads."""

from datetime import datetime

from communitybot.livechats.delivery.talks import CHATS
from communitybot.livechats.model.chat import Chat
from communitybot.livechats.model.log import Kind
from communitybot.livechats.repository import ChatsWork
from communitybot.threads import talking
from communitybot.threads.log import Line


async def announce(
    work: ChatsWork, chat: Chat, now: datetime, *said: tuple[Kind, str], question: int | None = None
) -> None:
    """Let the bot say lines, a kind and its text each, in every thread of a chat, in this order."""
    number = chat.run.question if question is None else question
    lines = [
        Line(talk=chat.id, number=0, kind=kind, at=now, question=number, text=text) for kind, text in said
    ]
    await talking.say(CHATS, work, chat, lines, now)


async def redraw_cards(work: ChatsWork, chat: Chat, now: datetime) -> None:
    """Let the cards at the heads of the threads follow the chat, which is held."""
    await talking.redraw_cards(CHATS, work, chat, f"{chat.run.step}:{chat.revision}", now)
