"""`/chat edit` and `/chat questions`: a chat that is planned, or on, is made otherwise."""

from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.form import form_for
from communitybot.commands.guard import Press
from communitybot.commands.signature import parameters_of
from communitybot.commands.spec import CommandSpec
from communitybot.conversation.actions import Action
from communitybot.conversation.forms import Form
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Answer, Ask, Reply
from communitybot.errors import AlreadyDone, Misread
from communitybot.livechats.cards.preview import changed_card
from communitybot.livechats.cards.words import title_of
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.drafts import typed
from communitybot.livechats.commands.parameters import (
    QUESTIONS_MOST,
    TITLE_MOST,
    WORDS_MOST,
    Ahead,
    Archive,
    Description,
    Ends,
    FormOf,
    Guest,
    Hashtag,
    Hosts,
    Introductions,
    Late,
    Pacing,
    Questions,
    WhichChat,
)
from communitybot.livechats.commands.planning import Planning
from communitybot.livechats.commands.pressing import chat_of
from communitybot.livechats.commands.reading import emptied, questions_typed, read_questions
from communitybot.livechats.commands.redrafting import Redrafting
from communitybot.livechats.desk import demand_conducting
from communitybot.livechats.model.chat import Chat, Stage
from communitybot.livechats.service import ChatService
from communitybot.livechats.views import ChatChanges
from communitybot.ports import Clock

CHANGEABLE = (Stage.COMING, Stage.LIVE)
DRAFTED = frozenset({"title", "when", "ends", "hashtag", "hosts", "form", "description", "archive"})
"""What a form asks for only before a chat is posted; later it is its event's, or has a command of its own."""

CALLED = {"when": "The time", "ends": "The end"}


