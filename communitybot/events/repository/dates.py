"""How events and their dates are kept, and what has left about them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.events.model import Change, Event, Occurrence
from communitybot.outbox.entry import State

Slot = tuple[str, str, datetime]
"""One date: community, event, wall-clock start by the rule."""

SERIES = datetime(1, 1, 1)  # noqa: DTZ001 - in place of a date: the whole event


class EventStore(Protocol):
    """Events, how single dates of theirs differ, and the dates laid out for lists."""

    async def add(self, event: Event) -> None: ...

    async def save(self, event: Event) -> None: ...

    async def delete(self, community: str, event: str) -> None: ...

    async def get(self, community: str, event: str, *, hold: bool = False) -> Event | None:
        """The event; with `hold`, other units that hold it wait until this one has ended."""
        ...

    async def by_uid(self, community: str, uid: str) -> Event | None: ...

    async def ending(self, community: str, letters: str) -> Sequence[str]:
        """The ids of events that end with these letters, two at most: is it the only one?"""
        ...

    async def many(self, community: str, ids: Sequence[str]) -> Mapping[str, Event]: ...

    async def changes(self, community: str, ids: Sequence[str]) -> Mapping[str, Mapping[datetime, Change]]:
        """The changes of each of the events, by original start; an event without any is there, empty."""
        ...

    async def change(self, community: str, change: Change) -> None:
        """Store how one date differs, in place of what was stored for it."""
        ...

    async def originals(self, community: str, event: str) -> Sequence[datetime]:
        """Every wall-clock start of the event that something is kept about: a change, an answer, presence."""
        ...

    async def rekey(
        self, community: str, event: str, originals: Mapping[datetime, datetime], *, into: str | None = None
    ) -> None:
        """Give dates another original start (or event): their changes, answers and presence follow."""
        ...

    async def lay_out(
        self, community: str, event: str, occurrences: Sequence[Occurrence], *, since: datetime | None
    ) -> None:
        """Replace the laid-out dates that end after `since` (None: all of them) by these."""
        ...

    async def laid_out(self, community: str, event: str) -> Sequence[Occurrence]:
        """Every laid-out date of an event, soonest first."""
        ...

    async def occurrences(self, slots: Sequence[Slot]) -> Mapping[Slot, Occurrence]:
        """Those of the dates that are laid out, in one read."""
        ...

    async def card_turn(self, community: str, event: str) -> tuple[int, datetime | None]:
        """Which redrawing of the card comes next, and when the last one was drawn; holds the event."""
        ...

    async def card_drawn(self, events: Sequence[tuple[str, str]], at: datetime) -> None:
        """Note that the cards of (community, event) pairs are being drawn now: a new turn begins."""
        ...


class Wire(Protocol):
    """What has left."""

    async def sent_with(self, community: str, key: str) -> Sequence[Mapping[str, Any]]:
        """The arguments of every reminder that went out in the same message as `key`, itself included."""
        ...

    async def standing(
        self, subjects: Sequence[tuple[str, str]]
    ) -> Mapping[tuple[str, str], Sequence[MessageRef]]:
        """What was sent for (community, subject) pairs, in one read: the newest message of each room.

        The room it was sent to first comes first; what nothing was sent for is left out.
        """
        ...

    async def promised_cards(self, community: str, event: str) -> Sequence[tuple[PlaceAddress, State]]:
        """Where cards of an event were to be posted, in order, and what has become of each."""
        ...

    async def on_the_wire(self, community: str, subject: str) -> bool:
        """Whether a reminder of a date may have left, and it is not known yet."""
        ...


def slot_of(occurrence: Occurrence) -> Slot:
    """The date's identity in the store."""
    return occurrence.event.community, occurrence.event.id, occurrence.original
