"""`/idea commit` and `/idea commitments`: who does what by when, and what became of it."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import Misread
from communitybot.ideas.cards.commitments import commitment_card, commitments_card
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.commitments import EXAMPLE, WHAT, WORD, CommitmentsDesk
from communitybot.ideas.lab_views import CommitmentWish
from communitybot.ideas.model.commitment import State
from communitybot.ideas.naming import read_date, read_name
from communitybot.ports import Clock


class Committing:
    """Notes commitments, lists them, and hears how they go."""

    def __init__(self, commitments: CommitmentsDesk, clock: Clock, choosing: Choosing) -> None:
        self._commitments = commitments
        self._clock = clock
        self._choosing = choosing

    @command(
        "idea commit",
        "Note who will do what for an idea, and by when",
        title="Note a commitment",
        examples=(EXAMPLE,),
    )
    async def commit(
        self,
        caller: Caller,
        *,
        what: Annotated[str, Param("What will be done", most=WHAT, example="Ask the board for two hours")],
        owner: Annotated[str, Param("Who does it: me, a member, or a name", most=80, example="me")],
        by: Annotated[str, Param("By which day", most=60, example="15 december")],
        idea: WhichIdea = None,
    ) -> Reply:
        day = read_date(by, now=self._clock.now(), zone=caller.zone, field="by")
        name = read_name(owner, field="owner") or "me"
        found = await self._choosing.one(caller, idea, Action("idea.commit"))
        if isinstance(found, Message):
            return Answer(found)
        member = await self._commitments.member(caller, name)
        wish = CommitmentWish(what=what, owner=member, name=name, by=day)
        seen = await self._commitments.commit(caller, found.id, wish)
        return Answer(commitment_card(seen, said=_noted(seen.commitment.state, seen.commitment.owner)))

    @command(
        "idea commitments",
        "What was promised for an idea, and how it stands",
        examples=("/idea commitments",),
        reads=True,
    )
    async def commitments(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.commitments"))
        if isinstance(found, Message):
            return Answer(found)
        return Answer(commitments_card(await self._commitments.listed(caller, found.id)))

    @pressed("idea.commitments", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(commitments_card(await self._commitments.listed(caller, idea_of(press))))

    @pressed("idea.commitments_page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        page = press.argument(1)
        if not (page.isascii() and page.isdecimal() and len(page) < 4):
            raise stale()
        return Amend(commitments_card(await self._commitments.listed(caller, press.argument(0), int(page))))

    @pressed("idea.commitment", reads=True)
    async def look_at(self, caller: Caller, press: Press) -> Reply:
        name = press.value or (press.arguments[1] if len(press.arguments) > 1 else "")
        return Answer(commitment_card(await self._commitments.look(caller, press.argument(0), name)))

    @pressed("idea.commit", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of `/idea commit` for one idea."""
        found = (await self._commitments.listed(caller, idea_of(press))).idea
        parameters, _ = parameters_of(self.commit)
        spec = CommandSpec(name="idea commit", description="Note a commitment", parameters=parameters)
        hidden = {"idea": found.id}
        return Ask(form_for(spec, title="Note a commitment", hidden=hidden, submit="Note it"))

    @pressed("idea.take_on")
    async def take_on(self, caller: Caller, press: Press) -> Reply:
        seen = await self._commitments.take_on(caller, press.argument(0), press.argument(1))
        return Amend(
            commitment_card(seen, said="Thank you! I ask you how it goes three days before the date.")
        )

    @pressed("idea.refuse", reads=True)
    async def ask_why_not(self, caller: Caller, press: Press) -> Reply:
        await self._commitments.look(caller, press.argument(0), press.argument(1))
        return Ask(_form(press, "Not me", "idea.refused", "Say so"))

    @pressed("idea.refused")
    async def refused(self, caller: Caller, press: Press) -> Reply:
        seen = await self._commitments.refuse(caller, press.argument(0), press.argument(1), _word(press))
        return Answer(commitment_card(seen, said="That is fine. Whoever named you has been told."))

    @pressed("idea.done", reads=True)
    async def ask_how(self, caller: Caller, press: Press) -> Reply:
        await self._commitments.look(caller, press.argument(0), press.argument(1))
        return Ask(_form(press, "Done", "idea.is_done", "It is done"))

    @pressed("idea.is_done")
    async def done(self, caller: Caller, press: Press) -> Reply:
        seen = await self._commitments.close(
            caller, press.argument(0), press.argument(1), done=True, word=_word(press)
        )
        return Answer(commitment_card(seen, said="Well done! The idea's threads hear of it."))

    @pressed("idea.drop", reads=True)
    async def ask_why(self, caller: Caller, press: Press) -> Reply:
        await self._commitments.look(caller, press.argument(0), press.argument(1))
        return Ask(_form(press, "Dropped", "idea.dropped", "Drop it"))

    @pressed("idea.dropped")
    async def dropped(self, caller: Caller, press: Press) -> Reply:
        seen = await self._commitments.close(
            caller, press.argument(0), press.argument(1), done=False, word=_word(press)
        )
        return Answer(commitment_card(seen, said="Noted. The team has been told."))

    @pressed("idea.more_time", reads=True)
    async def ask_until(self, caller: Caller, press: Press) -> Reply:
        seen = await self._commitments.look(caller, press.argument(0), press.argument(1))
        day = FormField(
            name="by",
            label="By which day",
            required=True,
            hint="A day such as: 15 december, or: in 3 weeks",
            value=seen.commitment.by.isoformat(),
        )
        return Ask(_form(press, "More time", "idea.moved", "Give it more time", day))

    @pressed("idea.moved")
    async def moved(self, caller: Caller, press: Press) -> Reply:
        idea, name = press.argument(0), press.argument(1)
        zone = await self._commitments.zone(caller, idea, name)
        try:
            day = read_date(text_of(press.values.get("by")), now=self._clock.now(), zone=zone, field="by")
            seen = await self._commitments.move(caller, idea, name, day, _word(press))
        except Misread as misread:
            return Correct({"by": f"{misread.trouble} Try “{misread.example or 'in 3 weeks'}”."})
        return Answer(commitment_card(seen, said="Its date is kept, and I ask again then."))


def _form(press: Press, title: str, verb: str, submit: str, *fields: FormField) -> Form:
    word = FormField(name="word", label="A word on it", hint="Up to a few sentences; others may read it")
    action = Action(verb, (press.argument(0), press.argument(1)))
    return Form(title=title, action=action, fields=(*fields, word), submit=submit)


def _word(press: Press) -> str:
    return one_line(text_of(press.values.get("word")), WORD)


def _noted(state: State, owner: str | None) -> str:
    if state is State.ASKED:
        return "Noted. I ask them in private whether they take it on."
    if owner is None:
        return "Noted. They are no member here, so I ask the author how it goes."
    return "Noted. I ask how it goes three days before the date, and on it."
