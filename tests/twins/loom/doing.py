"""Something a person did, and what they then see."""

import asyncio
import time
from dataclasses import dataclass, field

from twins.loom.acks import Ack
from twins.loom.ledger import Seen, SeenView, see, see_view
from twins.loom.records import Json, News
from twins.loom.world import World

SETTLE = 2.0  # real seconds in which something may still follow a bare acknowledgement
QUIET = frozenset({"closed", "silent"})
STARTED = frozenset({"typed"})


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a person sees after they did something.

    `kind` is message, edited, gone, modal, home, errors, options, closed (the modal went away), silent
    (acknowledged, and nothing to see) or failed (`words` are then Slack's own).
    """

    kind: str
    words: str = ""
    message: Seen | None = None
    modal: SeenView | None = None
    errors: dict[str, str] = field(default_factory=dict)
    options: tuple[Json, ...] = ()

    @property
    def text(self) -> str:
        """All the words that can be read in it."""
        shown = self.message or self.modal
        parts = [self.words, shown.text if shown else "", *self.errors.values()]
        return "\n".join(filter(None, parts))


class Nothing(AssertionError):
    """Nothing came to be seen in time."""


@dataclass(slots=True)
class Doing:
    """One interaction on its way."""

    world: World
    person: str
    channel: str | None
    cause: str
    since: int
    task: asyncio.Task[Ack] | None = None
    _read: int = 0

    async def ack(self) -> Ack:
        """Wait for the app's acknowledgement."""
        assert self.task is not None, "nothing was asked of the app"
        return await self.task

    async def answer(self, seconds: float = 10.0) -> Reaction:
        """Wait, in real seconds, for the next thing the person sees; asked again, for the one after."""
        began, settles = time.monotonic(), None
        while True:
            found = self._next()
            if found is not None:
                return found
            quiet = self._quiet()
            if quiet is not None and settles is None:
                settles = time.monotonic() + SETTLE
            left = (settles or began + seconds) - time.monotonic()
            if left <= 0:
                if quiet is not None:
                    return self._reaction(quiet)
                raise Nothing(self._nothing(seconds))
            await self.world.next_news(left)

    def _next(self) -> Reaction | None:
        start = max(self.since, self._read)
        for news in self.world.news[start:]:
            if news.kind not in QUIET and self._concerns(news):
                self._read = news.number + 1
                return self._reaction(news)
        return None

    def _quiet(self) -> News | None:
        found = self.world.news[self.since :]
        return next((each for each in found if each.kind in QUIET and each.cause == self.cause), None)

    def _concerns(self, news: News) -> bool:
        """Whether the news answers this: by its trigger or address, or by coming where the person looks."""
        if news.person not in {None, self.person}:
            return False
        if news.cause is not None:
            return news.cause == self.cause
        if news.view is not None:
            return True
        message = news.message
        if message is None or message.author == self.person:
            return False
        channel = self.world.channels[message.channel]
        return channel.id == self.channel or (channel.direct and self.person in channel.members)

    def _reaction(self, news: News) -> Reaction:
        return Reaction(
            news.kind,
            news.words,
            see(self.world, self.person, news.message) if news.message else None,
            see_view(self.world, news.view) if news.view else None,
            news.errors,
            news.options,
        )

    def _nothing(self, seconds: float) -> str:
        recent = [f"{each.kind} for {each.person or 'all'} ({each.cause})" for each in self.world.news[-5:]]
        refused = self.world.refused[-3:]
        return (
            f"nothing to see within {seconds} s; last news: {recent}; last refused requests: {refused}; "
            f"chance: {self.world.dice!r}"
        )
