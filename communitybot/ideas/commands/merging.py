"""`/idea merge`: two ideas that say the same become one, once an author of each agrees."""

from typing import Annotated

from communitybot.commands.declare import Param, checks, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.ideas.cards.merging import likes_card, pair_card, undo_card, wished_card
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.merging import Merging
from communitybot.ideas.model.idea import GROWING, Stage

MERGEABLE = tuple(stage for stage in GROWING if stage is not Stage.REPORTED)

IntoWhich = Annotated[
    str | None,
    Param(
        "The idea it goes on in: a few words of its title",
        label="Goes on in",
        suggests=True,
        most=200,
        example="Peer observation hour",
    ),
]


class MergeCommands:
    """Proposes that two ideas are one, hears their authors, and undoes it."""

    def __init__(self, merging: Merging, choosing: Choosing) -> None:
        self._merging = merging
        self._choosing = choosing

    @command(
        "idea merge",
        "Two ideas that say the same can go on as one; both authors are asked",
        title="Merge two ideas",
        examples=("/idea merge", "/idea merge Mentor hours, into: Peer observation hour"),
        reads=True,
    )
    async def merge(self, caller: Caller, *, idea: WhichIdea = None, into: IntoWhich = None) -> Reply:
        first = await self._choosing.one(caller, idea, Action("idea.merge"), stages=MERGEABLE, own=not idea)
        if isinstance(first, Message):
            return Answer(first)
        if not (into or "").strip():
            return Answer(likes_card(await self._merging.likes(caller, first.id)))
        again = Action("idea.merging", (first.id,))
        second = await self._choosing.one(caller, into, again, stages=MERGEABLE)
        if isinstance(second, Message):
            return Answer(second)
        return Answer(pair_card(await self._merging.look(caller, first.id, second.id)))

    @suggests("into", "idea merge")
    async def suggestions(self, caller: Caller, text: str) -> tuple[Choice, ...]:
        return tuple(await self._choosing.suggestions(caller, text))

    @checks("into", "idea merge")
    async def known(self, caller: Caller, text: str) -> object:
        """Whether words name an idea, whatever its stage."""
        return await self._choosing.one(caller, text, Action("idea.view"))

    @pressed("idea.merge", reads=True)
    async def choose(self, caller: Caller, press: Press) -> Reply:
        return Answer(likes_card(await self._merging.likes(caller, idea_of(press))))

    @pressed("idea.merging", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        one, other = _both(press)
        return Answer(pair_card(await self._merging.look(caller, one, other)))

    @pressed("idea.merge_ask")
    async def propose(self, caller: Caller, press: Press) -> Reply:
        one, other = _both(press)
        return Amend(wished_card(await self._merging.propose(caller, one, other)))

    @pressed("idea.merge_agree")
    async def agree(self, caller: Caller, press: Press) -> Reply:
        return Amend(wished_card(await self._merging.agree(caller, press.argument(0))))

    @pressed("idea.merge_apart")
    async def keep_apart(self, caller: Caller, press: Press) -> Reply:
        return Amend(wished_card(await self._merging.keep_apart(caller, press.argument(0))))

    @pressed("idea.unmerge", reads=True)
    async def ask_before_undoing(self, caller: Caller, press: Press) -> Reply:
        return Answer(undo_card(await self._merging.may_undo(caller, idea_of(press))))

    @pressed("idea.unmerged")
    async def undo(self, caller: Caller, press: Press) -> Reply:
        return Amend(wished_card(await self._merging.undo(caller, idea_of(press))))


def _both(press: Press) -> tuple[str, str]:
    """The two ideas a button is about; the second may have been chosen in a list."""
    other = press.arguments[1] if len(press.arguments) > 1 else press.value
    if not other:
        raise stale()
    return press.argument(0), other
