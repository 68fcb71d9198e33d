"""`/idea join` and `/idea team`: asking to work on an idea, and who does."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.phrases import name_words
from communitybot.conversation.replies import Amend, Answer, Ask, Reply
from communitybot.errors import AlreadyDone
from communitybot.ideas.cards.asking import (
    accepted_card,
    asked_card,
    asking_card,
    gone_card,
    join_form,
    joined_card,
    leave_card,
    not_now_card,
    role_form,
    thanks_form,
)
from communitybot.ideas.cards.team import team_card
from communitybot.ideas.cards.words import a, title_of
from communitybot.ideas.commands.choosing import Choosing, WhichIdea, idea_of
from communitybot.ideas.commands.pressing import person_of, role_of, words
from communitybot.ideas.listing import Listing as Lists
from communitybot.ideas.model.idea import GROWING, Idea, Joining, Member, Role, Stage
from communitybot.ideas.places import EXAMPLE
from communitybot.ideas.teaming import LONGEST, Asked, Came
from communitybot.ideas.teaming import Teaming as Teams

JOINED = tuple(stage for stage in GROWING if stage is not Stage.REPORTED)


class Teaming:
    """Whoever asks hears either way; an author answers by one press."""

    def __init__(self, teams: Teams, lists: Lists, choosing: Choosing) -> None:
        self._teams = teams
        self._lists = lists
        self._choosing = choosing

    @command(
        "idea join",
        "Ask to join the team of an idea",
        title="Join a team",
        examples=("/idea join Mentor hours, role: classroom teacher",),
    )
    async def join(
        self,
        caller: Caller,
        *,
        idea: WhichIdea = None,
        role: Annotated[Role | None, Param("What you would bring", example="classroom teacher")] = None,
        note: Annotated[
            str,
            Param(
                "A word to whoever wrote it",
                kind=FieldKind.LONG_TEXT,
                most=LONGEST,
                example="I have mentored new teachers for six years.",
            ),
        ] = "",
    ) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.join"), stages=JOINED, others=True)
        if isinstance(found, Message):
            return Answer(found)
        if role is None:
            return Ask(join_form(*await self._teams.may_ask(caller, found.id)))
        return _asked(await self._teams.ask(caller, found.id, role, note))

    @command(
        "idea team",
        "See who works on an idea, and whom it looks for",
        title="The team of an idea",
        examples=("/idea team", "/idea team Mentor hours"),
        reads=True,
    )
    async def team(self, caller: Caller, *, idea: WhichIdea = None) -> Reply:
        found = await self._choosing.one(caller, idea, Action("idea.team"))
        return Answer(found if isinstance(found, Message) else await self._card(caller, found.id))

    @pressed("idea.team", reads=True)
    async def look(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self._card(caller, idea_of(press)))

    @pressed("idea.join", reads=True)
    async def wish(self, caller: Caller, press: Press) -> Reply:
        return Ask(join_form(*await self._teams.may_ask(caller, idea_of(press))))

    @pressed("idea.ask_in")
    async def ask(self, caller: Caller, press: Press) -> Reply:
        return _asked(await self._teams.ask(caller, press.argument(0), role_of(press), words(press, "note")))

    @pressed("idea.unask")
    async def unask(self, caller: Caller, press: Press) -> Reply:
        idea = await self._teams.unask(caller, press.argument(0))
        return Amend(gone_card(idea, f"You do not ask to join “{title_of(idea)}” any more."))

    @pressed("idea.asking", reads=True)
    async def who_asks(self, caller: Caller, press: Press) -> Reply:
        return Answer(asking_card(*await self._teams.asking(caller, press.argument(0), person_of(press))))

    @pressed("idea.accept")
    async def accept(self, caller: Caller, press: Press) -> Reply:
        idea, member = await self._teams.accept(caller, press.argument(0), person_of(press))
        return Amend(accepted_card(idea, member))

    @pressed("idea.not_now")
    async def not_now(self, caller: Caller, press: Press) -> Reply:
        idea, member = await self._teams.not_now(caller, press.argument(0), person_of(press))
        return Amend(not_now_card(idea, member))

    @pressed("idea.leave", reads=True)
    async def ask_leaving(self, caller: Caller, press: Press) -> Reply:
        return Answer(leave_card(*await self._mine(caller, press.argument(0))))

    @pressed("idea.left")
    async def leave(self, caller: Caller, press: Press) -> Reply:
        idea = await self._teams.leave(caller, press.argument(0))
        return Amend(
            gone_card(idea, f"You have left the team of “{title_of(idea)}”. Thank you for your part!")
        )

    @pressed("idea.let_go", reads=True)
    async def ask_thanks(self, caller: Caller, press: Press) -> Reply:
        seen = await self._lists.look(caller, press.argument(0))
        person = person_of(press)
        member = next((one for one in seen.members if one.person == person), None)
        if member is None:
            raise AlreadyDone("They are not in the team any more.", example=EXAMPLE)
        return Ask(thanks_form(seen.idea, member))

    @pressed("idea.let_gone")
    async def let_go(self, caller: Caller, press: Press) -> Reply:
        idea, member = await self._teams.let_go(
            caller, press.argument(0), person_of(press), words(press, "note")
        )
        name = name_words(member.name)
        return Answer(
            gone_card(idea, f"{name} is no longer in the team. I tell them in private, with thanks.")
        )

    @pressed("idea.role", reads=True)
    async def ask_role(self, caller: Caller, press: Press) -> Reply:
        return Ask(role_form(*await self._mine(caller, press.argument(0))))

    @pressed("idea.role_taken")
    async def take_role(self, caller: Caller, press: Press) -> Reply:
        idea, member = await self._teams.take_role(caller, press.argument(0), role_of(press))
        said = f"You are in the team of “{title_of(idea)}” as {a(member.role.value)}."
        return Answer(gone_card(idea, said))

    async def _mine(self, caller: Caller, idea: str) -> tuple[Idea, Member]:
        """An idea the caller works on, with their place."""
        seen = await self._lists.look(caller, idea)
        if seen.part is None or seen.part.joining is not Joining.MEMBER:
            raise AlreadyDone("You are not in the team of this idea.", example=EXAMPLE)
        return seen.idea, seen.part

    async def _card(self, caller: Caller, idea: str) -> Message:
        return team_card(await self._lists.look(caller, idea))


def _asked(asked: Asked) -> Answer:
    if asked.came is Came.JOINED:
        return Answer(joined_card(asked.idea, asked.member))
    return Answer(asked_card(asked.idea, asked.member, still=asked.came is Came.ASKS_STILL))
