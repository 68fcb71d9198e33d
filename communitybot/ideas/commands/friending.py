"""`/idea friends`: who listens from outside; `/idea notes`: what they leave for the team."""

from collections.abc import Mapping
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Reply
from communitybot.errors import AlreadyDone
from communitybot.ideas.cards.friends import (
    QUESTIONS,
    circle_card,
    no_notes_card,
    note_pages,
    notes_card,
    willing_card,
)
from communitybot.ideas.cards.which import which_card
from communitybot.ideas.cards.words import title_of
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of, stale
from communitybot.ideas.friends import EXAMPLE, FriendsDesk
from communitybot.ideas.model.friend import Notes, Standing
from communitybot.ideas.naming import read_names

ANSWER_MOST = 800
HINTS = {
    "heard": "In your own words, so that the team knows it was understood",
    "strongest": "What they should keep whatever happens",
    "questions": "Two or three you would like to hear answered",
    "evidence": "What would convince somebody who doubts it",
    "people": "Whose voice is not in it yet",
    "measures": "How one would see that it works",
    "step": "The one thing you would do first",
}


class Friending:
    """Asks critical friends, hears their answer, and keeps their notes."""

    def __init__(self, friends: FriendsDesk, choosing: Choosing) -> None:
        self._friends = friends
        self._choosing = choosing

    @command(
        "idea friends",
        "Critical friends of an idea: who they are, and whom to ask",
        title="Critical friends",
        examples=("/idea friends", "/idea friends willing: yes"),
    )
    async def friends(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        people: Annotated[
            str | None,
            Param("Whom to ask, from outside the team", most=200, example="Ana Ruiz, Ben Okoro"),
        ] = None,
        willing: Annotated[
            bool | None, Param("Whether teams may ask you to be a critical friend", example="yes")
        ] = None,
    ) -> Reply:
        if willing is not None:
            await self._friends.be_willing(caller, on=willing)
            if idea is None and people is None:
                return Answer(willing_card(on=willing))
        names = read_names(people, most=10, field="people")
        found = await self._choosing.one(caller, idea, Action("idea.friends"))
        if isinstance(found, Message):
            return Answer(found)
        if not names:
            return Answer(circle_card(await self._friends.look(caller, found.id)))
        asked = await self._friends.named(caller, names)
        circle = await self._friends.ask(caller, found.id, [one.id for one in asked])
        return Answer(circle_card(circle, said=_asked([one.name for one in asked])))

    @command(
        "idea notes",
        "Critical friends write their notes; the team reads them",
        title="Notes of friends",
        examples=("/idea notes",),
    )
    async def notes(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        mine = await self._friends.befriended(caller) if idea is None else ()
        if len(mine) == 1:
            return await self._notes(caller, mine[0].id)
        if mine:
            return Answer(which_card(mine, Action("idea.notes")))
        found = await self._choosing.one(caller, idea, Action("idea.notes"))
        return Answer(found) if isinstance(found, Message) else await self._notes(caller, found.id)

    @pressed("idea.friends", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(circle_card(await self._friends.look(caller, idea_of(press))))

    @pressed("idea.willing")
    async def be_willing(self, caller: Caller, press: Press) -> Reply:
        on = press.argument(0) == "yes"
        await self._friends.be_willing(caller, on=on)
        return Amend(willing_card(on=on))

    @pressed("idea.friend_ask")
    async def ask(self, caller: Caller, press: Press) -> Reply:
        persons = press.arguments[1:] or ((press.value,) if press.value else ())
        if not persons:
            raise stale()
        circle = await self._friends.ask(caller, idea_of(press), persons)
        names = [one.name for one in circle.friends if one.person in persons]
        return Amend(circle_card(circle, said=_asked(names)))

    @pressed("idea.befriend")
    async def agree(self, caller: Caller, press: Press) -> Reply:
        circle = await self._friends.agree(caller, idea_of(press))
        return Amend(circle_card(circle, said="Thank you! The team has been told."))

    @pressed("idea.unfriend")
    async def decline(self, caller: Caller, press: Press) -> Reply:
        word = text_of(press.values.get("word"))
        circle = await self._friends.decline(caller, idea_of(press), word)
        return Amend(
            circle_card(circle, said="That is fine. Thank you for saying so; the team has been told.")
        )

    @pressed("idea.step_back", reads=True)
    async def ask_to_step_back(self, caller: Caller, press: Press) -> Reply:
        circle = await self._friends.look(caller, idea_of(press))
        if circle.mine is None or circle.mine.standing is not Standing.AGREED:
            return Answer(circle_card(circle))
        word = FormField(name="word", label="A word for the team", hint="Why, if you like to say")
        return Ask(
            Form(
                title="Step back?",
                action=Action("idea.unfriend", (circle.idea.id,)),
                fields=(word,),
                submit="Step back",
                intro="You are no critical friend of this idea any more, and your notes go with you.",
            )
        )

    @pressed("idea.notes", reads=True)
    async def open_notes(self, caller: Caller, press: Press) -> Reply:
        return await self._notes(caller, idea_of(press))

    @pressed("idea.notes_page", reads=True)
    async def turn(self, caller: Caller, press: Press) -> Reply:
        page = press.argument(1)
        if not (page.isascii() and page.isdecimal() and len(page) < 4):
            raise stale()
        circle = await self._friends.look(caller, press.argument(0))
        if not circle.team or not note_pages(circle.friends)[0]:
            return Amend(no_notes_card(circle))
        return Amend(notes_card(circle.idea, circle.friends, int(page)))

    @pressed("idea.noted")
    async def noted(self, caller: Caller, press: Press) -> Reply:
        answers = {name: text_of(press.values.get(name)).strip() for name in QUESTIONS}
        if reasons := _too_long(answers):
            return Correct(reasons)
        if not any(answers.values()):
            return Correct({"heard": "There is nothing in these notes yet. One answer is enough."})
        circle = await self._friends.note(caller, idea_of(press), Notes(**answers))
        return Answer(circle_card(circle, said="Your notes are kept. Thank you for listening so closely."))

    async def _notes(self, caller: Caller, idea: str) -> Reply:
        """The form for a friend, the notes for the team, and how many there are for everybody else."""
        circle = await self._friends.look(caller, idea)
        if circle.mine is not None and circle.mine.standing is Standing.AGREED:
            return Ask(notes_form(idea, title_of(circle.idea), circle.mine.notes or Notes()))
        if circle.mine is not None and circle.mine.standing is Standing.ASKED:
            raise AlreadyDone("You were asked, and have not said yet whether you accept.", example=EXAMPLE)
        if circle.team and note_pages(circle.friends)[0]:
            return Answer(notes_card(circle.idea, circle.friends, 0))
        return Answer(no_notes_card(circle))


def notes_form(idea: str, title: str, notes: Notes) -> Form:
    """The structured questions, with what was answered before."""
    fields = tuple(
        FormField(
            name=name,
            label=label,
            kind=FieldKind.LONG_TEXT,
            hint=HINTS[name],
            value=getattr(notes, name) or None,
        )
        for name, label in QUESTIONS.items()
    )
    return Form(
        title="Notes of a friend",
        action=Action("idea.noted", (idea,)),
        fields=fields,
        submit="Leave my notes",
        intro=one_line(
            f"On “{title}”. Leave empty what you have nothing to say to; only the team reads it.", 400
        ),
    )


def _too_long(answers: Mapping[str, str]) -> dict[str, str]:
    """Every answer that does not fit, so that all are mended in one go and none is lost."""
    return {
        name: f"That has {len(answer):,} characters; {ANSWER_MOST} fit."
        for name, answer in answers.items()
        if len(answer) > ANSWER_MOST
    }


def _asked(names: list[str]) -> str:
    if not names:
        return "They were asked already."
    return f"Asked in private: {', '.join(one_line(name, 60) for name in names)}. I tell you what they say."