class Changing:
    """Changes chats; whoever may conduct one may change it."""

    def __init__(
        self,
        *,
        chats: ChatService,
        clock: Clock,
        choosing: Choosing,
        planning: Planning,
        redrafting: Redrafting,
    ) -> None:
        self._chats = chats
        self._clock = clock
        self._choosing = choosing
        self._planning = planning
        self._redrafting = redrafting

    @command(
        "chat edit",
        "Change a chat you host: questions, pace, late answers and more",
        title="Change a chat",
        examples=("/chat edit", "/chat edit #ce14, late: 3 days"),
    )
    async def edit(
        self,
        caller: Caller,
        *,
        chat: WhichChat = None,
        title: Annotated[str | None, Param("Its new name, before it is posted", most=TITLE_MOST)] = None,
        when: Annotated[
            str | None,
            Param("Its new day and hour, before it is posted", most=WORDS_MOST, example="friday 6pm"),
        ] = None,
        ends: Ends = None,
        hashtag: Hashtag = None,
        hosts: Hosts = None,
        questions: Questions = None,
        ahead: Ahead = None,
        pacing: Pacing = None,
        form: FormOf = None,
        introductions: Introductions = None,
        late: Late = None,
        guest: Guest = None,
        archive: Archive = None,
        description: Description = None,
    ) -> Reply:
        found = await self._choosing.one(caller, chat, CHANGEABLE, Action("chat.change"))
        if isinstance(found, Message):
            return Answer(found)
        demand_conducting(caller, found)
        changes = ChatChanges(
            questions=_new_questions(found, questions),
            ahead=ahead,
            introductions=introductions,
            pace=pacing,
            late=late,
            guest=emptied(guest) if guest is not None else None,
            archive=archive,
        )
        own = {"title": title, "when": when, "ends": ends, "hashtag": hashtag, "hosts": hosts}
        own |= {"form": form.value if form is not None else None, "description": description}
        given = {name: value for name, value in own.items() if value is not None}
        if not given and questions is None and changes == ChatChanges():
            return Ask(await self._form(found, caller))
        if found.stage is Stage.DRAFT:
            return await self._redrafting.redraft(caller, found, given, changes)
        if given:
            raise _of_its_event(found, next(iter(given)))
        return Answer(changed_card(await self._chats.change(caller, found.id, changes)))

    @command(
        "chat questions",
        "See and change the questions of a chat you host",
        title="Questions of the chat",
        examples=("/chat questions", "/chat questions What brings you here? | [7] What will you try?"),
    )
    async def questions(
        self, caller: Caller, *, questions: Questions = None, chat: WhichChat = None
    ) -> Reply:
        found = await self._choosing.one(caller, chat, CHANGEABLE, Action("chat.questions"))
        if isinstance(found, Message):
            return Answer(found)
        demand_conducting(caller, found)
        if questions is None:
            return Ask(self._questions_form(found))
        wish = ChatChanges(questions=_new_questions(found, questions))
        changed = await self._chats.change(caller, found.id, wish)
        if changed.stage is Stage.DRAFT:
            return await self._planning.shown(caller, changed, said="The questions are kept.")
        return Answer(changed_card(changed))

    @pressed("chat.change", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        """Open the form of `/chat edit`, filled with how the chat is now."""
        found = await self._chats.get(caller, chat_of(press))
        demand_conducting(caller, found)
        return Ask(await self._form(found, caller))

    @pressed("chat.questions", reads=True)
    async def open_questions(self, caller: Caller, press: Press) -> Reply:
        found = await self._chats.get(caller, chat_of(press))
        demand_conducting(caller, found)
        return Ask(self._questions_form(found))

    async def _form(self, chat: Chat, caller: Caller) -> Form:
        _demand_to_come(chat)
        parameters, _ = parameters_of(self.edit)
        spec = CommandSpec(name="chat edit", description="Change a chat", parameters=parameters)
        draft = chat.stage is Stage.DRAFT
        about = await self._chats.description(caller, chat.id) if draft else ""
        present = typed(chat, caller.zone, now=self._clock.now(), description=about)
        left_out = {"chat", *(() if draft else DRAFTED)}
        if len(str(present.get("questions", ""))) > QUESTIONS_MOST:
            left_out.add("questions")
        return form_for(
            spec,
            {name: value for name, value in present.items() if name not in left_out},
            title="Change the chat",
            hidden={"chat": chat.id},
            only=[parameter.name for parameter in parameters if parameter.name not in left_out],
            intro=None if draft else f"Name, time and hosts are changed with {_event_edit(chat)}",
            submit="Show the change" if draft else "Change it",
        )

    def _questions_form(self, chat: Chat) -> Form:
        _demand_to_come(chat)
        present = questions_typed(chat.questions, chat.run.question)
        if len(present) > QUESTIONS_MOST:
            raise AlreadyDone(
                f"The questions have {len(present):,} characters, and a form holds {QUESTIONS_MOST:,}. "
                "Say them anew, shorter.",
                example="/chat questions What brings you here? | What will you try?",
            )
        parameters, _ = parameters_of(self.questions)
        spec = CommandSpec(name="chat questions", description="Its questions", parameters=parameters)
        stay = f"Q1 to Q{chat.run.question} were asked and stay as they are. " if chat.run.question else ""
        return form_for(
            spec,
            {"questions": present},
            title="Questions of the chat",
            hidden={"chat": chat.id},
            only=["questions"],
            intro=f"{stay}One question a line; [7] before one keeps it open for 7 minutes.",
            submit="Keep them",
        )


def _new_questions(chat: Chat, typed: str | None) -> tuple[str, ...] | None:
    """The questions that are wished; None where they are as they stand, since a form sends them back."""
    if typed is None:
        return None
    wished = read_questions(typed)
    return None if wished == read_questions(questions_typed(chat.questions, chat.run.question)) else wished


def _demand_to_come(chat: Chat) -> None:
    if chat.stage in {Stage.OVER, Stage.CANCELLED}:
        state = "is over" if chat.stage is Stage.OVER else "has been cancelled"
        raise AlreadyDone(f"{chat.name} {state}.", example="/chats")


def _event_edit(chat: Chat) -> str:
    return f"/event edit {title_of(chat, 60)}"


def _of_its_event(chat: Chat, name: str) -> Misread:
    if name == "form":
        return Misread(
            "The form of a chat that is posted stays as it is; pacing and late answers can be changed.",
            understood="a new form",
            example="/chat edit",
        )
    return Misread(
        f"{CALLED.get(name, f'The {name}')} is that of its event, and is changed there; the chat follows.",
        understood=f"a new {name}" if name not in CALLED else f"a new {CALLED[name].removeprefix('The ')}",
        example=_event_edit(chat),
    )
