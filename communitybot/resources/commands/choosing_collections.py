"""Which collection is meant: by words of its name, or by there being only one."""

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
from communitybot.errors import NotFound
from communitybot.resources.cards.collecting import which_collection, which_of
from communitybot.resources.collecting import Collecting
from communitybot.resources.commands.choosing import stale
from communitybot.resources.model.collection import NAME_MOST, Collection

KEY = re.compile(r"[0-9a-z]{14}")
NAMED_BY = (
    "collection view",
    "collection add",
    "collection remove",
    "collection people",
    "collection settings",
    "resource export",
)

WhichCollection = Annotated[
    str | None,
    Param("Words of its name", label="Collection", suggests=True, most=NAME_MOST, example="Fractions"),
]


class ChoosingCollections:
    """Finds the one collection a person means, or asks which of several."""

    def __init__(self, collecting: Collecting) -> None:
        self._collecting = collecting

    async def one(self, caller: Caller, text: str | None, again: Action) -> Collection | Message:
        """The collection, or a question which is meant, whose answer presses `again`.

        Raises:
            NotFound: when there is none; it says what there is.
        """
        typed = (text or "").strip()
        if KEY.fullmatch(typed):
            try:
                return (await self._collecting.view(caller, typed)).collection
            except NotFound:
                pass
        found = await self._collecting.named(caller, typed, limit=limits.OPTIONS)
        exact = [one for one in found if fold(one.name) == fold(typed)]
        if len(exact) == 1 or len(found) == 1:
            return (exact or list(found))[0]
        if not found:
            raise await self._unknown(caller, typed)
        return which_collection(exact or found, again)

    @suggests("collection")
    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        """Names while one is typed: those whose words begin so, or those changed last."""
        found = await self._collecting.named(caller, text.strip(), limit=limits.SUGGESTIONS)
        return tuple(which_of(one) for one in found)

    @checks("collection", *NAMED_BY)
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words name a collection the caller can see."""
        return await self.one(caller, text, Action("collection.view"))

    async def _unknown(self, caller: Caller, typed: str) -> NotFound:
        there = await self._collecting.named(caller, "", limit=3)
        short = one_line(typed, 60)
        said = f"I know no collection named “{short}”." if short else "There is no collection yet."
        if not there:
            return NotFound(
                f"{said} You could make one.",
                understood=short or None,
                example="/collection create Fractions",
            )
        names = "; ".join(one_line(one.name, 60) for one in there)
        return NotFound(
            f"{said} There are: {names}.",
            understood=short or None,
            example=one_line(there[0].name, 80),
            field="collection",
        )


def collection_of(press: Press) -> str:
    """The collection a button is about, or that was chosen in a list."""
    named = press.arguments[0] if press.arguments else ""
    if not (named or press.value):
        raise stale()
    return named or press.value or ""
