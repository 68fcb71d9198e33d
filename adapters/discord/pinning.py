"""Openings pinned in their rooms: where the bot may, and at the cost of one request where it may not."""

import asyncio

from adapters.discord.errors import Needs
from adapters.discord.manners import Weight
from adapters.discord.rest import Rest, code_of
from communitybot.conversation.addresses import PlaceAddress
from communitybot.logs import Log
from communitybot.ports import DeliveryError

log = Log("adapters.discord")

PIN = "/channels/{channel_id}/messages/pins/{message_id}"
PINS = Needs(permission="Pin Messages")


class Pinning:
    """Pins and unpins messages. That a pin is refused, or the list is full, is no failure of anything."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def pin(self, room: PlaceAddress, message: str) -> None:
        await self._ask("PUT", room, message)

    async def unpin(self, room: PlaceAddress, message: str) -> None:
        await self._ask("DELETE", room, message)

    async def _ask(self, method: str, room: PlaceAddress, message: str) -> None:
        ask = self._rest.ask(
            method,
            PIN,
            weight=Weight.OPTIONAL,
            rests=f"{room.place} pins",
            needs=PINS,
            channel_id=room.place,
            message_id=message,
        )
        try:
            await self._rest.patiently(asyncio.create_task(ask))
        except DeliveryError as refused:
            log.info("A pin was not changed.", action="discord.pin", method=method, code=code_of(refused))
