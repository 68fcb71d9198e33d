"""`/ideas`: what people think up, in the order one wants, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.ideas.cards.lists import Leaves, list_card, place_card, place_form
from communitybot.ideas.commands.choosing import stale
from communitybot.ideas.commands.filters import LAST_PAGE, Filter
from communitybot.ideas.commands.pressing import words
from communitybot.ideas.listing import Listing as Lists
from communitybot.ideas.model.idea import Category, Stage
from communitybot.ideas.views import Sort

TAG_MOST = 60
PLACE_MOST = 100


class Listing:
    """Shows lists of ideas to one person."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    @command(
        "ideas",
        "See ideas: hot, new, those that need help, yours, or near you",
        examples=("/ideas", "/ideas needs help", "/ideas mine", "/ideas new, tag: mentoring"),
        reads=True,
    )
    async def ideas(
        self,
        caller: Caller,
        *,
        sort: Annotated[Sort, Param("Which ones, and in what order", label="Show")] = Sort.HOT,
        stage: Annotated[Stage | None, Param("Only those at one stage")] = None,
        tag: Annotated[
            str, Param("Only those with a tag", most=TAG_MOST, suggests=True, example="mentoring")
        ] = "",
        category: Annotated[Category | None, Param("Only those about one thing")] = None,
        near: Annotated[
            str, Param("Only those near a place, as you would say it", most=PLACE_MOST, example="Lexington")
        ] = "",
        page: Annotated[int, Param("Which page, from 1", least=1, most=LAST_PAGE, example="1")] = 1,
    ) -> Reply:
        wanted = Filter(
            sort=Sort.NEAR_ME if near.strip() else sort,
            stage=stage,
            category=category,
            tag=one_line(tag, TAG_MOST).lstrip("#"),
            near=one_line(near, PLACE_MOST),
        )
        return Answer(await self._draw(caller, wanted, page))

    @pressed("idea.page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._draw(caller, *Filter.parse(press.arguments)))

    @pressed("idea.sort", reads=True)
    async def order(self, caller: Caller, press: Press) -> Reply:
        """The same ideas in another order; a place is meant by one order alone."""
        wanted, _ = Filter.parse(press.arguments)
        try:
            sort = Sort[(press.value or "").upper()]
        except KeyError:
            raise stale() from None
        near = wanted.near if sort is Sort.NEAR_ME else ""
        return Amend(await self._draw(caller, replace(wanted, sort=sort, near=near), 1))

    @pressed("idea.near", reads=True)
    async def ask_place(self, caller: Caller, press: Press) -> Reply:  # noqa: ARG002 - every press has a caller
        wanted, _ = Filter.parse(press.arguments)
        return Ask(place_form(_here(wanted, "idea.nearby")))

    @pressed("idea.nearby", reads=True)
    async def nearby(self, caller: Caller, press: Press) -> Reply:
        wanted, _ = Filter.parse(press.arguments)
        near = one_line(words(press, "near"), PLACE_MOST)
        return Answer(await self._draw(caller, replace(wanted, sort=Sort.NEAR_ME, near=near), 1))

    @suggests("tag", "ideas")
    async def tags(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Tags in use."""
        found = await self._lists.tags(caller, text.lstrip("#"))
        return tuple(Choice(tag[:TAG_MOST], f"#{one_line(tag, TAG_MOST)}") for tag in found if tag.strip())

    async def _draw(self, caller: Caller, wanted: Filter, page: int) -> Message:
        if wanted.sort is Sort.NEAR_ME and not wanted.near:
            near = one_line(await self._lists.place_of(caller), PLACE_MOST)
            if not near:
                return place_card(_here(wanted, "idea.near"))
            wanted = replace(wanted, near=near)
        query = wanted.query(page)
        found = await self._lists.page(caller, query)
        leaves = Leaves(
            back=wanted.action("idea.page", page - 1) if page > 1 else None,
            on=wanted.action("idea.page", page + 1) if found.more and page < LAST_PAGE else None,
            sort=wanted.action("idea.sort"),
            everything=Filter().action("idea.page") if wanted.narrowed and not found.ideas else None,
        )
        return list_card(found, query, leaves, caller.person)


def _here(wanted: Filter, verb: str) -> Action:
    """An action with a filter; without its tag where that is too long to travel."""
    found = wanted.action(verb) or replace(wanted, tag="", near="").action(verb)
    if found is None:
        raise stale()
    return found
