"""Answers that Discord did not show: who needs one gets it as a private message, and a room never does."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from adapters.discord.drafts import FINISH
from adapters.discord.inbound import Heard
from communitybot.bot import Bot
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import Asked, Pressed
from communitybot.conversation.message import Message, small
from communitybot.conversation.replies import Amend, Answer
from communitybot.conversation.text import Unsayable
from communitybot.logs import Log
from communitybot.ports import DeliveryError, Platform, TryLater

log = Log("adapters.discord")

TRIES = 5
LONGEST = timedelta(minutes=5)  # ours: an answer that comes later is no answer
LINE = "Discord did not show you my answer to what you just did, so here it is."


class Letters:
    """Writes to whoever did something that may have changed something, and was told that it failed."""

    def __init__(self, bot: Bot, platform: Callable[[], Platform]) -> None:
        self._bot = bot
        self._platform = platform

    async def instead(self, heard: Heard, reply: object) -> None:
        """Say privately what could not be answered, if they need it. What was done stays done, once.

        Where their private channel is closed, nothing is said anywhere.
        """
        told = heard.told
        if isinstance(told, Asked) or not isinstance(reply, Answer | Amend):
            return
        if not self._bot.changes(told) and not (isinstance(told, Pressed) and told.action.verb == FINISH):
            return
        words, key = with_line(reply.message), f"answer:{heard.id}"
        for _ in range(TRIES):
            problem = await self._send(told.who.account, words, key)
            if not isinstance(problem, TryLater) or problem.unsure or problem.after > LONGEST:
                break
            await asyncio.sleep(problem.after.total_seconds())
        if problem is not None:
            kind = type(problem).__name__
            log.info("An answer could not be said privately either.", action="discord.letter", fault=kind)

    async def _send(self, to: PersonAddress, words: Message, key: str) -> DeliveryError | None:
        """Why it was not taken; None when it was."""
        try:
            await self._platform().post(await self._platform().direct(to), words, key)
        except DeliveryError as problem:
            return problem
        return None


def with_line(words: Message) -> Message:
    """The same words under a line that says why they come this way; alone, if both are too long."""
    try:
        return Message((small(LINE), *words.blocks), files=words.files)
    except Unsayable:
        return words
