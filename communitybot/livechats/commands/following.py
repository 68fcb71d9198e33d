"""`/chat now`: where a chat is, privately, for whoever has just come or comes back."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Place
from communitybot.livechats.cards.now import now_card
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import WhichChat
from communitybot.livechats.commands.pressing import chat_of, chosen
from communitybot.livechats.model.chat import Stage
from communitybot.livechats.service import ChatService


class Following:
    """Shows somebody where a chat stands; to ask is a sign of being there."""

    def __init__(self, chats: ChatService, choosing: Choosing) -> None:
        self._chats = chats
        self._choosing = choosing

    @command(
        "chat now",
        "See where a live chat is: question, time left, what you missed",
        title="Where are we?",
        examples=("/chat now", "/chat now #ce14"),
    )
    async def now(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        stages = (Stage.LIVE, Stage.COMING)
        found = await self._choosing.one(caller, chat, stages, Action("chat.now"))
        return Answer(found if isinstance(found, Message) else await self.card(caller, found.id))

    @pressed("chat.now")
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self.card(caller, chat_of(press)))

    @pressed("chat.vote")
    async def vote(self, caller: Caller, press: Press) -> Reply:
        """Want to hear an answer, or not any more."""
        chat = chat_of(press)
        votes, on = await self._chats.vote(caller, chat, chosen(press))
        count = "1 person wants" if votes == 1 else f"{votes:,} people want"
        said = f"{'Your vote counts' if on else 'Your vote is taken back'}: {count} to hear that."
        return Amend(await self.card(caller, chat, said=said))

    async def card(self, caller: Caller, chat: str, *, said: str | None = None) -> Message:
        """Where a chat stands, with the threads one can open from here."""
        await self._chats.come(caller, chat)
        now = await self._chats.now(caller, chat)
        here = [thread for thread in now.threads if thread.in_space == caller.space]
        places = [Place(thread, "its thread") for thread in here if thread != caller.place]
        return now_card(now, said=said, places=places)
