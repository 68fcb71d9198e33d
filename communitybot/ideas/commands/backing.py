"""`/idea support` and `/idea follow`: standing behind an idea, and hearing what becomes of it."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Reply
from communitybot.ideas.backing import Backed
from communitybot.ideas.backing import Backing as Backs
from communitybot.ideas.cards.backing import followed_card, supported_card
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.commands.pressing import wished
from communitybot.ideas.model.idea import Stage

SEEN = tuple(stage for stage in Stage if stage.seen and stage is not Stage.MERGED)


class Backing:
    """A command always means yes; the button on a card turns what is."""

    def __init__(self, backs: Backs, choosing: Choosing) -> None:
        self._backs = backs
        self._choosing = choosing

    @command(
        "idea support",
        "Support an idea; your vote can be taken back",
        title="Support an idea",
        examples=("/idea support Mentor hours",),
    )
    async def support(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.support"), stages=SEEN, others=True)
        if isinstance(found, Message):
            return Answer(found)
        return _supported(await self._backs.support(caller, found.id, on=True))

    @command(
        "idea follow",
        "Hear in private what becomes of an idea",
        title="Follow an idea",
        examples=("/idea follow Mentor hours",),
    )
    async def follow(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.follow"), stages=SEEN, others=True)
        if isinstance(found, Message):
            return Answer(found)
        return _followed(await self._backs.follow(caller, found.id, on=True))

    @pressed("idea.support")
    async def turn_support(self, caller: Caller, press: Press) -> Reply:
        return _supported(await self._backs.support(caller, idea_of(press), on=wished(press)))

    @pressed("idea.follow")
    async def turn_following(self, caller: Caller, press: Press) -> Reply:
        return _followed(await self._backs.follow(caller, idea_of(press), on=wished(press)))


def _supported(backed: Backed) -> Answer:
    return Answer(supported_card(backed.idea, on=backed.on, changed=backed.changed))


def _followed(backed: Backed) -> Answer:
    return Answer(followed_card(backed.idea, on=backed.on, changed=backed.changed))
