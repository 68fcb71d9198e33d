"""`/collection add | remove | people`: what is in a collection, and who works on it."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.addresses import BadAddress, PersonAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread, NotFound
from communitybot.people.resolve import Resolve
from communitybot.resources.cards.collecting import named, people_card
from communitybot.resources.cards.filling import item_card, moved_card, put_card, taken_card
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing import Choosing, WhichResource, stale
from communitybot.resources.commands.choosing_collections import (
    ChoosingCollections,
    WhichCollection,
    collection_of,
)
from communitybot.resources.commands.pressing import chosen, page_of
from communitybot.resources.filling import Filling
from communitybot.resources.helping import Helping
from communitybot.resources.model.collection import Collection, Right


class FillingCommands:
    """Puts resources in and takes them out, and lets others do so."""

    def __init__(
        self,
        collecting: Collecting,
        filling: Filling,
        helping: Helping,
        choosing: tuple[ChoosingCollections, Choosing],
        resolve: Resolve,
    ) -> None:
        self._collecting = collecting
        self._filling = filling
        self._helping = helping
        self._collections, self._resources = choosing
        self._resolve = resolve

    @command(
        "collection add",
        "Put a resource in a collection",
        title="Add to a collection",
        examples=("/collection add Fractions, resource: Fraction strips",),
    )
    async def add(
        self, caller: Caller, *, collection: WhichCollection = None, resource: WhichResource = None
    ) -> Reply:
        one = await self._collections.one(caller, collection, Action("collection.view"))
        if isinstance(one, Message):
            return Answer(one)
        found = await self._resources.one(caller, resource, Action("collection.put", (one.id,)))
        if isinstance(found, Message):
            return Answer(found)
        return Answer(put_card(await self._filling.add(caller, one.id, found.id)))

    @pressed("collection.put")
    async def put(self, caller: Caller, press: Press) -> Reply:
        return Answer(put_card(await self._filling.add(caller, press.argument(0), _second(press))))

    @pressed("collection.put_in")
    async def put_in(self, caller: Caller, press: Press) -> Reply:
        if not press.value:
            raise stale()
        return Answer(put_card(await self._filling.add(caller, press.value, press.argument(0))))

    @command(
        "collection remove",
        "Take a resource out of a collection",
        title="Take one out",
        examples=("/collection remove Fractions, resource: Fraction strips",),
    )
    async def remove(
        self, caller: Caller, *, collection: WhichCollection = None, resource: WhichResource = None
    ) -> Reply:
        one = await self._collections.one(caller, collection, Action("collection.view"))
        if isinstance(one, Message):
            return Answer(one)
        found = await self._resources.one(caller, resource, Action("collection.take", (one.id,)))
        if isinstance(found, Message):
            return Answer(found)
        return Answer(taken_card(await self._filling.remove(caller, one.id, found.id)))

    @pressed("collection.take")
    async def take(self, caller: Caller, press: Press) -> Reply:
        return Answer(taken_card(await self._filling.remove(caller, press.argument(0), _second(press))))

    @pressed("collection.item", reads=True)
    async def item(self, caller: Caller, press: Press) -> Reply:
        if not press.value:
            raise stale()
        seen = await self._collecting.view(caller, press.argument(0), page_of(press, 1))
        return Answer(item_card(seen, press.value))

    @pressed("collection.move")
    async def move(self, caller: Caller, press: Press) -> Reply:
        resource = press.argument(1)
        put = await self._filling.move(caller, press.argument(0), resource, press.argument(2))
        return Amend(moved_card(put, resource))

    @command(
        "collection people",
        "See who works on a collection, or let somebody",
        title="People of a collection",
        examples=("/collection people Fractions", "/collection people Fractions, person: @Ana, right: edit"),
    )
    async def people(
        self,
        caller: Caller,
        *,
        collection: WhichCollection = None,
        person: Annotated[PersonAddress | None, Param("Whom you let work on it")] = None,
        right: Annotated[Right | None, Param("Add resources, or edit all of it")] = None,
    ) -> Reply:
        one = await self._collections.one(caller, collection, Action("collection.people"))
        if isinstance(one, Message):
            return Answer(one)
        if person is None:
            return Answer(people_card(await self._collecting.view(caller, one.id)))
        seen, name = await self._helping.let(caller, one.id, person, right or Right.ADD)
        return Answer(people_card(seen, said=f"{name} can work on it from now on."))

    @pressed("collection.people", reads=True)
    async def who(self, caller: Caller, press: Press) -> Reply:
        return Answer(people_card(await self._collecting.view(caller, collection_of(press))))

    @pressed("collection.invite", reads=True)
    async def ask_person(self, caller: Caller, press: Press) -> Reply:
        return Ask(_form((await self._collecting.view(caller, press.argument(0))).collection))

    @pressed("collection.let")
    async def let(self, caller: Caller, press: Press) -> Reply:
        try:
            account = await self._account(caller, text_of(press.values.get("person")))
            right = chosen(press, "right", Right) or Right.ADD
            seen, name = await self._helping.let(caller, press.argument(0), account, right)
        except (Misread, NotFound) as no:
            return Correct({"person": no.trouble})
        return Answer(people_card(seen, said=f"{name} can work on it from now on."))

    @pressed("collection.unlet")
    async def unlet(self, caller: Caller, press: Press) -> Reply:
        if not press.value:
            raise stale()
        return await self._gone(caller, press.argument(0), press.value, "Their right is taken back.")

    @pressed("collection.leave")
    async def leave(self, caller: Caller, press: Press) -> Reply:
        return await self._gone(caller, press.argument(0), caller.person, "You have left it.")

    async def _gone(self, caller: Caller, collection: str, person: str, said: str) -> Reply:
        seen = await self._helping.unlet(caller, collection, person)
        return Amend(message(said) if seen is None else people_card(seen, said=said))

    async def _account(self, caller: Caller, typed: str) -> PersonAddress:
        """Whom a form names: the platform's own address, or a name as somebody types it."""
        try:
            return PersonAddress.parse(typed)
        except BadAddress:
            return await self._resolve.person(caller, typed)


def _second(press: Press) -> str:
    """The resource, named by a button or chosen in a list."""
    named_ = press.arguments[1] if len(press.arguments) > 1 else press.value
    if not named_:
        raise stale()
    return named_


def _form(collection: Collection) -> Form:
    return Form(
        title="Let somebody in",
        action=Action("collection.let", (collection.id,)),
        fields=(
            FormField(name="person", label="Who?", kind=FieldKind.PERSON, required=True),
            FormField(
                name="right",
                label="What may they do?",
                kind=FieldKind.ONE_OF,
                choices=(
                    Choice(Right.ADD.value, "Add resources"),
                    Choice(Right.EDIT.value, "Edit all of it: add, order, rename, take out"),
                ),
                value=Right.ADD.value,
            ),
        ),
        submit="Let them in",
        intro=f"They see “{named(collection)}” and can work on it. I tell them in private.",
    )
