"""People who spoke before Slack would say who they are: asked for again, and then told by name."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from adapters.slack.speakers import Speakers
from adapters.slack.tasks import Tasks
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import Posted

WAITS = (5.0, 20.0, 60.0, 120.0)  # seconds between the tries; after the last, their next words will do
MOST = 2_000  # people asked for at one time


class Door(Protocol):
    """The part of the bot that hears."""

    async def hear(self, heard: Posted) -> None: ...


class Unnamed:
    """Asks for each once, in the background. Words told twice are kept once: only the name is new."""

    def __init__(
        self,
        bot: Door,
        speakers: Speakers,
        tasks: Tasks,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._speakers = speakers
        self._tasks = tasks
        self._sleep = sleep
        self._asking: set[PersonAddress] = set()

    def note(self, posted: Posted) -> None:
        """Somebody without a name spoke."""
        account = posted.who.account
        if account not in self._asking and len(self._asking) < MOST:
            self._asking.add(account)
            self._tasks.start(self._named(posted), "naming")

    async def _named(self, posted: Posted) -> None:
        account = posted.who.account
        try:
            for wait in WAITS:
                await self._sleep(wait)
                who = await self._speakers.who(account.space, account.person)
                if who.name:
                    await self._bot.hear(replace(posted, who=who))
                    return
        finally:
            self._asking.discard(account)
