"""Answers given again to questions asked again, while nobody has written anything in between."""

import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 1_000  # answers; ours: a page of events is some 20 kB


class Witness:
    """Knows whether a SQLite file was written to, by whatever process, without leaving the event loop.

    `PRAGMA data_version` (https://www.sqlite.org/pragma.html#pragma_data_version) costs some microseconds: a
    look into shared memory, where a question costs a hop to a thread and back.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int | None:
        """A number that is another one after each commit of anybody else; None when it cannot be told now."""
        try:
            if self._connection is None:
                address = f"{self._file.absolute().as_uri()}?mode=ro"
                self._connection = sqlite3.connect(address, uri=True, timeout=0, check_same_thread=False)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Remembering:
    """The last answers, all forgotten at the first look after a write. `version` tells of writes."""

    def __init__(self, version: Callable[[], int | None]) -> None:
        self._version = version
        self._at: int | None = None
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    async def answer(self, question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer to a question: the one remembered if nothing was written since, else asked for now."""
        before = self._version()
        if before is None:
            return await ask()
        if before != self._at:
            self._known.clear()
            self._at = before
        if question in self._known:
            self._known.move_to_end(question)
            known: T = self._known[question]
            return known
        answer = await ask()
        if before == self._at:  # else somebody has seen a write meanwhile: this may be from before it
            self._known[question] = answer
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return answer
