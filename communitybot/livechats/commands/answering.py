"""`/chat answer`, `ask` and `reflect`: words given in a form, where no thread is needed."""

from collections.abc import Sequence
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.commands.kinds import text_of
from communitybot.conversation import limits
from communitybot.conversation.actions import Action
from communitybot.conversation.controls import Choice
from communitybot.conversation.forms import FieldKind, Form, FormField
from communitybot.conversation.inbound import Caller
from communitybot.conversation.limits import one_line
from communitybot.conversation.replies import Answer, Ask, Correct, Reply
from communitybot.errors import AlreadyDone, Misread
from communitybot.livechats.cards.lists import choice_of
from communitybot.livechats.cards.taking_part import answered_card, asked_card, reflected_card
from communitybot.livechats.cards.words import NAME, label_of, name_of, place_of, question_text
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import ANSWER_MOST, QUESTION_MOST, WhichChat
from communitybot.livechats.commands.pressing import number, words
from communitybot.livechats.model.chat import Chat, Pace, Stage
from communitybot.livechats.service import ChatService
from communitybot.ports import Clock

FILL_IN = "Please fill this in."
INTRO = 600  # weight of a question over its form


class Answering:
    """Takes answers, questions for a visitor, and reflections."""

    def __init__(self, chats: ChatService, clock: Clock, choosing: Choosing) -> None:
        self._chats = chats
        self._clock = clock
        self._choosing = choosing

    @command(
        "chat answer",
        "Answer the question of a live chat; again to change your answer",
        title="Your answer",
        examples=("/chat answer", "/chat answer I begin with a story., question: 1"),
    )
    async def answer(
        self,
        caller: Caller,
        *,
        text: Annotated[
            str | None,
            Param(
                "Your answer",
                label="Answer",
                kind=FieldKind.LONG_TEXT,
                most=ANSWER_MOST,
                example="I begin with a story.",
            ),
        ] = None,
        question: Annotated[
            int | None, Param("Which one, if not the open one: 3 for Q3", least=0, most=99, example="1")
        ] = None,
        chat: WhichChat = None,
    ) -> Reply:
        found = await self._choosing.several(caller, chat, (Stage.LIVE, Stage.OVER))
        open_ones = [one for one in found if one.takes_words(self._clock.now())] or list(found[:1])
        if text is None or len(open_ones) > 1:
            return Ask(await self._form(caller, open_ones, question, text))
        return await self._answered(caller, open_ones[0], question, text)

    @command(
        "chat ask",
        "Ask the visitor of a chat something; the audience votes on what is asked",
        title="Ask the visitor",
        examples=("/chat ask", "/chat ask What would you fund first?"),
    )
    async def ask(
        self,
        caller: Caller,
        *,
        text: Annotated[
            str | None,
            Param(
                "Your question", label="Question", most=QUESTION_MOST, example="What would you fund first?"
            ),
        ] = None,
        chat: WhichChat = None,
    ) -> Reply:
        found = await self._choosing.several(caller, chat, (Stage.LIVE, Stage.COMING))
        guests = [one for one in found if one.guest.strip()]
        if not guests:
            raise _no_guest(found[0])
        if text is None or len(guests) > 1:
            return Ask(_ask_form(guests, text))
        return await self._wondered(caller, guests[0].id, text)

    @command(
        "chat reflect",
        "Say what you take away from a chat, also after reading its archive",
        title="What you take away",
        examples=("/chat reflect", "/chat reflect I will try wait time on Monday."),
    )
    async def reflect(
        self,
        caller: Caller,
        *,
        text: Annotated[
            str | None,
            Param(
                "What you take away, and what you will try",
                label="Reflection",
                kind=FieldKind.LONG_TEXT,
                most=ANSWER_MOST,
                example="I will try wait time on Monday.",
            ),
        ] = None,
        chat: WhichChat = None,
    ) -> Reply:
        live = await self._chats.find(caller, (chat or "").strip() or None, (Stage.LIVE,))
        closing = [one for one in live if one.takes_reflections]
        found = closing or await self._choosing.several(caller, chat, (Stage.OVER,))
        if text is None or len(found) > 1:
            return Ask(_reflect_form(found, text))
        return await self._reflected(caller, found[0].id, text, read=False)

    @pressed("chat.answer")
    async def open_answer(self, caller: Caller, press: Press) -> Reply:
        chat = await self._chats.come(caller, _first(press))
        return Ask(await self._form(caller, [chat], number(press, 1), None))

    @pressed("chat.answered")
    async def answered(self, caller: Caller, press: Press) -> Reply:
        text = words(press, "text")
        if not text:
            return Correct({"text": FILL_IN})
        chat = await self._chats.get(caller, _meant(press))
        which = number(press, 1)
        if text_of(press.values.get("question")).isdecimal():
            which = int(words(press, "question")[:4])
        return await self._answered(caller, chat, which, text)

    @pressed("chat.ask", reads=True)
    async def open_ask(self, caller: Caller, press: Press) -> Reply:
        chat = await self._chats.get(caller, _first(press))
        if not chat.guest.strip():
            raise _no_guest(chat)
        return Ask(_ask_form([chat], None))

    @pressed("chat.asked")
    async def asked(self, caller: Caller, press: Press) -> Reply:
        text = words(press, "text")
        return await self._wondered(caller, _meant(press), text) if text else Correct({"text": FILL_IN})

    @pressed("chat.reflect", reads=True)
    async def open_reflect(self, caller: Caller, press: Press) -> Reply:
        chat = await self._chats.get(caller, _first(press))
        if not chat.takes_reflections:
            raise AlreadyDone(f"{name_of(chat)} is not over yet.", example="/chat now")
        return Ask(_reflect_form([chat], None, read="read" in press.arguments))

    @pressed("chat.reflected")
    async def reflected(self, caller: Caller, press: Press) -> Reply:
        text = words(press, "text")
        if not text:
            return Correct({"text": FILL_IN})
        return await self._reflected(caller, _meant(press), text, read="read" in press.arguments)

    async def _answered(self, caller: Caller, chat: Chat, question: int | None, text: str) -> Answer:
        which = chat.run.question if question is None else question
        line = await self._chats.answer(caller, chat.id, which, text)
        return Answer(answered_card(await self._chats.now(caller, chat.id), line))

    async def _wondered(self, caller: Caller, chat: str, text: str) -> Answer:
        await self._chats.wonder(caller, chat, text)
        return Answer(asked_card(await self._chats.get(caller, chat)))

    async def _reflected(self, caller: Caller, chat: str, text: str, *, read: bool) -> Answer:
        await self._chats.reflect(caller, chat, text, read=read)
        return Answer(reflected_card(await self._chats.get(caller, chat)))

    async def _form(
        self, caller: Caller, chats: Sequence[Chat], question: int | None, text: str | None
    ) -> Form:
        """The form of an answer; it asks for what is not clear: which chat, which question."""
        chat = chats[0]
        if len(chats) > 1:
            which = "" if question is None else str(question)
            return _form("Your answer", Action("chat.answered", ("", which)), chats, _text("Answer", text))
        if not chat.takes_words(self._clock.now()):
            raise AlreadyDone(
                f"{name_of(chat)} takes no words now.", understood=name_of(chat), example="/chats"
            )
        every = chat.pace is Pace.AT_ONCE or chat.stage is Stage.OVER
        if question is None and every and len(_asked(chat)) > 1:
            fields = (_question_field(chat), *_text("Answer", text))
            return _form("Your answer", Action("chat.answered", (chat.id,)), (), fields)
        which_one = chat.run.question if question is None else question
        mine = await self._chats.my_answer(caller, chat.id, which_one)
        given = text if text is not None or mine is None else mine.text
        intro = f"{place_of(chat, which_one)}: {question_text(chat, which_one, INTRO)}"
        return Form(
            title="Change your answer" if mine is not None else "Your answer",
            action=Action("chat.answered", (chat.id, str(which_one))),
            fields=_text("Answer", given),
            submit="Answer",
            intro=intro if which_one else "Introduce yourself: name, place, grade or subject.",
        )


