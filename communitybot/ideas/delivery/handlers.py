"""Which part of ideas handles which kind of outbox entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from communitybot.ideas.delivery import friendship
from communitybot.ideas.delivery.promises import LED
from communitybot.ideas.delivery.telling import TELL, TOLD, Telling
from communitybot.outbox.entry import Done, Entry, Handler, Outcome
from communitybot.ports import Clock


def handlers(clock: Clock) -> Mapping[str, Handler]:
    """Every kind of entry that ideas make."""
    telling = Telling(clock)
    friends = friendship.Friendship(clock)
    made: dict[str, Any] = {LED: _noted, TELL: telling.tells, TOLD: telling.told}
    made |= {friendship.ASK: friends.asks, friendship.WAIT: friends.waits}
    return made


async def _noted(entries: Sequence[Entry], work: Any) -> Sequence[Outcome]:  # noqa: ARG001
    """A role that was taken is a fact others may build on; here nothing more follows from it."""
    return [Done() for _ in entries]
