"""Answers what people do: in time, once, and only to those it is for."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never

import aiohttp
import discord

from adapters.discord import inbound, places
from adapters.discord.connection import Connection
from adapters.discord.doors import Doors
from adapters.discord.drafts import FINISH, NEXT, of_form
from adapters.discord.filling import Filling, Show
from adapters.discord.inbound import Foreign, Heard
from adapters.discord.letters import Letters
from adapters.discord.line import Line, Said
from adapters.discord.naming import Naming
from adapters.discord.values import Attachment
from communitybot.bot import Bot
from communitybot.commands.form import FORM
from communitybot.commands.spec import CommandSpec, ReplyKind
from communitybot.conversation import limits
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.forms import FieldKind
from communitybot.conversation.inbound import Asked, Invoked, Pressed, Submitted, Value
from communitybot.conversation.message import message
from communitybot.conversation.replies import Amend, Answer, Ask, Correct, Quiet, Reply
from communitybot.lately import Lately
from communitybot.logs import Log
from communitybot.ports import TryLater

log = Log("adapters.discord")

Json = dict[str, Any]

SOON = 0.7  # seconds until an answer is promised instead of given
AT_LAST = 2.2  # seconds, where the answer may be a form: those cannot be promised, and Discord waits for 3
SUGGEST_WITHIN = 2.5  # seconds; later suggestions are none
HOW_ONE_IS_REACHED = "my settings"
MOST_REMEMBERED = 10_000  # interactions; Discord repeats the last of a session after a resume


class Unfetchable(Exception):
    """A file that cannot be had; says why to whoever uploaded it."""


class Answering:
    """Everything that is heard as an interaction goes through here."""

    def __init__(
        self, bot: Bot, connection: Connection, doors: Doors, letters: Letters, naming: Naming
    ) -> None:
        self._bot = bot
        self._doors = doors
        self._letters = letters
        self._naming = naming
        self._connection = connection
        self._filling = Filling(bot)
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: OrderedDict[str, None] = OrderedDict()
        self._drawn: Lately[Json] = Lately()

    def heard(self, payload: Json) -> None:
        """Take in an interaction; returns at once."""
        number = str(payload.get("id"))
        if number in self._known:
            return
        self._known[number] = None
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        task = asyncio.create_task(self._take(payload), name="interaction")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def reached(self, user: str) -> None:
        """Somebody wrote to us privately, or asks to be written to: their door counts as open again."""
        task = asyncio.create_task(self._doors.opened(user), name="door")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def close(self, within: float) -> None:
        """Let what is being answered be answered."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=within)
        await self._filling.close(within)
        for task in self._tasks:
            task.cancel()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("An interaction failed.", action="discord.interaction", fault=type(fault).__name__)

    async def _take(self, payload: Json) -> None:
        heard = inbound.read(payload, self._bot.commands)
        match heard:
            case None:
                return
            case Foreign():
                await self._foreign(heard)
            case Heard(told=Asked() as asked):
                await self._suggest(asked, self._line(heard, asked.place))
            case Heard():
                if asks_for_letters(heard):
                    self.reached(heard.told.who.account.person)
                await self._answer(heard, self._line(heard, heard.told.place))

    def _line(self, heard: Heard | Foreign, place: PlaceAddress | None) -> Line:
        return Line(self._connection, heard, place=place, now=self._bot.now, drawn=self._drawn)

    async def _foreign(self, heard: Foreign) -> None:
        line = self._line(heard, None)
        if heard.suggests:
            await line.suggest(())
        else:
            words = "I cannot tell what this was about, so nothing was changed. Please try it in your server."
            await line.say(message(words))

    async def _suggest(self, asked: Asked, line: Line) -> None:
        spec = next((each for each in self._bot.commands if each.name == asked.command), None)
        parameter = spec.parameter(asked.parameter) if spec else None
        try:
            async with asyncio.timeout(SUGGEST_WITHIN):
                choices = await self._bot.suggest(asked)
        except TimeoutError:
            choices = ()
        numbers = parameter is not None and parameter.kind is FieldKind.NUMBER
        await line.suggest(choices, numbers=numbers)

    async def _answer(self, heard: Heard, line: Line) -> None:
        spec = heard.spec or self._spec_of(heard)
        private = spec is None or spec.private
        work = asyncio.create_task(self._reply(heard))
        try:
            await asyncio.wait({work}, timeout=AT_LAST if may_ask(heard, spec) else SOON)
            if not work.done():
                await line.defer(private=private)
            reply = await work
        except asyncio.CancelledError:
            work.cancel()
            raise
        await self._give(reply, line, heard, private=private)
        if line.unheard:
            await self._letters.instead(heard, reply)

    async def _give(self, reply: Reply | Show, line: Line, heard: Heard, *, private: bool) -> None:
        match reply:
            case Show(modal, instead):
                can_open = line.said is Said.NOTHING and not isinstance(heard.told, Submitted)
                await (line.open(modal) if can_open else line.say(instead))
            case Ask(form):
                owner = str(heard.told.who.account)
                await self._give(self._filling.ask(owner, form), line, heard, private=private)
            case Answer(words):
                await line.say(words, private=private)
            case Amend(words):
                await line.amend(words)
            case Quiet():
                await line.nothing()
            case Correct(reasons):  # forms are mended by `Filling`; this is for those it does not know
                await line.say(message("This needs another look:", *reasons.values()))
            case _:
                assert_never(reply)

    async def _reply(self, heard: Heard) -> Reply | Show:
        told = heard.told
        try:
            files = await self._fetched(heard.files)
        except Unfetchable as why:
            return Answer(message(str(why)))
        match told:
            case Invoked():
                told = await self._naming.named(told)
                return await self._bot.invoke(replace(told, values={**told.values, **files}))
            case Pressed():
                if told.action.verb in {NEXT, FINISH}:
                    return await self._filling.pressed(told)
                return await self._bot.press(told)
            case Submitted():
                told = await self._naming.named(told)
                return await self._filling.submitted(replace(told, values={**told.values, **files}))
            case _:
                raise TypeError("suggestions are answered elsewhere")

    async def _fetched(self, files: Mapping[str, Attachment]) -> dict[str, Value]:
        """Fetch what was uploaded.

        Raises:
            Unfetchable: it is too large, or cannot be fetched.
        """
        found: dict[str, Value] = {}
        most = limits.FILE_BYTES
        for name, file in files.items():
            try:
                content = None if file.size > most else await self._connection.client.fetch(file.url, most)
            except (TryLater, OSError, aiohttp.ClientError, discord.HTTPException) as problem:
                raise Unfetchable("I could not fetch that file. Please try once more.") from problem
            if content is None:
                raise Unfetchable(f"That file is too large for me; {most // 2**20} MB fit.")
            found[name] = (file.name, content)
        return found

    def _spec_of(self, heard: Heard) -> CommandSpec | None:
        told = heard.told
        command = of_form(told.action) if isinstance(told, Submitted) else None
        return next((each for each in self._bot.commands if each.name == command), None)


def asks_for_letters(heard: Heard) -> bool:
    """Whether this shows that private messages reach somebody, or looks into how they are reached."""
    told = heard.told
    if isinstance(told, Invoked) and told.command == HOW_ONE_IS_REACHED:
        return True
    return places.is_direct(told.place)


def may_ask(heard: Heard, spec: CommandSpec | None) -> bool:
    """Whether the answer is likely a form, which must be the first thing said."""
    match heard.told:
        case Pressed(action=action):
            return action.verb in {FORM, NEXT}
        case Invoked(values=values):
            if spec is None:
                return False
            given = {name for name, value in values.items() if value not in {None, ""}} | heard.files.keys()
            return spec.reply is ReplyKind.ASK or any(each.name not in given for each in spec.required)
    return False
