"""What people said to dates, when they want to be reminded of them, and who was there."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.events.model import Answer, Attendance, Occurrence, Rsvp, Tally
from communitybot.events.repository.dates import Slot

Own = tuple[timedelta, ...] | None
"""How long before the start a person wants to be reminded; None when they did not say."""


class Answers(Protocol):
    """What people said to dates, and when they want to be reminded of them."""

    async def tallies(self, slots: Sequence[Slot]) -> Mapping[Slot, Tally]:
        """How many said what, in one read; a date nobody answered counts nothing."""
        ...

    async def rsvps(
        self, slots: Sequence[Slot], people: Sequence[str]
    ) -> Mapping[tuple[Slot, str], Rsvp]: ...

    async def answered(self, slot: Slot, answers: Sequence[Answer], *, limit: int = 1_000) -> Sequence[Rsvp]:
        """Who gave one of the answers, first come first."""
        ...

    async def answer(self, community: str, rsvp: Rsvp) -> None:
        """Store an answer in place of the person's earlier one; they join the end of its line."""
        ...

    async def withdraw(self, slot: Slot, person: str) -> None: ...

    async def ahead_of(self, slot: Slot, person: str) -> int | None:
        """How many wait before a person who waits; None when they do not."""
        ...

    async def audience(self, slots: Sequence[Slot]) -> Sequence[tuple[Slot, str, Answer | None, Own]]:
        """Who answered or asked to be reminded: date, person, answer, and what they asked for."""
        ...

    async def attending(
        self, community: str, event: str, originals: Sequence[datetime]
    ) -> Mapping[str, datetime]:
        """Everybody going, maybe or waiting on one of the dates, with the first of theirs."""
        ...

    async def coming_of(self, community: str, person: str, since: datetime) -> Sequence[Occurrence]:
        """The laid-out dates a person answered or set reminders for that end after `since`, soonest first."""
        ...

    async def offsets(self, slot: Slot, person: str) -> Own:
        """What a person asked for on this date, else for its whole event, else None."""
        ...

    async def set_offsets(self, slot: Slot, person: str, offsets: tuple[timedelta, ...]) -> None: ...


class Presence(Protocol):
    """Who was there."""

    async def attendance(self, slot: Slot, *, person: str | None = None) -> Sequence[Attendance]:
        """By name; with `person`, theirs alone."""
        ...

    async def attended(self, community: str, attendance: Attendance) -> None: ...
