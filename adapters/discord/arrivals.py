"""Servers the bot is in: told to the core one after the other, with the rooms it can write in."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import discord

from adapters.discord import places
from adapters.discord.connection import Connection
from adapters.discord.history import permissions_of
from adapters.discord.inbound import name_of
from adapters.discord.manners import Weight
from adapters.discord.rest import Rest
from communitybot.bot import Bot
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Who
from communitybot.logs import Log
from communitybot.ports import DeliveryError

log = Log("adapters.discord")

BOT_ADDED = 28  # Discord: audit log action
RUNS_IT = frozenset({ADMINISTRATOR})  # who adds a bot needs Manage Server


class Arrivals:
    """Comings and goings, in order. A change of rooms is told once they have been still for a moment."""

    def __init__(self, bot: Bot, connection: Connection, rest: Rest) -> None:
        self._bot = bot
        self._connection = connection
        self._rest = rest
        self._waiting: dict[int, Callable[[], Any]] = {}
        self._awake, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._task = asyncio.create_task(self._work(), name="arrivals")

    def here(self, guild: discord.Guild, *, joined: bool) -> None:
        """Tell of a server; `joined` just now, so that whoever added the bot can be greeted."""
        if joined or guild.id not in self._waiting:
            self._tell(guild.id, lambda: self._here(guild, joined=joined))

    def gone(self, guild: discord.Guild) -> None:
        self._tell(guild.id, lambda: self._bot.departed(places.space(str(guild.id))))

    def permissions_changed(self, guild: discord.Guild) -> None:
        self._rest.permissions_changed(str(each.id) for each in (*guild.channels, *guild.threads))

    async def settled(self) -> None:
        """Return once everything heard so far has been told."""
        await self._idle.wait()

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.wait({self._task})

    def _tell(self, guild: int, telling: Callable[[], Any]) -> None:
        self._waiting[guild] = telling
        self._idle.clear()
        self._awake.set()

    async def _work(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            while self._waiting:
                guild = next(iter(self._waiting))
                tell = self._waiting.pop(guild)  # what changes from here on is told once more
                try:
                    await tell()
                except Exception as fault:  # noqa: BLE001 - one server's trouble must not keep the others out
                    log.warning("An arrival was lost.", action="discord.arrival", fault=type(fault).__name__)
            self._idle.set()

    async def _here(self, guild: discord.Guild, *, joined: bool) -> None:
        by = await self._adder(guild) if joined else None
        await self._bot.arrived(
            Arrived(space=_space(guild), name=guild.name, by=by, rooms=tuple(rooms_of(guild)))
        )

    async def _adder(self, guild: discord.Guild) -> Who | None:
        """Who added the bot, where the audit log may be read; else the owner."""
        try:
            user = await self._added_by(guild) or await self._account(guild.owner_id)
        except DeliveryError:
            return None
        if user is None:
            return None
        account = places.person(str(guild.id), str(user["id"]))
        return Who(account=account, name=name_of(user), roles=RUNS_IT)

    async def _added_by(self, guild: discord.Guild) -> Any:
        if not guild.me.guild_permissions.view_audit_log:
            return None
        told = await self._rest.ask(
            "GET",
            "/guilds/{guild_id}/audit-logs",
            weight=Weight.OPTIONAL,
            query={"action_type": str(BOT_ADDED), "limit": "10"},
            guild_id=guild.id,
        )
        me = str(guild.me.id)
        entry = next((each for each in told["audit_log_entries"] if each.get("target_id") == me), None)
        if entry is None:
            return None
        return next((each for each in told["users"] if each["id"] == entry["user_id"]), None)

    async def _account(self, number: int | None) -> Any:
        if number is None:
            return None
        return await self._rest.ask("GET", "/users/{user_id}", weight=Weight.OPTIONAL, user_id=number)


def rooms_of(guild: discord.Guild) -> Sequence[tuple[PlaceAddress, str]]:
    """The text channels in which the bot may write, in the order they are listed."""
    rooms = []
    for channel in guild.text_channels:
        may = permissions_of(channel)
        if may.view_channel and may.send_messages:
            rooms.append((places.place(str(guild.id), {"id": channel.id, "type": 0}), channel.name))
    return rooms


def _space(guild: discord.Guild) -> SpaceAddress:
    return places.space(str(guild.id))
