"""What the cockpit opens: handing over, answers that are moved, questions of the audience."""

from communitybot.commands.declare import pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Reply
from communitybot.livechats.cards.conducting import audience_card, handing_card, sort_card, sorting_card
from communitybot.livechats.commands.conducting import Conducting
from communitybot.livechats.commands.pressing import chat_of, chosen, chosen_number, number, stale
from communitybot.livechats.service import ChatService


class Sorting:
    """Puts things into the right place or hands; each press shows what is left to do."""

    def __init__(self, chats: ChatService, conducting: Conducting) -> None:
        self._chats = chats
        self._conducting = conducting

    @pressed("chat.handing", reads=True)
    async def whom(self, caller: Caller, press: Press) -> Reply:
        return Amend(handing_card((await self._chats.cockpit(caller, chat_of(press))).chat))

    @pressed("chat.hand")
    async def hand_over(self, caller: Caller, press: Press) -> Reply:
        after = await self._chats.hand_over(caller, press.argument(0), chosen(press))
        return Amend(await self._conducting.card(caller, after.id, said="The chair is handed over."))

    @pressed("chat.sorting", reads=True)
    async def unsorted(self, caller: Caller, press: Press) -> Reply:
        return Amend(sorting_card(await self._chats.cockpit(caller, chat_of(press))))

    @pressed("chat.sort", reads=True)
    async def one(self, caller: Caller, press: Press) -> Reply:
        wanted = chosen_number(press)
        cockpit = await self._chats.cockpit(caller, press.argument(0))
        line = next((each for each in cockpit.unsorted if each.number == wanted), None)
        return Amend(sorting_card(cockpit) if line is None else sort_card(cockpit.chat, line))

    @pressed("chat.move")
    async def move(self, caller: Caller, press: Press) -> Reply:
        line = number(press, 1)
        if line is None:
            raise stale()
        after = await self._chats.move(caller, press.argument(0), line, chosen_number(press))
        return Amend(sorting_card(await self._chats.cockpit(caller, after.id)))

    @pressed("chat.audience", reads=True)
    async def audience(self, caller: Caller, press: Press) -> Reply:
        return Amend(audience_card(await self._chats.cockpit(caller, chat_of(press))))

    @pressed("chat.take")
    async def take(self, caller: Caller, press: Press) -> Reply:
        if press.argument(1) not in {"ask", "aside"}:
            raise stale()
        ask = press.argument(1) == "ask"
        after = await self._chats.take(caller, press.argument(0), chosen(press), ask=ask)
        said = "It is asked next." if ask else "Put aside."
        return Amend(audience_card(await self._chats.cockpit(caller, after.id), said=said))
