"""Moving many rows while others are at work on some of them: give way, and try again in a moment."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from communitybot.communities.repository import GaveWay
from communitybot.errors import Refusal
from communitybot.ports import Units

T = TypeVar("T")
W = TypeVar("W")

TRIES = 20  # ours: about five seconds, in which people see that it is being done


async def patiently(units: Units[W], unit: Callable[[W], Awaitable[T]], busy: str) -> T:
    """Run a unit that may give way until it need not; a busy hour is told in the words given.

    Raises:
        Refusal: others were at work all the time.
    """
    for _ in range(TRIES):
        try:
            return await units.run(unit)
        except GaveWay:
            await asyncio.sleep(random.uniform(0.05, 0.2))  # noqa: S311 - so that two do not meet again
    raise Refusal(busy)
