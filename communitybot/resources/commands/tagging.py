"""`/resource tags`: the tags in use, what has none, and one tag that becomes another."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import unescaped
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.commands.tags import tag_of
from communitybot.conversation.actions import BadAction
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.resources.cards.tags import (
    retag_card,
    retagged_card,
    tag_form,
    tagged_card,
    tags_card,
    untagged_card,
)
from communitybot.resources.commands.choosing import resource_of, stale
from communitybot.resources.commands.filters import Filter
from communitybot.resources.editing import Editing
from communitybot.resources.reading import read_tags
from communitybot.resources.tagging import Tagging
from communitybot.resources.viewing import Viewing
from communitybot.resources.views import ResourceWish

TAG_MOST = 60
LAST_PAGE = 500
EXAMPLE = "/resource tags"


class TagsOfResources:
    """Shows tags to anybody; hosts join them, and whoever keeps a resource gives it some."""

    def __init__(self, tagging: Tagging, editing: Editing, viewing: Viewing) -> None:
        self._tagging = tagging
        self._editing = editing
        self._viewing = viewing

    @command(
        "resource tags",
        "See the tags in use; hosts rename and merge them",
        examples=("/resource tags", "/resource tags fra"),
    )
    async def tags(
        self,
        caller: Caller,
        *,
        begins: Annotated[str, Param("Their first letters", most=TAG_MOST, example="fra")] = "",
        rename: Annotated[str, Param("A tag to change", most=TAG_MOST)] = "",
        to: Annotated[str, Param("What it becomes", most=TAG_MOST)] = "",
    ) -> Reply:
        if not (rename.strip() or to.strip()):
            return Answer(await self._card(caller, tag_of(begins), 1))
        old, new = tag_of(rename), tag_of(to)
        if not (old and new):
            missing = "to" if old else "rename"
            raise Misread("I need both tags: which one, and what it becomes.", example=EXAMPLE, field=missing)
        return Answer(retag_card(await self._tagging.compare(caller, old, new)))

    @pressed("resource.tags", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        try:
            begins, page = tag_of(unescaped(press.argument(0))), int(press.argument(1))
        except (ValueError, BadAction):
            raise stale() from None
        return Amend(await self._card(caller, begins, min(max(page, 1), LAST_PAGE)))

    @pressed("resource.untagged", reads=True)
    async def untagged(self, caller: Caller, press: Press) -> Reply:
        try:
            page = min(max(int(press.argument(0)), 1), LAST_PAGE)
        except ValueError:
            raise stale() from None
        return Amend(untagged_card(await self._tagging.untagged(caller, page)))

    @pressed("resource.tag_it", reads=True)
    async def tag_it(self, caller: Caller, press: Press) -> Reply:
        seen, _ = await self._viewing.look(caller, resource_of(press))
        return Ask(tag_form(seen.resource))

    @pressed("resource.tags_given")
    async def given(self, caller: Caller, press: Press) -> Reply:
        tags = read_tags(text_of(press.values.get("tags")))
        if not tags:
            return Correct({"tags": "Type a word or two, such as: fractions, games"})
        changed = await self._editing.change(caller, press.argument(0), ResourceWish(tags=tags))
        return Answer(tagged_card(changed.resource))

    @pressed("resource.retag")
    async def retag(self, caller: Caller, press: Press) -> Reply:
        old, new = (tag_of(unescaped(press.argument(at))) for at in (0, 1))
        if not (old and new):
            raise stale()
        return Amend(retagged_card(await self._tagging.rename(caller, old, new)))

    async def _card(self, caller: Caller, begins: str, page: int) -> Message:
        choose = Filter().action("resource.tagged")
        if choose is None:
            raise stale()
        return tags_card(await self._tagging.tags(caller, begins, page), choose=choose)
