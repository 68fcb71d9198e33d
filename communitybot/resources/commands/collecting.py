"""`/collections` and `/collection create | view | settings`: lists of resources with a name."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message, message
from communitybot.conversation.phrases import capital
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import AlreadyDone, Misread
from communitybot.resources.cards.collecting import (
    collections_card,
    delete_card,
    named,
    share_card,
    view_card,
)
from communitybot.resources.cards.filling import put_card
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing_collections import (
    ChoosingCollections,
    WhichCollection,
    collection_of,
)
from communitybot.resources.commands.pressing import chosen, page_of, words
from communitybot.resources.filling import Filling
from communitybot.resources.model.collection import ABOUT_MOST, NAME_MOST, Collection, Sharing

Name = Annotated[str | None, Param("What it is called", most=NAME_MOST, example="Fractions")]
About = Annotated[
    str | None, Param("A sentence about it", most=ABOUT_MOST, example="What worked in grades 3 to 5")
]
Seen = Annotated[Sharing | None, Param("Who sees it", label="Who sees it")]


class CollectionCommands:
    """Makes collections, shows them, and changes what they are called and who sees them."""

    def __init__(self, collecting: Collecting, filling: Filling, choosing: ChoosingCollections) -> None:
        self._collecting = collecting
        self._filling = filling
        self._choosing = choosing

    @command(
        "collections",
        "See collections of resources: yours, shared with you, everybody's",
        title="Collections",
        examples=("/collections",),
        reads=True,
    )
    async def all_of_them(self, caller: Caller) -> Reply:
        return Answer(collections_card(await self._collecting.listing(caller)))

    @pressed("collection.list", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        page = page_of(press, 0)
        card = collections_card(await self._collecting.listing(caller, page))
        return Amend(card) if page > 1 else Answer(card)

    @command(
        "collection create",
        "Make a collection of resources",
        title="New collection",
        examples=("/collection create Fractions, about: What worked in grades 3 to 5",),
    )
    async def create(
        self, caller: Caller, *, name: Name = None, about: About = "", sharing: Seen = None
    ) -> Reply:
        if not (name or "").strip():
            return Ask(_form(None))
        made = await self._collecting.create(caller, name or "", about or "", sharing or Sharing.PRIVATE)
        return await self._view(caller, made.id, said="Made. Save puts resources in, under each of them.")

    @pressed("collection.create", reads=True)
    async def ask_name(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - anybody may
        return Ask(_form(None, press.arguments[0] if press.arguments else ""))

    @pressed("collection.created")
    async def created(self, caller: Caller, press: Press) -> Reply:
        sharing = chosen(press, "sharing", Sharing) or Sharing.PRIVATE
        name, about = words(press, "name"), words(press, "about")
        try:
            if press.arguments:
                put = await self._filling.begin(
                    caller, press.argument(0), name=name, about=about, sharing=sharing
                )
                return Answer(put_card(put))
            made = await self._collecting.create(caller, name, about, sharing)
        except Misread as misread:
            return Correct({misread.field or "name": misread.trouble})
        except AlreadyDone as known:
            return Correct({"name": known.trouble})
        return await self._view(caller, made.id, said="Made. Save puts resources in, under each of them.")

    @command(
        "collection view",
        "Look at a collection",
        title="A collection",
        examples=("/collection view Fractions",),
        reads=True,
    )
    async def view(self, caller: Caller, *, collection: WhichCollection = None) -> Reply:
        found = await self._choosing.one(caller, collection, Action("collection.view"))
        return Answer(found) if isinstance(found, Message) else await self._view(caller, found.id)

    @pressed("collection.view", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return await self._view(caller, collection_of(press))

    @pressed("collection.page", reads=True)
    async def leaf(self, caller: Caller, press: Press) -> Reply:
        return Amend(view_card(await self._collecting.view(caller, press.argument(0), page_of(press, 1))))

    @command(
        "collection settings",
        "Name a collection anew, or decide who sees it",
        title="Collection settings",
        examples=("/collection settings Fractions, sharing: everybody here",),
    )
    async def settings(
        self,
        caller: Caller,
        *,
        collection: WhichCollection = None,
        name: Name = None,
        about: About = None,
        sharing: Seen = None,
    ) -> Reply:
        found = await self._choosing.one(caller, collection, Action("collection.settings"))
        if isinstance(found, Message):
            return Answer(found)
        if name is None and about is None and sharing is None:
            return Ask(_form(found))
        seen = await self._collecting.change(caller, found.id, name=name, about=about, sharing=sharing)
        return Answer(view_card(seen, said="Changed."))

    @pressed("collection.settings", reads=True)
    async def ask_settings(self, caller: Caller, press: Press) -> Reply:
        return Ask(_form((await self._collecting.view(caller, collection_of(press))).collection))

    @pressed("collection.changed")
    async def changed(self, caller: Caller, press: Press) -> Reply:
        try:
            seen = await self._collecting.change(
                caller,
                press.argument(0),
                name=words(press, "name"),
                about=words(press, "about"),
                sharing=chosen(press, "sharing", Sharing),
            )
        except Misread as misread:
            return Correct({misread.field or "name": misread.trouble})
        return Answer(view_card(seen, said="Changed."))

    @pressed("collection.delete", reads=True)
    async def ask_deleting(self, caller: Caller, press: Press) -> Reply:
        return Answer(delete_card((await self._collecting.view(caller, press.argument(0))).collection))

    @pressed("collection.deleted")
    async def delete(self, caller: Caller, press: Press) -> Reply:
        gone = await self._collecting.delete(caller, press.argument(0))
        return Amend(message(f"“{named(gone)}” is deleted. Its resources are where they were."))

    @pressed("collection.share", reads=True)
    async def ask_sharing(self, caller: Caller, press: Press) -> Reply:
        one, room = await self._collecting.room(caller, press.argument(0))
        return Answer(share_card(one, f"#{room}" if room else "this room"))

    @pressed("collection.posted")
    async def share(self, caller: Caller, press: Press) -> Reply:
        one, room = await self._collecting.post(caller, press.argument(0))
        return Amend(message(f"“{named(one)}” is posted{f' in #{room}' if room else ''}."))

    async def _view(self, caller: Caller, collection: str, said: str | None = None) -> Reply:
        return Answer(view_card(await self._collecting.view(caller, collection), said=said))


def _form(collection: Collection | None, resource: str = "") -> Form:
    """Ask for name, words and who sees it; a `resource` goes into the new one."""
    new = collection is None
    subject = resource if collection is None else collection.id
    return Form(
        title="New collection" if new else "Collection settings",
        action=Action("collection.created" if new else "collection.changed", (subject,) if subject else ()),
        fields=(
            FormField(
                name="name",
                label="Name",
                required=True,
                hint="Such as: Fractions",
                value=None if collection is None else collection.name,
            ),
            FormField(
                name="about",
                label="A sentence about it",
                hint="What holds it together, or whom it is for",
                value=None if collection is None else collection.about or None,
            ),
            FormField(
                name="sharing",
                label="Who sees it?",
                kind=FieldKind.ONE_OF,
                choices=tuple(Choice(each.value, capital(each.value)) for each in Sharing),
                value=(Sharing.PRIVATE if collection is None else collection.sharing).value,
            ),
        ),
        submit="Make it" if new else "Change it",
    )
