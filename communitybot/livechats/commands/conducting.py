"""What hosts do while a chat is on, as commands and in the cockpit."""

from datetime import timedelta
from typing import Annotated

from communitybot.commands.declare import Param, command, pressed
from communitybot.commands.guard import Press
from communitybot.conversation.actions import Action
from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import Message
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.livechats.cards.cockpit import cockpit_card
from communitybot.livechats.cards.conducting import end_question
from communitybot.livechats.cards.words import counted, place_of
from communitybot.livechats.commands.choosing import Choosing
from communitybot.livechats.commands.parameters import WhichChat
from communitybot.livechats.commands.pressing import chat_of, number
from communitybot.livechats.desk import demand_conducting, demand_live
from communitybot.livechats.model.chat import Chat, Phase, Stage
from communitybot.livechats.service import ChatService
from communitybot.ports import Clock

USUAL = timedelta(minutes=5)
MINUTE = timedelta(minutes=1)
LIVE = (Stage.LIVE,)


class Conducting:
    """Carries a chat on as its hosts say; every answer is the cockpit as it is then."""

    def __init__(self, chats: ChatService, clock: Clock, choosing: Choosing) -> None:
        self._chats = chats
        self._clock = clock
        self._choosing = choosing

    @command(
        "chat start",
        "Begin a chat you host now, or go on after a pause",
        title="Start a chat",
        examples=("/chat start", "/chat start #ce14"),
        for_hosts=True,
    )
    async def start(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        found = await self._to_start(caller, chat)
        return Answer(found if isinstance(found, Message) else await self._started(caller, found.id))

    @command(
        "chat next",
        "Go on to the next question of a chat you host",
        title="Next question",
        examples=("/chat next",),
        for_hosts=True,
    )
    async def next(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        found = await self._choosing.one(caller, chat, LIVE, Action("chat.next"))
        return Answer(found if isinstance(found, Message) else await self._went_on(caller, found.id, None))

    @command(
        "chat pause",
        "Let a chat you host rest; /chat start goes on",
        title="Pause a chat",
        examples=("/chat pause",),
        for_hosts=True,
    )
    async def pause(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        found = await self._choosing.one(caller, chat, LIVE, Action("chat.pause"))
        return Answer(found if isinstance(found, Message) else await self._paused(caller, found.id))

    @command(
        "chat extend",
        "Give the open question more time",
        title="More time",
        examples=("/chat extend", "/chat extend 10 minutes"),
        for_hosts=True,
    )
    async def extend(
        self,
        caller: Caller,
        *,
        by: Annotated[
            timedelta | None, Param("How much; 5 minutes if empty", label="By", example="5 minutes")
        ] = None,
        chat: WhichChat = None,
    ) -> Reply:
        more = USUAL if by is None else by
        again = Action("chat.extend", ("", str(more // MINUTE)))
        found = await self._choosing.one(caller, chat, LIVE, again)
        return Answer(found if isinstance(found, Message) else await self._extended(caller, found.id, more))

    @command(
        "chat skip",
        "Leave out the next question of a chat you host",
        title="Skip a question",
        examples=("/chat skip",),
        for_hosts=True,
    )
    async def skip(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        found = await self._choosing.one(caller, chat, LIVE, Action("chat.skip"))
        return Answer(found if isinstance(found, Message) else await self._skipped(caller, found.id))

    @command(
        "chat end",
        "End a chat you host; you are asked first",
        title="End a chat",
        examples=("/chat end",),
        for_hosts=True,
    )
    async def end(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        found = await self._choosing.one(caller, chat, LIVE, Action("chat.end"))
        return Answer(found if isinstance(found, Message) else _ending(caller, found))

    @command(
        "chat cockpit",
        "See and steer a chat you host: run of show, time, who is there",
        title="Host cockpit",
        examples=("/chat cockpit",),
        reads=True,
        for_hosts=True,
    )
    async def cockpit(self, caller: Caller, *, chat: WhichChat = None) -> Reply:
        stages = (Stage.LIVE, Stage.COMING)
        found = await self._choosing.one(caller, chat, stages, Action("chat.cockpit"))
        return Answer(found if isinstance(found, Message) else await self.card(caller, found.id))

    @pressed("chat.cockpit", reads=True)
    async def open(self, caller: Caller, press: Press) -> Reply:
        return Answer(await self.card(caller, chat_of(press)))

    @pressed("chat.refresh", reads=True)
    async def refresh(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self.card(caller, chat_of(press)))

    @pressed("chat.start")
    async def press_start(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._started(caller, chat_of(press)))

    @pressed("chat.next")
    async def press_next(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._went_on(caller, chat_of(press), number(press, 1)))

    @pressed("chat.pause")
    async def press_pause(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._paused(caller, chat_of(press)))

    @pressed("chat.extend")
    async def press_extend(self, caller: Caller, press: Press) -> Reply:
        minutes = number(press, 1)
        more = USUAL if minutes is None else minutes * MINUTE
        return Amend(await self._extended(caller, chat_of(press), more))

    @pressed("chat.skip")
    async def press_skip(self, caller: Caller, press: Press) -> Reply:
        return Amend(await self._skipped(caller, chat_of(press), number(press, 1), number(press, 2)))

    @pressed("chat.end", reads=True)
    async def press_end(self, caller: Caller, press: Press) -> Reply:
        return Amend(_ending(caller, await self._chats.get(caller, chat_of(press))))

    @pressed("chat.end_now")
    async def end_now(self, caller: Caller, press: Press) -> Reply:
        ended = await self._chats.end(caller, chat_of(press))
        return Amend(await self.card(caller, ended.id, said="It is over. Thank you for hosting!"))

    @pressed("chat.chair")
    async def take_chair(self, caller: Caller, press: Press) -> Reply:
        taken = await self._chats.take_chair(caller, chat_of(press))
        return Answer(await self.card(caller, taken.id, said="You have the chair. Everybody is told."))

    async def card(self, caller: Caller, chat: str, *, said: str | None = None) -> Message:
        """The cockpit as it is now; refused to those who do not host."""
        return cockpit_card(await self._chats.cockpit(caller, chat), self._clock.now(), said=said)

    async def _to_start(self, caller: Caller, words: str | None) -> Chat | Message:
        """The chat to begin; where none is meant, one that rests comes first."""
        again = Action("chat.start")
        if not (words and words.strip()):
            live = await self._chats.find(caller, None, LIVE)
            resting = [one for one in live if one.run.paused]
            if len(resting) == 1:
                return resting[0]
        return await self._choosing.one(caller, words, (Stage.COMING, Stage.LIVE), again)

    async def _started(self, caller: Caller, chat: str) -> Message:
        before = await self._chats.get(caller, chat)
        after = await self._chats.start(caller, chat)
        rested = before.stage is Stage.LIVE
        said = "We go on." if rested else "It is live: its threads open now, and I welcome people."
        return await self.card(caller, after.id, said=said)

    async def _went_on(self, caller: Caller, chat: str, step: int | None) -> Message:
        after = await self._chats.go_on(caller, chat, step=step)
        said = f"On we go: {_where(after)}."
        if step is not None and after.run.step > step + 2:  # going on from a pause takes two
            said = f"It had gone on already: {_where(after)}."
        return await self.card(caller, after.id, said=said)

    async def _paused(self, caller: Caller, chat: str) -> Message:
        after = await self._chats.pause(caller, chat)
        return await self.card(caller, after.id, said="Paused. Nothing goes on until you say so.")

    async def _extended(self, caller: Caller, chat: str, by: timedelta) -> Message:
        after = await self._chats.extend(caller, chat, by)
        return await self.card(caller, after.id, said=f"{counted(by // MINUTE, 'minute')} more.")

    async def _skipped(
        self, caller: Caller, chat: str, step: int | None = None, meant: int | None = None
    ) -> Message:
        """Leave the next question out; pressed twice, it is the one on the button that goes, and no other."""
        following = (await self._chats.cockpit(caller, chat)).following
        next_one = following[0] if following is not None else None
        if meant is not None and next_one != meant:
            return await self.card(caller, chat, said=f"Q{meant} is not the next question any more.")
        after = await self._chats.skip(caller, chat, number=next_one, step=step)
        gone = [n for n, one in enumerate(after.questions, 1) if one.left_out and n == next_one]
        said = f"Q{next_one} is left out." if gone else f"Q{next_one} is not the next question any more."
        return await self.card(caller, after.id, said=said)


def _where(chat: Chat) -> str:
    if chat.stage is Stage.OVER:
        return "it is over"
    if chat.run.phase is Phase.CLOSING:
        return "the closing"
    return place_of(chat, chat.run.question)


def _ending(caller: Caller, chat: Chat) -> Message:
    demand_conducting(caller, chat)
    demand_live(chat)
    return end_question(chat)
