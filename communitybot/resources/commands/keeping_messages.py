"""`/resource keep`, in the menu of a message "Save as resource"; and the answer to links that were heard."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.inbound import Caller, Chosen
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.errors import NotFound
from communitybot.resources.cards.heard import CHOOSE, LEAVE, choose_card, left_card
from communitybot.resources.cards.preview import known_card, preview_card
from communitybot.resources.chosen import Saving, Several
from communitybot.resources.drafting import Drafting
from communitybot.resources.previews import Known


class KeepingMessages:
    """What is said becomes a draft of whoever wants it kept; nothing is shared before they have seen it."""

    def __init__(self, saving: Saving, drafting: Drafting) -> None:
        self._saving = saving
        self._drafting = drafting

    @command("resource keep", "Save what a message says or links to", title="Save as resource")
    async def keep(self, caller: Caller, *, message: Annotated[Chosen, Param("Which message")]) -> Reply:
        made = await self._saving.save(caller, message)
        if isinstance(made, Several):
            return Answer(choose_card(made.drafts, known=made.known, name=made.name))
        return Answer(known_card(made) if isinstance(made, Known) else preview_card(made))

    @pressed(CHOOSE)
    async def choose(self, caller: Caller, press: Press) -> Reply:
        """One of the links of a message, with what its page tells."""
        if not press.value:
            raise NotFound("Choose one of the links first.", example="/resource drafts")
        return Answer(preview_card(await self._drafting.look_again(caller, press.value)))

    @pressed(LEAVE)
    async def leave(self, caller: Caller, press: Press) -> Reply:
        """One link is not wanted; the others stay in the card."""
        return Amend(left_card(await self._saving.leave(caller, press.argument(0), press.arguments[1:])))
