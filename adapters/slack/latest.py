"""What has become of messages lately: Slack tells of their changes in any order, and again what came late."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.spoken import part

MOST_REMEMBERED = 5_000  # messages that were changed or deleted

Json = Mapping[str, Any]
Spot = tuple[str, str]
"""A message by its channel and `ts`."""


@dataclass(slots=True)
class _Turn:
    """Who tells of one message, one at a time."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Latest:
    """Keeps a word told late from standing where it was changed or deleted since."""

    def __init__(self) -> None:
        self._changed: OrderedDict[Spot, Json] = OrderedDict()
        self._deleted: OrderedDict[Spot, None] = OrderedDict()
        self._turns: dict[Spot, _Turn] = {}

    @asynccontextmanager
    async def turn(self, channel: str, stamp: str) -> AsyncIterator[None]:
        """Tell of a message while nobody else does, so that a change is not told before the words."""
        spot = (channel, stamp)
        turn = self._turns.setdefault(spot, _Turn())
        turn.waiting += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.waiting -= 1
            if turn.waiting == 0:
                self._turns.pop(spot, None)

    def changed(self, channel: str, message: Json) -> None:
        """A message reads like this now, unless a later change is known."""
        spot = (channel, str(message.get("ts")))
        known = self._changed.get(spot)
        if known is None or _edited(known) <= _edited(message):
            self._changed[spot] = {name: message[name] for name in _WORDS if name in message}
        while len(self._changed) > MOST_REMEMBERED:
            self._changed.popitem(last=False)

    def deleted(self, channel: str, stamp: str) -> None:
        self._deleted[channel, stamp] = None
        while len(self._deleted) > MOST_REMEMBERED:
            self._deleted.popitem(last=False)

    def is_gone(self, channel: str, stamp: str) -> bool:
        return (channel, stamp) in self._deleted

    def change(self, channel: str, stamp: str) -> Json | None:
        """How a message reads since it was changed; None where no change is known."""
        return self._changed.get((channel, stamp))


_WORDS = ("attachments", "edited", "files", "text")


def _edited(message: Json) -> str:
    """A `ts` that later changes exceed; all are of the same length for the next 250 years."""
    return str(part(message, "edited").get("ts") or "")
