"""Waiting until all that is due has been delivered, and moving the clock of a demo on to that moment."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from communitybot.clocks import MOST_ADVANCE, MovableClock
from communitybot.errors import Refusal
from communitybot.outbox.ledger import moment
from communitybot.outbox.relay import Relay
from communitybot.ports import Clock

SOON = timedelta(seconds=0.6)  # a little longer than cards wait to be redrawn


async def settle(clock: Clock, relay: Relay) -> None:
    """Wait for what is due, and for cards that wait a moment so that several answers become one redrawing."""
    until = asyncio.get_running_loop().time() + 3 * SOON.total_seconds()
    while asyncio.get_running_loop().time() < until:
        due = await next_due(relay)
        wait = SOON if due is None else due - clock.now()
        if wait >= SOON:
            return
        await asyncio.sleep(max(wait.total_seconds(), 0.0))


async def next_due(relay: Relay) -> datetime | None:
    await relay.settled()
    due = relay.next_due()
    return None if due is None else moment(due)


def advancing(clock: MovableClock, relay: Relay) -> Callable[[float], Awaitable[datetime]]:
    """Moves a demo's clock: from one due time to the next, so that everything is delivered in due order."""
    turn = asyncio.Lock()

    async def advance(seconds: float) -> datetime:
        if not 0 < seconds <= MOST_ADVANCE.total_seconds():
            raise Refusal("The clock moves on by 1 second to 366 days.", example="3600")
        async with turn:
            until = clock.now() + timedelta(seconds=seconds)
            while True:
                due = await next_due(relay)
                if due is None or due > until:
                    break
                clock.move_to(due)
            clock.move_to(until)
            await relay.settled()
            return clock.now()

    return advance
