"""What is heard live in a thread while its history is told: that history lacks it is no sign of deletion."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Posted


@dataclass(slots=True)
class _Thread:
    """Who tells of a thread just now: how many live, and whether history is, for which they wait."""

    live: int = 0
    quiet: asyncio.Event = field(default_factory=asyncio.Event)
    held: asyncio.Lock = field(default_factory=asyncio.Lock)
    watchers: list[list[Posted]] = field(default_factory=list)


class Witness:
    """Lets what is told live and what is told from history pass one after the other."""

    def __init__(self) -> None:
        self._threads: defaultdict[PlaceAddress, _Thread] = defaultdict(_Thread)

    @contextmanager
    def watching(self, thread: PlaceAddress) -> Iterator[list[Posted]]:
        """All that is told live meanwhile."""
        heard: list[Posted] = []
        self._threads[thread].watchers.append(heard)
        try:
            yield heard
        finally:
            self._threads[thread].watchers.remove(heard)
            self._tidy(thread)

    @asynccontextmanager
    async def live(self, thread: PlaceAddress, posted: Posted) -> AsyncIterator[None]:
        """Tell what was said just now, once history is not being told."""
        told = self._threads[thread]
        async with told.held:
            told.live += 1
            told.quiet.clear()
        try:
            yield
            for heard in told.watchers:
                heard.append(posted)
        finally:
            told.live -= 1
            if told.live == 0:
                told.quiet.set()
            self._tidy(thread)

    @asynccontextmanager
    async def held(self, thread: PlaceAddress) -> AsyncIterator[None]:
        """Tell of history while nothing is told live."""
        told = self._threads[thread]
        async with told.held:
            while told.live:
                await told.quiet.wait()
            yield
        self._tidy(thread)

    def _tidy(self, thread: PlaceAddress) -> None:
        told = self._threads[thread]
        if not (told.live or told.watchers or told.held.locked()):
            del self._threads[thread]
