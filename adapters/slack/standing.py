"""Which thread a message stands in: Slack names a message that was reacted to, and not its thread."""

import asyncio
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs, urlsplit

from adapters.slack.calls import Calls
from adapters.slack.spoken import thread_of
from communitybot.ports import DeliveryError, TryLater

MOST_REMEMBERED = 20_000  # messages

Spot = tuple[str, str]
"""A message by its channel and `ts`."""


class Standing:
    """Remembers where messages stand that were heard or posted lately, and asks Slack about others, once."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._threads: OrderedDict[Spot, str | None] = OrderedDict()
        self._asking: dict[Spot, asyncio.Task[None]] = {}

    def note(self, channel: str, stamp: str, thread: str | None) -> None:
        """A message stands in this thread, or (None) in none."""
        self._threads[channel, stamp] = thread
        while len(self._threads) > MOST_REMEMBERED:
            self._threads.popitem(last=False)

    def known(self, channel: str, stamp: str) -> str | None:
        return self._threads.get((channel, stamp))

    async def thread(self, team: str, channel: str, stamp: str) -> str | None:
        """The thread's `ts`; None for a message outside of threads, or one that is gone.

        Raises `TryLater` while Slack cannot be asked: whoever told of the message tells again.
        """
        spot = (channel, stamp)
        if spot not in self._threads:
            asking = self._asking.get(spot)
            if asking is None:
                asking = self._asking[spot] = asyncio.create_task(
                    self._ask(team, spot), name="slack standing"
                )
                asking.add_done_callback(lambda _: self._asking.pop(spot, None))
            await asyncio.shield(asking)
        return self._threads.get(spot)

    async def stop(self) -> None:
        """End what is being asked."""
        asking = list(self._asking.values())
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)

    async def _ask(self, team: str, spot: Spot) -> None:
        channel, stamp = spot
        try:
            answer = await self._calls.call(team, "reactions.get", channel=channel, timestamp=stamp)
        except TryLater:
            raise
        except DeliveryError:
            return  # it is gone, or not ours to see
        message = answer.get("message") or {}
        self.note(channel, stamp, thread_of(message) or _in_address(message.get("permalink"), stamp))


def _in_address(permalink: Any, stamp: str) -> str | None:
    """The thread in a message's web address, where Slack gives it there only."""
    try:
        found = parse_qs(urlsplit(str(permalink or "")).query).get("thread_ts", [""])[0]
    except ValueError:
        return None
    return thread_of({"ts": stamp, "thread_ts": found})
