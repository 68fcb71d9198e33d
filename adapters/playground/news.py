"""Tells open pages what is new, at once: one line of waiting news for each."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.playground.records import Said

WAITING = 500  # pieces of news a page may lie behind before it is cut off, to begin again


class Moved:
    """The clock was moved on."""


class Rearranged:
    """A thread was opened or closed: what there is to see has changed."""


class Over:
    """No more news: the server stops, or the page lies too far behind."""


News = Said | Moved | Rearranged | Over


class Newsroom:
    """Hands all news to every open page; one that does not keep up is cut off, never waited for."""

    def __init__(self) -> None:
        self._open: set[asyncio.Queue[News]] = set()

    def tell(self, news: News) -> None:
        for line in tuple(self._open):
            if line.qsize() >= WAITING:
                self._open.discard(line)
                line.put_nowait(Over())
            else:
                line.put_nowait(news)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[News]]:
        line: asyncio.Queue[News] = asyncio.Queue()
        self._open.add(line)
        try:
            yield line
        finally:
            self._open.discard(line)

    def close(self) -> None:
        """Tell every open page that it is over, so that the server need not wait for them."""
        self.tell(Over())
