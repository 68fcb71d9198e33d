"""`/idea review`: moderators read what waits, one idea at a time, and answer each."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.review import decided_words, decline_form, queue_card
from communitybot.ideas.commands.choosing import idea_of
from communitybot.ideas.commands.drafting import revision_of
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.moderating import Moderating
from communitybot.ideas.previews import Decided
from communitybot.ports import Clock

CHANGED = "Its author changed it meanwhile, so nothing was done. This is how it is now."


class ReviewingIdeas:
    """Shows the queue and takes the answers; whoever comes second is told what the first did."""

    def __init__(self, moderating: Moderating, clock: Clock) -> None:
        self._moderating = moderating
        self._clock = clock

    @command(
        "idea review",
        "Read the ideas that wait, the longest waiting first",
        examples=("/idea review",),
        reads=True,
        for_hosts=True,
    )
    async def review(self, caller: Caller) -> Reply:
        return Answer(await self._card(caller))

    @pressed("idea.review", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        """The one idea, while it waits; else what became of it, and what waits still."""
        idea = await self._moderating.open(caller, idea_of(press))
        said = None if idea.stage is Stage.SUBMITTED else decided_words(Decided(idea=idea, now=False))
        return Answer(await self._card(caller, at=idea.id, said=said))

    @pressed("idea.next", reads=True)
    async def next(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._card(caller, after=idea_of(press)))

    @pressed("idea.publish")
    async def publish(self, caller: Caller, press: Press) -> Reply:
        idea = idea_of(press)
        decided = await self._moderating.publish(caller, idea, revision=revision_of(press))
        if decided.changed:
            return Amend(await self._card(caller, at=idea, said=CHANGED))
        return Amend(await self._card(caller, said=decided_words(decided)))

    @pressed("idea.decline", reads=True)
    async def decline(self, caller: Caller, press: Press) -> Reply:
        idea = await self._moderating.open(caller, idea_of(press))
        if idea.stage is not Stage.SUBMITTED:
            return Answer(await self._card(caller, said=decided_words(Decided(idea=idea, now=False))))
        return Ask(decline_form(idea))

    @pressed("idea.declined")
    async def declined(self, caller: Caller, press: Press) -> Reply:
        try:
            decided = await self._moderating.decline(
                caller, idea_of(press), text_of(press.values.get("reason"))
            )
        except Misread as misread:
            return Correct({"reason": misread.trouble})
        return Answer(await self._card(caller, said=decided_words(decided)))

    async def _card(
        self, caller: Caller, *, at: str | None = None, after: str | None = None, said: str | None = None
    ) -> Message:
        queue = await self._moderating.queue(caller, at=at, after=after)
        return queue_card(queue, now=self._clock.now(), said=said)
