"""Which resource is meant: by words of its title, by its link, or by there being only one of the caller's."""

import re
from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, checks, suggests
from communitybot.commands.guard import Press
from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.errors import Misread, NotFound
from communitybot.ports import Units
from communitybot.resources.addresses import links_in, read_address
from communitybot.resources.cards.which import choice_of, which_card
from communitybot.resources.desk import find
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import ResourceQuery, Sort

WORDS = 200  # characters of what was typed that are looked for among all words
KEY = re.compile(r"[0-9a-z]{14}")
MOST = limits.OPTIONS  # as many as a list can offer
NAMED_BY = (
    "resource view",
    "resource edit",
    "resource withdraw",
    "resource note",
    "resource tried",
    "resource save",
    "resource report",
    "collection add",
    "collection remove",
)
"""Where words must name one that is here; an answer to a request may be a link that is new."""

WhichResource = Annotated[
    str | None,
    Param(
        "Words of its title, or its link",
        label="Resource",
        suggests=True,
        most=500,
        example="Fraction strips",
    ),
]


class Choosing:
    """Finds the one resource a person means, or asks which of several."""

    def __init__(self, units: Units[ResourcesWork]) -> None:
        self._units = units

    async def one(
        self, caller: Caller, text: str | None, again: Action, *, own: bool = False
    ) -> Resource | Message:
        """The resource, or a question which is meant, whose answer presses `again`: see `resource_of`.

        `own` says that without words it is one the caller shared; else it is one of those that are new.
        Words may name one that does not fit: whoever acts on it says why not.

        Raises:
            NotFound: when there is none; it says what there is.
        """
        typed = (text or "").strip()

        async def look(work: ResourcesWork) -> Resource | Message:
            if typed:
                try:
                    found = await _named(work, caller, typed)
                except NotFound:
                    # Another ending, a slip, a tag: it may be meant, which only whoever typed it knows.
                    alike = await _sought(work, caller, MOST, words=typed[:WORDS])
                    if not alike:
                        raise
                    return which_card(alike, again, nearly=True)
            else:
                found = await (_of_caller(work, caller) if own else _new(work, caller))
            return found[0] if len(found) == 1 else which_card(found, again)

        return await self._units.read(look)

    @suggests("resource")
    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Titles while one is typed: those whose words begin so, or the caller's own and what is new."""
        typed = text.strip()

        async def look(work: ResourcesWork) -> Sequence[Resource]:
            if typed:
                return await _titled(work, caller, typed)
            mine = await _shown(work, caller)
            new = await _sought(work, caller, MOST)
            known = {resource.id for resource in mine}
            return [*mine[:5], *(resource for resource in new if resource.id not in known)]

        found = await self._units.read(look)
        return tuple(choice_of(resource) for resource in found[: limits.SUGGESTIONS])

    @checks("resource", *NAMED_BY)
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words or a link name a resource, whatever may be done with it."""
        return await self.one(caller, text, Action("resource.view"))


def resource_of(press: Press) -> str:
    """The resource a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else ""
    if not (named or press.value):
        raise stale()
    return named or press.value or ""


def stale() -> NotFound:
    return NotFound("That button is from an older version of this message.", example="/resources")


async def _named(work: ResourcesWork, caller: Caller, typed: str) -> Sequence[Resource]:
    if KEY.fullmatch(typed):
        try:
            return [await find(work, caller, typed)]
        except NotFound:
            pass
    if (linked := await _linked(work, caller, typed)) is not None:
        return [linked]
    found = await _titled(work, caller, typed) if any(map(str.isalnum, typed)) else ()
    exact = [resource for resource in found if fold(resource.title) == fold(typed)]
    if exact or found:
        return exact or found
    raise _unknown(typed, await _sought(work, caller, 3))


async def _linked(work: ResourcesWork, caller: Caller, typed: str) -> Resource | None:
    """The resource a pasted link is known by; None for words, and for a link nobody has shared."""
    links = links_in(typed) or ((typed,) if "." in typed and len(typed.split()) == 1 else ())
    try:
        canonical = read_address(links[0]).canonical if links else ""
    except Misread:  # a title with a dot in it
        return None
    found = await work.resources.at(caller.community, canonical)
    if found is None:
        return None
    return await find(work, caller, found.id)


async def _titled(work: ResourcesWork, caller: Caller, typed: str) -> Sequence[Resource]:
    return await work.resources.named(caller.community, typed, limit=MOST, person=caller.person)


async def _of_caller(work: ResourcesWork, caller: Caller) -> Sequence[Resource]:
    mine = await _shown(work, caller)
    if not mine:
        raise NotFound("You have shared no resource here yet.", example="/resource share")
    return mine


async def _shown(work: ResourcesWork, caller: Caller) -> Sequence[Resource]:
    mine = await work.resources.mine(caller.community, caller.person, limit=MOST)
    return [resource for resource in mine if resource.seen]


async def _new(work: ResourcesWork, caller: Caller) -> Sequence[Resource]:
    found = await _sought(work, caller, MOST)
    if not found:
        raise NotFound("There is no resource here yet. You could share one.", example="/resource share")
    return found


async def _sought(work: ResourcesWork, caller: Caller, limit: int, *, words: str = "") -> Sequence[Resource]:
    query = ResourceQuery(words=words, sort=Sort.BEST if words else Sort.NEW, limit=limit)
    return [hit.resource for hit in (await work.resources.sought(caller.community, query)).hits]


def _unknown(typed: str, there: Sequence[Resource]) -> NotFound:
    short = one_line(typed, 60)
    if not there:
        return NotFound(
            f"I know no resource named “{short}”. There is none here yet; you could share one.",
            understood=short,
            example="/resources",
            field="resource",
        )
    names = "; ".join(one_line(resource.title, 60) for resource in there)
    return NotFound(
        f"I know no resource named “{short}”. New here: {names}.",
        understood=short,
        example=one_line(there[0].title, 80),
        field="resource",
    )
