"""Which live chat is meant: by a few words, by where one is, or by there being only one."""

import re
from collections.abc import Mapping, Sequence

from communitybot.communities.names import fold
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.errors import NotFound
from communitybot.livechats.cards.lists import choice_of, which_card
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.service import ChatService

KEY = re.compile(r"[0-9a-z]{14}")
EVERY = (Stage.LIVE, Stage.COMING, Stage.OVER, Stage.CANCELLED)
NEAREST = (Stage.COMING, Stage.LIVE, Stage.OVER, Stage.CANCELLED)

NONE_AT: Mapping[Stage, str] = {
    Stage.LIVE: "No chat is live now.",
    Stage.COMING: "No chat is planned.",
    Stage.OVER: "No chat has taken place here yet.",
}


class Choosing:
    """Finds the one chat a person means, or asks which of several."""

    def __init__(self, chats: ChatService) -> None:
        self._chats = chats

    async def one(
        self, caller: Caller, words: str | None, stages: Sequence[Stage], again: Action
    ) -> Chat | Message:
        """The chat, or a question which is meant; the chosen one's id comes as the value of `again`.

        Without words it is the chat of the thread one is in, else the only one at the first of the stages at
        which there is any.

        Raises:
            NotFound: when there is none; it says what there is.
        """
        if words and words.strip():
            found = await self._named(caller, words.strip(), stages)
        else:
            found = await self._around(caller, stages)
        return found[0] if len(found) == 1 else which_card(found, again)

    async def several(self, caller: Caller, words: str | None, stages: Sequence[Stage]) -> Sequence[Chat]:
        """The chats that may be meant; never none."""
        if words and words.strip():
            return await self._named(caller, words.strip(), stages)
        return await self._around(caller, stages)

    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        found = await self._chats.find(caller, text.strip() or None, EVERY[:3])
        return tuple(choice_of(chat) for chat in found[: limits.SUGGESTIONS])

    async def _named(self, caller: Caller, typed: str, stages: Sequence[Stage]) -> Sequence[Chat]:
        if KEY.fullmatch(typed):
            try:
                return [await self._chats.get(caller, typed)]
            except NotFound:
                pass
        for some in (stages, NEAREST):  # one at another stage is refused with the reason
            found = await self._chats.find(caller, typed, some)
            if found:
                wanted = fold(typed.lstrip("#"))
                exact = [one for one in found if wanted in {fold(one.hashtag), fold(one.title)}]
                return _soonest(exact or found, some)
        raise await self._unknown(caller, typed, stages)

    async def _around(self, caller: Caller, stages: Sequence[Stage]) -> Sequence[Chat]:
        here = await self._chats.at(caller, caller.place)
        if here is not None and here.stage in stages:
            return [here]
        by_stage = [await self._chats.find(caller, None, [stage]) for stage in stages]
        first = next((found for found in by_stage if found), ())
        if len(first) > 1 and first[0].stage is Stage.LIVE:
            first = [one for one in first if await self._opens_here(caller, one)] or first
        if not first:
            raise NotFound(_none(stages), example="/chats")
        return first

    async def _opens_here(self, caller: Caller, chat: Chat) -> bool:
        threads = (await self._chats.now(caller, chat.id)).threads
        return any(thread.room == caller.place.room for thread in threads)

    async def _unknown(self, caller: Caller, typed: str, stages: Sequence[Stage]) -> NotFound:
        short = one_line(typed, 60)
        there = [one for stage in stages for one in await self._chats.find(caller, None, [stage])]
        if not there:
            return NotFound(
                f"I know no chat named “{short}”. {_none(stages)}",
                understood=short,
                example="/chats",
                field="chat",
            )
        names = "; ".join(choice_of(one).label for one in there[:3])
        return NotFound(
            f"I know no chat named “{short}”. There are: {names}.",
            understood=short,
            example=f"#{there[0].hashtag}" if there[0].hashtag else one_line(there[0].title, 80),
            field="chat",
        )


def _none(stages: Sequence[Stage]) -> str:
    """Say that there is no chat at any of the stages."""
    if set(stages) == {Stage.LIVE, Stage.COMING}:
        return "No chat is live or planned."
    return NONE_AT[stages[0]] if len(stages) == 1 else "There is no such chat here yet."


def _soonest(found: Sequence[Chat], stages: Sequence[Stage]) -> Sequence[Chat]:
    """Of chats of one name, as of a weekly one, the next or the last; else those at the first stage."""
    for stage in stages:
        at_stage = [one for one in found if one.stage is stage]
        same = {(fold(one.title), one.hashtag) for one in at_stage}
        if at_stage and len(same) == 1:
            if stage is Stage.COMING:
                return [min(at_stage, key=lambda one: one.start)]
            if stage is Stage.OVER:
                return [max(at_stage, key=lambda one: one.start)]
        if at_stage:
            return at_stage
    return found
