"""The way back to somebody who did something: within three seconds, then while Discord listens."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any

import aiohttp
import discord

from adapters.discord import errors, places, tokens
from adapters.discord.connection import Connection
from adapters.discord.inbound import Foreign, Heard
from adapters.discord.reply import EPHEMERAL, IS_COMPONENTS_V2, draw_message
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Choice
from communitybot.conversation.message import File, Message
from communitybot.conversation.visible import label
from communitybot.lately import Lately
from communitybot.logs import Log
from communitybot.ports import TryLater

log = Log("adapters.discord")

Json = dict[str, Any]

MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, SUGGESTIONS, MODAL = 4, 5, 6, 7, 8, 9
LISTENS_FOR = 14 * 60.0  # seconds; Discord: 15 minutes, and a late call counts as an invalid request
LONGEST_CHOICE = 100  # Discord: name and value of a choice
CALLBACK = "/interactions/{webhook_id}/{webhook_token}/callback"
FOLLOW_UP = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = FOLLOW_UP + "/messages/@original"


class Said(Enum):
    """What Discord has been told so far."""

    NOTHING = "nothing"
    WAIT = "wait"  # deferred: an answer is awaited, seen by whom it was deferred for
    KEEP = "keep"  # deferred: the message that was pressed stays as it is meanwhile
    DONE = "done"


class Line:
    """One interaction, answered once. It never raises: who did something has left when it fails."""

    def __init__(
        self,
        connection: Connection,
        heard: Heard | Foreign,
        *,
        place: PlaceAddress | None,
        now: Callable[[], datetime],
        drawn: Lately[Json],
    ) -> None:
        self._connection = connection
        self._id, self._token = heard.id, heard.token
        self._on_message = isinstance(heard, Heard) and heard.on_message
        self._space = place.space if place is not None and places.is_direct(place) else None
        self._now = now
        self._lately = drawn
        self._began = asyncio.get_running_loop().time()
        self._deaf = False  # Discord has refused us; whatever came next would be refused, too
        self.said = Said.NOTHING
        self.unheard = False  # Discord no longer listened, so that nobody has seen what was said

    async def defer(self, *, private: bool) -> None:
        """Say that the answer takes a moment."""
        if self._on_message:
            await self._first(DEFERRED_UPDATE, None, then=Said.KEEP)
        else:
            await self._first(DEFERRED_MESSAGE, {"flags": EPHEMERAL if private else 0}, then=Said.WAIT)

    async def say(self, message: Message, *, private: bool = True) -> None:
        """Answer with a new message."""
        if self.said is Said.NOTHING:
            await self._first(MESSAGE, self._drawn(message, private=private), files=message.files)
        elif self.said is Said.WAIT:
            await self._original(message, edits=False)
        else:
            await self._later("POST", FOLLOW_UP, self._drawn(message, private=private), message.files)

    async def amend(self, message: Message) -> None:
        """Replace the message that was pressed; a new private message where there is none."""
        if not self._on_message:
            await self.say(message)
        elif self.said is Said.NOTHING:
            await self._first(UPDATE, self._drawn(message, edits=True), files=message.files)
        else:
            await self._original(message, edits=True)

    async def open(self, modal: Json) -> None:
        """Show a modal; only as the first thing said."""
        named = {"custom_id": tokens.written(modal["custom_id"], self._space)}  # its fields keep their names
        await self._first(MODAL, {**modal, **named})

    async def nothing(self) -> None:
        """Acknowledge without a word."""
        if self.said is Said.KEEP:
            return
        if self.said is Said.NOTHING and self._on_message:
            await self._first(DEFERRED_UPDATE, None)
            return
        if self.said is Said.NOTHING:
            await self.defer(private=True)
        if self.said is Said.WAIT:
            await self._later("DELETE", ORIGINAL, None)

    async def suggest(self, choices: tuple[Choice, ...], *, numbers: bool = False) -> None:
        offered = [
            {"name": label(each.label)[:LONGEST_CHOICE], "value": int(each.value) if numbers else each.value}
            for each in choices
            if len(each.value) <= LONGEST_CHOICE and (not numbers or each.value.lstrip("-").isdigit())
        ]
        await self._first(SUGGESTIONS, {"choices": offered[:25]})

    def _drawn(self, message: Message, *, private: bool = False, edits: bool = False) -> Json:
        now, space = self._now().replace(second=0, microsecond=0), self._space
        return self._lately.made(
            message,
            (private, now, space, edits),
            lambda: tokens.about(draw_message(message, private=private, now=now, edits=edits), space),
        )

    async def _original(self, message: Message, *, edits: bool) -> None:
        drawn = self._drawn(message, edits=edits)
        body = drawn | {"flags": drawn["flags"] & IS_COMPONENTS_V2}
        body.setdefault("attachments", [])
        await self._later("PATCH", ORIGINAL, body, message.files)

    async def _first(
        self, kind: int, data: Json | None, *, then: Said = Said.DONE, files: tuple[File, ...] = ()
    ) -> None:
        body: Json = {"type": kind}
        if data is not None:
            body["data"] = data
        self.said = then
        await self._call("POST", CALLBACK, self._id, body, files)

    async def _later(self, method: str, path: str, body: Json | None, files: tuple[File, ...] = ()) -> None:
        self.said = Said.DONE
        application = str(self._application())
        await self._call(method, path, application, body, files)

    async def _call(
        self, method: str, path: str, owner: str, body: Json | None, files: tuple[File, ...]
    ) -> None:
        if self._deaf:
            return
        if asyncio.get_running_loop().time() - self._began > LISTENS_FOR:
            log.warning("An answer came after Discord stopped listening.", action="discord.answer")
            self.unheard = True
            return
        try:
            client = self._connection.client
            await client.answer(
                method, path, json=body, files=files, webhook_id=owner, webhook_token=self._token
            )
        except discord.HTTPException as problem:
            self._refused(problem)
        except (TryLater, OSError, aiohttp.ClientError) as problem:
            self._lost(problem)

    def _refused(self, problem: discord.HTTPException) -> None:
        self._deaf = True
        status, code = problem.status, problem.code
        if code == errors.ALREADY_ANSWERED:  # a repeated event, or a lost receipt of our own answer
            log.info("It was answered already.", action="discord.answer")
        elif code in errors.NOT_LISTENING:  # final: what was asked has been done, once
            log.warning("Discord no longer listened.", action="discord.answer", code=code)
            self.unheard = True
        else:
            log.error("Discord refused an answer.", action="discord.answer", status=status, code=code)

    def _lost(self, problem: BaseException) -> None:
        log.warning("An answer did not get through.", action="discord.answer", fault=type(problem).__name__)

    def _application(self) -> int:
        try:
            return self._connection.client.application_id or 0
        except TryLater:
            return 0
