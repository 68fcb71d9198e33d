"""`/resource video`: a video everybody in the room sees, or only whoever asked."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed, suggests
from communitybot.commands.guard import Press
from communitybot.conversation import limits
from communitybot.conversation.controls import Choice
from communitybot.conversation.inbound import Caller
from communitybot.conversation.replies import Answer, Reply
from communitybot.errors import NotFound
from communitybot.resources.cards.watching import ALL, ALONE, PICK, shown_card, video_card, which_video
from communitybot.resources.cards.which import choice_of
from communitybot.resources.commands.choosing import KEY, stale
from communitybot.resources.watching import Watching


class WatchingVideos:
    """Everything about showing videos."""

    def __init__(self, watching: Watching) -> None:
        self._watching = watching

    @command(
        "resource video",
        "Show a video here, playing where it can",
        title="Show a video",
        examples=("/resource video fractions", "/resource video fractions, alone: yes"),
    )
    async def video(
        self,
        caller: Caller,
        *,
        video: Annotated[
            str | None,
            Param("Words of it, or its link", label="Video", suggests=True, most=500, example="fractions"),
        ] = None,
        alone: Annotated[bool | None, Param("Only you see it")] = None,
    ) -> Reply:
        typed = (video or "").strip()
        if KEY.fullmatch(typed):
            try:
                return await self._show(caller, typed, alone=bool(alone))
            except NotFound:
                pass
        found = list(await self._watching.sought(caller, typed))
        if not found:
            raise NotFound("There is no video here yet. You could share one.", example="/resource share")
        if len(found) > 1 or not typed:
            return Answer(which_video(found, alone=bool(alone)))
        return await self._show(caller, found[0].id, alone=bool(alone))

    @suggests("video")
    async def suggestions(self, caller: Caller, text: str) -> Sequence[Choice]:
        try:
            found = await self._watching.sought(caller, text)
        except NotFound:
            return ()
        return tuple(choice_of(one) for one in found[: limits.SUGGESTIONS])

    @pressed(PICK)
    async def pick(self, caller: Caller, press: Press) -> Reply:
        to = press.argument(0)
        named = press.arguments[1] if len(press.arguments) > 1 else press.value
        if to not in {ALL, ALONE} or not named:
            raise stale()
        return await self._show(caller, named, alone=to == ALONE)

    async def _show(self, caller: Caller, resource: str, *, alone: bool) -> Reply:
        shown = await self._watching.show(caller, resource, alone=alone)
        if shown.posted:
            return Answer(shown_card(shown.resource, shown.said))
        return Answer(video_card(shown.resource, said=shown.said))
