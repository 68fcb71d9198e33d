"""Which channels are threads, and in which rooms they lie: Discord's events name only the channel."""

from collections import OrderedDict

import discord

from adapters.discord import places
from adapters.discord.connection import Connection
from adapters.discord.manners import Weight
from adapters.discord.rest import Rest
from communitybot.conversation.addresses import PlaceAddress
from communitybot.ports import TryLater, Unauthorised, Undeliverable

MOST = 20_000  # threads remembered after Discord has left them out of what it keeps us told of


class Threads:
    """Finds the place of a thread: as the server tells, as it was known before, or by asking once."""

    def __init__(self, connection: Connection, rest: Rest) -> None:
        self._connection = connection
        self._rest = rest
        self._known: OrderedDict[tuple[str, str], PlaceAddress | None] = OrderedDict()

    def is_room(self, guild: str, channel: str) -> bool:
        """Whether it is known to be no thread."""
        server = self._server(guild)
        return server is not None and server.get_channel(int(channel)) is not None

    def known(self, guild: str, channel: str) -> PlaceAddress | None:
        """The thread as far as anybody has told; archived ones are not told of again after a start."""
        server = self._server(guild)
        thread = server.get_thread(int(channel)) if server is not None else None
        if thread is not None:
            self._remember(PlaceAddress(places.PLATFORM, guild, str(thread.parent_id), channel))
        return self._known.get((guild, channel))

    async def find(self, guild: str, channel: str) -> PlaceAddress | None:
        """The thread; None when it is none, or none that we may see.

        Raises:
            TryLater: Discord cannot be asked now.
        """
        place = self.known(guild, channel)
        if place is not None or (guild, channel) in self._known or self.is_room(guild, channel):
            return place
        try:
            told = await self._rest.ask(
                "GET", "/channels/{channel_id}", weight=Weight.OPTIONAL, channel_id=channel
            )
        except (Unauthorised, Undeliverable):
            return self._remember(None, (guild, channel))
        found = places.place(guild, told)
        return self._remember(found if found.thread else None, (guild, channel))

    def _remember(
        self, place: PlaceAddress | None, key: tuple[str, str] | None = None
    ) -> PlaceAddress | None:
        if place is not None and place.thread is not None:
            key = (place.space, place.thread)
        if key is not None:
            self._known[key] = place
            self._known.move_to_end(key)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return place

    def _server(self, guild: str) -> discord.Guild | None:
        try:
            return self._connection.client.get_guild(int(guild))
        except TryLater:
            return None
