"""Looking back through a channel: for a message of ours that may have arrived, or for all that was said."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord import places
from adapters.discord.connection import Connection
from adapters.discord.errors import Needs
from adapters.discord.manners import Weight
from adapters.discord.marks import carries
from adapters.discord.rest import Rest
from communitybot.ports import TryLater, Unauthorised, Undeliverable

PAGE = 100  # Discord: messages a request
MOST_PAGES_OF_A_THREAD = 500  # ours: ten times the messages of the largest chat
MOST_PAGES = 50  # ours: 5,000 messages since a delivery of minutes ago are more than any channel has
READS = Needs(permission="Read Message History")
NOT_KNOWN_YET = timedelta(seconds=5)  # it is there, but its server has not been told of since we connected
EPOCH = 1_420_070_400_000  # milliseconds: the first of January 2015, when Discord's ids begin


class History:
    """What was said in a channel since a moment, as far as we may read it."""

    def __init__(self, connection: Connection, rest: Rest) -> None:
        self._connection = connection
        self._rest = rest

    async def look(self, channel: str, room: str, marker: int, since: datetime) -> str | None:
        """Return the id of our own message with this marker, posted at or after `since`.

        Raises:
            Unauthorised: history cannot be read (Discord would show an empty one).
        """
        await self.may_read(channel, room)
        me = self._me()
        after = str(first_id(since))
        for _ in range(MOST_PAGES):
            page = await self._page(channel, after)
            for message in page:
                if str(message["author"]["id"]) == me and carries(message, marker):
                    return str(message["id"])
            if len(page) < PAGE:
                return None
            after = str(max(int(message["id"]) for message in page))
        raise TryLater

    async def said(self, channel: str, since: datetime) -> AsyncIterator[Any]:
        """Give every message posted at or after `since`, oldest first, as it stands now.

        Raises:
            Undeliverable: the channel is gone, or there is more than is ever read.
        """
        after = str(first_id(since))
        for _ in range(MOST_PAGES_OF_A_THREAD):
            page = await self._page(channel, after, weight=Weight.OPTIONAL)
            page.sort(key=lambda message: int(message["id"]))
            for message in page:
                yield message
            if len(page) < PAGE:
                return
            after = str(page[-1]["id"])
        raise Undeliverable("more was said than I read again")

    async def _page(self, channel: str, after: str, *, weight: Weight = Weight.MESSAGE) -> list[Any]:
        ask = self._rest.ask(
            "GET",
            "/channels/{channel_id}/messages",
            weight=weight,
            query={"after": after, "limit": str(PAGE)},
            rests=f"{channel} history",
            needs=READS,
            channel_id=channel,
        )
        page: list[Any] = await self._rest.patiently(asyncio.create_task(ask))
        return page

    async def may_read(self, channel: str, room: str) -> None:
        """Refuse where the permission is missing: Discord would answer with no messages.

        Raises:
            Unauthorised: it is missing.
            TryLater: that is not known yet.
        """
        client = self._connection.client
        if places.is_number(room):
            known = client.get_channel(int(channel))
            if not isinstance(known, discord.abc.GuildChannel):
                known = client.get_channel(int(room))
            if not isinstance(known, discord.abc.GuildChannel):
                await self._rest.ask("GET", "/channels/{channel_id}", needs=READS, channel_id=channel)
                raise TryLater(NOT_KNOWN_YET)
            if not permissions_of(known).read_message_history:
                raise Unauthorised(READS.permission)

    def _me(self) -> str:
        user = self._connection.client.user
        if user is None:
            raise TryLater
        return str(user.id)


def permissions_of(channel: discord.abc.GuildChannel) -> discord.Permissions:
    """What the bot may do in a channel, as far as Discord has told."""
    return channel.permissions_for(channel.guild.me)


def first_id(since: datetime) -> int:
    """The largest id that anything posted at `since` or later comes after."""
    milliseconds = int(since.timestamp() * 1000) - EPOCH
    return max((milliseconds << 22) - 1, 0)
