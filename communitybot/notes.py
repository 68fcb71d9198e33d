"""What adapters must not forget over a restart: short texts under a name, sealed, each for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.logs import Log
from communitybot.ports import Clock, Units
from communitybot.sealing import BrokenSeal, Seal

log = Log("communitybot.notes")


class NoteRows(Protocol):
    """Notes as they are kept; words of people come sealed already. Part of the current unit."""

    async def keep(self, name: str, words: str, *, until: datetime, now: datetime) -> None: ...

    async def find(self, name: str, *, now: datetime) -> str | None: ...

    async def forget(self, name: str) -> bool: ...


class NotesWork(Protocol):
    """The unit of work in which notes are kept."""

    @property
    def notes(self) -> NoteRows: ...


class Notes:
    """Kept in the database, unreadable there without the key. What is asked for is there, or it is None.

    Nothing here raises: where the database is away a note is lost, and what it was about goes on.
    """

    def __init__(self, units: Units[NotesWork], seal: Seal, clock: Clock) -> None:
        self._units = units
        self._seal = seal
        self._clock = clock

    async def keep(self, name: str, words: str, *, lasts: timedelta) -> None:
        """Keep a note for so long, in place of an earlier one of its name."""
        now, sealed = self._clock.now(), self._seal.close(words)
        with _going_on():
            await self._units.run(lambda work: work.notes.keep(name, sealed, until=now + lasts, now=now))

    async def find(self, name: str) -> str | None:
        """The note's words; None when its time is over, or it was sealed with another key."""
        now, sealed = self._clock.now(), None
        with _going_on():
            sealed = await self._units.read(lambda work: work.notes.find(name, now=now))
        try:
            return None if sealed is None else self._seal.open(sealed)
        except BrokenSeal:
            return None

    async def forget(self, name: str) -> None:
        """Drop a note, if there is one; nothing is written where there is none."""
        now = self._clock.now()
        with _going_on():
            if await self._units.read(lambda work: work.notes.find(name, now=now)) is not None:
                await self._units.run(lambda work: work.notes.forget(name))


@contextmanager
def _going_on() -> Iterator[None]:
    try:
        yield
    except Exception as fault:  # noqa: BLE001 - whatever is the matter with the store, people are answered
        log.warning("A note could not be reached.", action="notes", fault=type(fault).__name__)
