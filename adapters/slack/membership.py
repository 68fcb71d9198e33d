"""Whether the bot is in the channel where somebody is about to have it post, and what to say if it is not."""

import asyncio
import time
from collections.abc import Callable

from adapters.slack.calls import Calls
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.controls import Button, Look
from communitybot.conversation.message import Controls, Message, small
from communitybot.conversation.replies import Amend, Answer, Reply
from communitybot.conversation.text import Code, Unsayable
from communitybot.ports import DeliveryError, TryLater

FRESH = 60.0  # seconds a channel that we are in is not asked about again
PATIENCE = 0.6  # seconds; ours: somebody is waiting
MOST_REMEMBERED = 5_000  # channels
CHANNELS = ("C", "G")  # how their ids begin; people's private places begin otherwise
NOT_IN = small(
    "I am not in this channel yet. For cards and reminders to appear here, type ",
    Code("/invite @communitybot"),
    " first.",
)


class Membership:
    """Asks Slack once a minute for each channel we are in; while it does not answer, all is well.

    `missed` is told of each channel we turn out not to be in, so that nothing is promised there.
    """

    def __init__(
        self,
        calls: Calls,
        missed: Callable[[PlaceAddress], object] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._calls = calls
        self._missed = missed
        self._clock = clock
        self._inside: dict[PlaceAddress, float] = {}

    async def noted(self, reply: Reply, place: PlaceAddress) -> Reply:
        """The same reply; where it leads to something posted in a channel we are not in, it says so."""
        if (
            not isinstance(reply, Answer | Amend)
            or not _leads_on(reply.message)
            or await self._is_in(place.room)
        ):
            return reply
        self._missed(place.room)
        try:
            return type(reply)(Message((*reply.message.blocks, NOT_IN), reply.message.files))
        except Unsayable:  # it is full
            return reply

    async def _is_in(self, room: PlaceAddress) -> bool:
        if not room.place.startswith(CHANNELS) or self._inside.get(room, 0.0) > self._clock():
            return True
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._calls.call(room.space, "conversations.info", channel=room.place)
        except (TryLater, TimeoutError):
            return True
        except DeliveryError as problem:
            return not getattr(problem, "gone", False)  # a private channel is not there for who is not in it
        inside = bool((answer.get("channel") or {}).get("is_member"))
        if inside:
            while len(self._inside) >= MOST_REMEMBERED:
                del self._inside[next(iter(self._inside))]
            self._inside[room] = self._clock() + FRESH
        return inside


def _leads_on(message: Message) -> bool:
    """Whether a next step is expected, such as posting what was previewed, or one was just taken."""
    controls = [item for block in message.blocks if isinstance(block, Controls) for item in block.items]
    return any(isinstance(item, Button) and item.look is Look.EXPECTED for item in controls)
