"""`/idea model`: a team writes its logic model field by field, in private, and sees what is missing."""

from collections.abc import Sequence

from communitybot.commands.declare import command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.phrases import joined
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.modelling import (
    SHEETS,
    clash_card,
    history_card,
    model_card,
    model_form,
    shared_card,
)
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.model.idea import GROWING, Stage
from communitybot.ideas.model.logic import Part
from communitybot.ideas.modelling import Keep, Modelled, Modelling
from communitybot.ideas.pen import Wish
from communitybot.ideas.picturing import Picturing

READABLE = (*GROWING, Stage.PARKED)


class ModelCommands:
    """Shows and writes logic models."""

    def __init__(self, modelling: Modelling, picturing: Picturing, choosing: Choosing) -> None:
        self._modelling = modelling
        self._picturing = picturing
        self._choosing = choosing

    @command(
        "idea model",
        "The logic model of an idea: what goes in, what happens, what should come of it",
        title="Logic model",
        examples=("/idea model",),
        reads=True,
    )
    async def model(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.model"), stages=READABLE)
        if isinstance(found, Message):
            return Answer(found)
        return Answer(model_card(await self._modelling.seen(caller, found.id), caller.zone))

    @pressed("idea.model", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(model_card(await self._modelling.seen(caller, idea_of(press)), caller.zone))

    @pressed("idea.model_edit", reads=True)
    async def edit(self, caller: Caller, press: Press) -> Reply:
        if press.argument(1) not in SHEETS:
            raise stale()
        return Ask(model_form(await self._modelling.writable(caller, idea_of(press)), press.argument(1)))

    @pressed("idea.model_write")
    async def write(self, caller: Caller, press: Press) -> Reply:
        try:
            done = await self._modelling.write(caller, idea_of(press), _wishes(press))
        except Misread as misread:
            return Correct({misread.field or press.argument(1).split(".")[0]: misread.trouble})
        new = [clash for clash in done.clashes if clash.aside.part.value in press.values]
        if new:
            return Answer(clash_card(done.idea, new[0], known=done.moderates))
        return Answer(model_card(done, caller.zone, said=_kept(done)))

    @pressed("idea.model_clash", reads=True)
    async def decide(self, caller: Caller, press: Press) -> Reply:
        return self._still(caller, await self._modelling.seen(caller, idea_of(press)), press, again=False)

    @pressed("idea.model_keep")
    async def keep(self, caller: Caller, press: Press) -> Reply:
        number, over = _number(press.argument(1)), _number(press.argument(3))
        keep = _keep(press.argument(2))
        done = await self._modelling.settle(caller, idea_of(press), number, keep, over)
        return self._still(caller, done, press, again=True)

    @pressed("idea.model_picture", reads=True)
    async def picture(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._picturing.drawn(caller, idea_of(press)))

    @pressed("idea.model_share")
    async def share(self, caller: Caller, press: Press) -> Reply:
        shared = await self._picturing.share(caller, idea_of(press))
        return Answer(shared_card(shared.idea, new=shared.new))

    @pressed("idea.model_history", reads=True)
    async def history(self, caller: Caller, press: Press) -> Reply:
        turned = len(press.arguments) > 1
        page = _number(press.argument(1)) if turned else 0
        idea, written, more, known = await self._modelling.history(caller, idea_of(press), page)
        card = history_card(idea, written, caller.zone, page=page, more=more, known=known)
        return Amend(card) if turned else Answer(card)

    def _still(self, caller: Caller, seen: Modelled, press: Press, *, again: bool) -> Reply:
        """What is still to be decided, else the model."""
        number = _number(press.argument(1))
        for clash in seen.clashes:
            if clash.aside.number == number:
                card = clash_card(seen.idea, clash, known=seen.moderates, anew=again)
                return Amend(card) if again else Answer(card)
        said = _kept(seen) if again else "That has been decided."
        return Amend(model_card(seen, caller.zone, said=said))


def _wishes(press: Press) -> Sequence[Wish]:
    """What a form brought: its action names the fields, and what stood in them when it opened."""
    wishes = []
    for told in press.arguments[1:]:
        name, _, number = told.partition(".")
        wishes.append(Wish(_part(name), text_of(press.values.get(name)), _number(number)))
    return wishes


def _part(name: str) -> Part:
    try:
        return Part(name)
    except ValueError:
        raise stale() from None


def _kept(done: Modelled) -> str:
    changed = joined(part.called for part in done.changed)
    return f"Kept: {changed}." if changed else "Nothing was changed."


def _keep(name: str) -> Keep:
    try:
        return Keep(name)
    except ValueError:
        raise stale() from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise stale()
    return int(text)
