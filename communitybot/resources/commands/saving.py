"""`/resource save` and its button: kept for oneself, or in a collection by name."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.resources.cards.filling import put_card
from communitybot.resources.cards.saving import saved_card, saved_list
from communitybot.resources.commands.choosing import Choosing, WhichResource, resource_of
from communitybot.resources.commands.pressing import page_of, wished
from communitybot.resources.filling import Filling
from communitybot.resources.model.collection import NAME_MOST
from communitybot.resources.saving import Saving


class SavingCommands:
    """A press saves, and its answer lets go again; a name puts it in that collection."""

    def __init__(self, saving: Saving, filling: Filling, choosing: Choosing) -> None:
        self._saving = saving
        self._filling = filling
        self._choosing = choosing

    @command(
        "resource save",
        "Keep one for yourself, or in a collection",
        title="Save a resource",
        examples=(
            "/resource save Fraction strips",
            "/resource save Fraction strips, collection: Fractions",
        ),
    )
    async def save(
        self,
        caller: Caller,
        *,
        resource: WhichResource = None,
        collection: Annotated[
            str | None, Param("Its name; a new one is made if need be", suggests=True, most=NAME_MOST)
        ] = None,
    ) -> Reply:
        found = await self._choosing.one(caller, resource, Action("resource.save"))
        if isinstance(found, Message):
            return Answer(found)
        if collection and collection.strip():
            put, made = await self._filling.add_by_name(caller, collection, found.id)
            return Answer(put_card(put, made=made))
        return Answer(saved_card(await self._saving.save(caller, found.id, on=True)))

    @pressed("resource.save")
    async def press(self, caller: Caller, press: Press) -> Reply:
        """Under a public card too, so the answer is one's own; pressed twice, it is saved all the same."""
        return Answer(saved_card(await self._saving.save(caller, resource_of(press), on=wished(press))))

    @pressed("resource.unsave")
    async def let_go(self, caller: Caller, press: Press) -> Reply:
        return Answer(saved_card(await self._saving.save(caller, resource_of(press), on=False)))

    @pressed("collection.saved", reads=True)
    async def listing(self, caller: Caller, press: Press) -> Reply:
        card = saved_list(await self._saving.listing(caller, page_of(press, 0)))
        return Amend(card) if page_of(press, 0) > 1 else Answer(card)
