"""`/chats` and `/chat search`: what is live, what is coming, and what was said."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, checks, command, suggests
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Answer, Reply
from communitybot.livechats.cards.lists import found_card, lists_card
from communitybot.livechats.commands.choosing import EVERY, Choosing
from communitybot.livechats.service import ChatService

NAMED_BY = (
    "chat start",
    "chat next",
    "chat pause",
    "chat extend",
    "chat skip",
    "chat end",
    "chat cockpit",
    "chat now",
    "chat answer",
    "chat ask",
    "chat show",
    "chat archive",
    "chat reflect",
    "chat edit",
    "chat questions",
    "chat cancel",
)


class Listing:
    """Shows lists, and helps to name a chat."""

    def __init__(self, chats: ChatService, choosing: Choosing) -> None:
        self._chats = chats
        self._choosing = choosing

    @command("chats", "See which live chats are on, coming and archived", examples=("/chats",), reads=True)
    async def chats(self, caller: Caller) -> Reply:
        return Answer(lists_card(await self._chats.lists(caller), administers=caller.administers))

    @command(
        "chat search",
        "Find words in the archives of chats",
        title="Search archives",
        examples=("/chat search feedback",),
        reads=True,
    )
    async def search(
        self,
        caller: Caller,
        *,
        words: Annotated[str, Param("What to look for", most=100, example="feedback")],
    ) -> Reply:
        return Answer(found_card(await self._chats.search(caller, words), words))

    @suggests("chat")
    async def named(self, caller: Caller, text: str) -> Sequence[Choice]:
        return await self._choosing.suggestions(caller, text)

    @checks("chat", *NAMED_BY)
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words name a chat, whatever its stage."""
        return await self._choosing.one(caller, text, EVERY, Action("chat.now"))