def _first(press: Press) -> str:
    return press.argument(0)


def _meant(press: Press) -> str:
    """The chat of a form that was sent: its own, else the one chosen in it."""
    return (press.arguments[0] if press.arguments else "") or words(press, "chat")


def _asked(chat: Chat) -> list[int]:
    return [number for number, one in enumerate(chat.questions, 1) if one.asked is not None]


def _text(label: str, value: str | None, *, hint: str | None = None) -> tuple[FormField, ...]:
    kept = value[: limits.FORM_TEXT] if value else None
    return (
        FormField(name="text", label=label, kind=FieldKind.LONG_TEXT, required=True, value=kept, hint=hint),
    )


def _question_field(chat: Chat) -> FormField:
    choices = tuple(
        Choice(
            str(number), f"{label_of(number)} {question_text(chat, number, limits.OPTION_LABEL - 8) or '…'}"
        )
        for number in _asked(chat)[: limits.OPTIONS]
    )
    return FormField(name="question", label="Question", kind=FieldKind.ONE_OF, required=True, choices=choices)


def _form(title: str, action: Action, chats: Sequence[Chat], fields: tuple[FormField, ...]) -> Form:
    """A form that asks first which chat is meant, where several may be."""
    if len(chats) > 1:
        choices = tuple(choice_of(chat) for chat in chats[: limits.OPTIONS])
        which = FormField(name="chat", label="Chat", kind=FieldKind.ONE_OF, required=True, choices=choices)
        fields = (which, *fields)
    return Form(title=title, action=action, fields=fields, submit="Send")


def _ask_form(chats: Sequence[Chat], text: str | None) -> Form:
    one = chats[0] if len(chats) == 1 else None
    guest = one_line(one.guest, 30) if one is not None else "the visitor"
    hint = f"The audience votes; the host asks {guest}"
    action = Action("chat.asked", (one.id if one is not None else "",))
    return _form("Ask the visitor", action, chats, _text("Your question", text, hint=hint))


def _reflect_form(chats: Sequence[Chat], text: str | None, *, read: bool = False) -> Form:
    only = chats[0].id if len(chats) == 1 else ""
    action = Action("chat.reflected", (only, *(["read"] if read else [])))
    hint = "What do you take away, and what will you try?"
    return _form("What you take away", action, chats, _text("Reflection", text, hint=hint))


def _no_guest(chat: Chat) -> Misread:
    return Misread(
        f"{name_of(chat)} has no visitor to ask. Say it in the thread, or as an answer.",
        understood=f"a question for the visitor of {one_line(name_of(chat), NAME)}",
        example="/chat answer",
    )
