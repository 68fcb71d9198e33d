"""The buttons with which hosts and administrators take away one colleague's note or "I tried it"."""

from communitybot.commands.declare import pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.resources.cards.clearing import clear_form, cleared_words, words_card
from communitybot.resources.clearing import Clearing
from communitybot.resources.clearing_views import Cleared
from communitybot.resources.commands.choosing import resource_of, stale
from communitybot.resources.commands.pressing import page_of, words


class ClearingWords:
    """Shows what people wrote of a resource, asks, and takes one away."""

    def __init__(self, clearing: Clearing) -> None:
        self._clearing = clearing

    @pressed("resource.words", reads=True)
    async def show(self, caller: Caller, press: Press) -> Reply:
        card = words_card(await self._clearing.words(caller, resource_of(press), page_of(press, 1)))
        return Amend(card) if len(press.arguments) > 1 else Answer(card)

    @pressed("resource.word", reads=True)
    async def ask(self, caller: Caller, press: Press) -> Reply:
        if not press.arguments or press.value is None:
            raise stale()
        resource, word = await self._clearing.word(caller, press.argument(0), press.value)
        if word is not None:
            return Ask(clear_form(resource, word))
        page = await self._clearing.words(caller, resource.id)
        return Amend(words_card(page, said=cleared_words(Cleared(page=page, word=None))))

    @pressed("resource.word_cleared")
    async def clear(self, caller: Caller, press: Press) -> Reply:
        cleared = await self._clearing.clear(
            caller, press.argument(0), press.argument(1), words(press, "reason")
        )
        return Answer(words_card(cleared.page, said=cleared_words(cleared)))
