"""`/idea outcome` and `/outcomes`: what came of an idea, and of all of them."""

from communitybot.commands.declare import command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.commands.tags import emptied
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.ideas.brief_views import Told
from communitybot.ideas.cards.outcomes import outcome_card, outcomes_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.brief_parameters import (
    After,
    Before,
    Changed,
    DoAgain,
    Measured,
    Number,
    Why,
)
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.outcomes import OutcomeDesk, OutcomeWish
from communitybot.ideas.papers.service import BriefAddresses


class OutcomeCommands:
    """Asks what came of an idea, keeps it, and lists what came of others."""

    def __init__(self, outcomes: OutcomeDesk, choosing: Choosing, addresses: BriefAddresses) -> None:
        self._outcomes = outcomes
        self._choosing = choosing
        self._addresses = addresses

    @command(
        "idea outcome",
        "Write down what came of an idea: what changed, and how you know",
        title="What came of it",
        examples=("/idea outcome", "/idea outcome Mentor hours"),
    )
    async def outcome(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        changed: Changed = None,
        measured: Measured = None,
        again: DoAgain = None,
        why: Why = None,
        number: Number = None,
        before: Before = None,
        after: After = None,
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.outcome"))
        if isinstance(found, Message):
            return Answer(found)
        typed = {"changed": changed, "measured": measured, "why": why}
        typed |= {"number": number, "before": before, "after": after}
        wish = OutcomeWish(
            again=again,
            **{name: emptied(text) for name, text in typed.items() if text is not None},
        )
        if wish == OutcomeWish():
            return await self._there(caller, found.id)
        told = await self._outcomes.report(caller, found.id, wish)
        return Answer(outcome_card(told, said="Written down. Thank you for telling what you learned."))

    @pressed("idea.outcome", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return await self._there(caller, idea_of(press))

    @pressed("idea.outcome_write", reads=True)
    async def write(self, caller: Caller, press: Press) -> Reply:
        return Ask(self._form(await self._outcomes.look(caller, press.argument(0))))

    @pressed("idea.outcome_show")
    async def show(self, caller: Caller, press: Press) -> Reply:
        on = press.argument(1) == "on"
        told = await self._outcomes.show(caller, press.argument(0), on=on)
        said = "It stands on the public page." if on else "It is off the public page."
        return Answer(outcome_card(told, said=said))

    @command("outcomes", "See what came of ideas here", title="Outcomes", examples=("/outcomes",), reads=True)
    async def all_of_them(self, caller: Caller) -> Reply:
        return await self._listed(caller, 1)

    @pressed("idea.outcomes", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        typed = press.argument(0)
        whole = typed.isascii() and typed.isdecimal() and len(typed) < 5
        return await self._listed(caller, max(int(typed), 1) if whole else 1)

    async def _listed(self, caller: Caller, page: int) -> Answer:
        found = await self._outcomes.listing(caller, page)
        return Answer(outcomes_card(found, self._addresses.outcomes(found.slug)))

    async def _there(self, caller: Caller, idea: str) -> Reply:
        """What is written, or the form for whoever may write it."""
        told = await self._outcomes.look(caller, idea)
        if told.outcome is None and told.teams and told.idea.stage.open:
            return Ask(self._form(told))
        return Answer(outcome_card(told))

    def _form(self, told: Told) -> Form:
        parameters, _ = parameters_of(self.outcome)
        spec = CommandSpec(name="idea outcome", description="What came of it", parameters=parameters)
        names = ["changed", "measured", "again", "why", "number", "before", "after"]
        present = {} if told.outcome is None else {name: getattr(told.outcome, name) for name in names}
        return form_for(
            spec,
            {name: str(value) for name, value in present.items() if value},
            title="What came of it",
            hidden={"idea": told.idea.id},
            only=names,
            intro=f"For “{title_of(told.idea)}”. What did not work helps others as much as what did.",
            submit="Write it down",
        )
