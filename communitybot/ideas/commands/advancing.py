"""`/idea advance` and `/idea park`: an idea goes on through its gates, or rests."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.advancing import REASON_MOST, Advanced, Advancing
from communitybot.ideas.cards.growing import gate_card, parked_card, reason_form
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.model.idea import GROWING, Stage

GOES = (*GROWING, Stage.PARKED)
PARKABLE = tuple(stage for stage in GROWING if stage is not Stage.REPORTED)


class StageCommands:
    """Shows gates, and takes ideas through them."""

    def __init__(self, advancing: Advancing, choosing: Choosing) -> None:
        self._advancing = advancing
        self._choosing = choosing

    @command(
        "idea advance",
        "See what leads an idea to its next stage, and take it there",
        title="Next stage",
        examples=("/idea advance",),
        reads=True,
    )
    async def advance(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.advance"), stages=GOES)
        if isinstance(found, Message):
            return Answer(found)
        return Answer(gate_card(await self._advancing.standing(caller, found.id)))

    @command(
        "idea park",
        "Let your idea rest, with a reason; it can go on where it was",
        title="Let an idea rest",
        examples=("/idea park", "/idea park reason: We take it up again after the exams."),
    )
    async def park(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        reason: Annotated[
            str | None,
            Param(
                "Why it rests; everybody who follows it reads it",
                most=REASON_MOST,
                example="We take it up again after the exams.",
            ),
        ] = None,
    ) -> Reply:
        again = Action("idea.park")
        found = await self._choosing.one(caller, idea, again, stages=PARKABLE, own=not idea)
        if isinstance(found, Message):
            return Answer(found)
        if not (reason or "").strip():
            return Ask(reason_form(await self._advancing.demand_parking(caller, found.id)))
        return Answer(parked_card(await self._advancing.park(caller, found.id, reason or "")))

    @pressed("idea.advance", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(gate_card(await self._advancing.standing(caller, idea_of(press))))

    @pressed("idea.go")
    async def go_on(self, caller: Caller, press: Press) -> Reply:
        to = _stage(press.argument(1))
        done = await self._advancing.advance(caller, idea_of(press), to)
        return Amend(gate_card(done.standing, said=_went(done, to)))

    @pressed("idea.resume")
    async def resume(self, caller: Caller, press: Press) -> Reply:
        done = await self._advancing.resume(caller, idea_of(press))
        said = "It goes on." if done.moved else "It goes on already."
        return Amend(gate_card(done.standing, said=said))

    @pressed("idea.park", reads=True)
    async def ask_why(self, caller: Caller, press: Press) -> Reply:
        return Ask(reason_form(await self._advancing.demand_parking(caller, idea_of(press))))

    @pressed("idea.park_now")
    async def park_now(self, caller: Caller, press: Press) -> Reply:
        try:
            parked = await self._advancing.park(caller, idea_of(press), text_of(press.values.get("reason")))
        except Misread as misread:
            return Correct({"reason": misread.trouble})
        return Answer(parked_card(parked))


def _stage(name: str) -> Stage:
    try:
        return Stage[name.upper()]
    except KeyError:
        raise stale() from None


def _went(done: Advanced, to: Stage) -> str:
    """What came of the wish to go on: somebody else may have been quicker, or something is missing again."""
    if done.moved:
        return f"On to {to.value}. Whoever follows it is told."
    stage = done.standing.idea.stage
    if stage in GROWING and to in GROWING and GROWING.index(stage) >= GROWING.index(to):
        return f"It came to {to.value} already."
    return "Something is missing by now, so it stays where it is."
