"""Servers the bot is in: told to the core one after the other, with the rooms it can write in."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import discord

from adapters.discord import errors, places
from adapters.discord.connection import Connection
from adapters.discord.history import permissions_of
from adapters.discord.inbound import name_of
from adapters.discord.manners import Weight
from adapters.discord.rest import Rest, code_of
from communitybot.bot import Bot
from communitybot.conversation.addresses import PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Arrived, Away, RoomTold, Who
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater

log = Log("adapters.discord")

BOT_ADDED = 28  # Discord: audit log action
PROBE = 86_400.0  # seconds: a day
POSTS = 1 << 10 | 1 << 11  # Discord: View Channel, Send Messages
ADMINISTERS = 1 << 3
RUNS_IT = frozenset({ADMINISTRATOR})  # who adds a bot needs Manage Server


class Arrivals:
    """Comings and goings, in order. A change of rooms is told once they have been still for a moment."""

    def __init__(self, bot: Bot, connection: Connection, rest: Rest) -> None:
        self._bot = bot
        self._connection = connection
        self._rest = rest
        self._waiting: dict[object, Callable[[], Any]] = {}
        self._listed: dict[tuple[int, int], frozenset[int]] = {}
        self._probes: dict[PlaceAddress, asyncio.TimerHandle] = {}
        self._awake, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._task = asyncio.create_task(self._work(), name="arrivals")

    def here(self, guild: discord.Guild, *, joined: bool) -> None:
        """Tell of a server; `joined` just now, so that whoever added the bot can be greeted."""
        if joined or guild.id not in self._waiting:
            self._tell(guild.id, lambda: self._here(guild, joined=joined))

    def gone(self, guild: discord.Guild) -> None:
        self._tell(guild.id, lambda: self._bot.departed(places.space(str(guild.id))))

    def listed(self, guilds: frozenset[int], shard: tuple[int, int]) -> None:
        """All servers of a shard there are: one we know of beside them removed us while nobody heard it."""
        self._listed[shard] = guilds
        if shard not in self._waiting:
            self._tell(shard, lambda: self._compare(shard))

    def thread_gone(self, guild: discord.Guild, thread: int, room: int) -> None:
        place = PlaceAddress(places.PLATFORM, str(guild.id), str(room), str(thread))
        self._tell(thread, lambda: self._bot.room_changed(RoomTold(room=place, away=Away.DELETED)))

    async def lost(self, place: PlaceAddress, away: Away) -> bool:
        """A request found that nothing can be posted in a place. It is looked at again in a day at most.

        False while its server has an outage, for then that is no news of the place.
        """
        with contextlib.suppress(TryLater):
            guild = self._connection.client.get_guild(int(place.space))
            if guild is not None and guild.unavailable:
                return False
        await self._bot.room_changed(RoomTold(room=place, away=away))
        if away is Away.CLOSED and place.room not in self._probes:
            loop = asyncio.get_running_loop()
            self._probes[place.room] = loop.call_later(PROBE, self._probe, place.room)
        return True

    def used_in(self, interaction: Any) -> None:
        """Somebody did something in a room; Discord tells with it what we may do there.

        A room that we may not post in is told of before anything is promised for it.
        """
        place = closed_room(interaction)
        if place is not None and place not in self._probes:
            self._tell(place, lambda: self.lost(place, Away.CLOSED))

    def _probe(self, place: PlaceAddress) -> None:
        """What Discord refused against all it told of permissions is tried again."""
        self._probes.pop(place, None)
        with contextlib.suppress(TryLater):
            guild = self._connection.client.get_guild(int(place.space))
            if guild is not None:
                self._rest.permissions_changed([place.place])
                self.here(guild, joined=False)

    def permissions_changed(self, guild: discord.Guild) -> None:
        self._rest.permissions_changed(str(each.id) for each in (*guild.channels, *guild.threads))

    async def settled(self) -> None:
        """Return once everything heard so far has been told."""
        await self._idle.wait()

    async def close(self) -> None:
        for probe in self._probes.values():
            probe.cancel()
        self._task.cancel()
        await asyncio.wait({self._task})

    def _tell(self, what: object, telling: Callable[[], Any]) -> None:
        self._waiting[what] = telling
        self._idle.clear()
        self._awake.set()

    async def _work(self) -> None:
        while True:
            await self._awake.wait()
            self._awake.clear()
            while self._waiting:
                what = next(iter(self._waiting))
                tell = self._waiting.pop(what)  # what changes from here on is told once more
                try:
                    await tell()
                except Exception as fault:  # noqa: BLE001 - one server's trouble must not keep the others out
                    log.warning("An arrival was lost.", action="discord.arrival", fault=type(fault).__name__)
            self._idle.set()

    async def _here(self, guild: discord.Guild, *, joined: bool) -> None:
        if guild.unavailable:
            return  # what it has is not known now
        by = await self._adder(guild) if joined else None
        rooms, others, closed = rooms_of(guild)
        await self._bot.arrived(
            Arrived(
                space=_space(guild),
                name=guild.name,
                by=by,
                rooms=rooms,
                others=others,
                closed=closed,
                missing=Away.DELETED,
            )
        )

    async def _compare(self, shard: tuple[int, int]) -> None:
        """Ask Discord about each server that is missing: only its own word is a goodbye."""
        index, count = shard
        for space in await self._bot.spaces(places.PLATFORM):
            number = int(space.space) if places.is_number(space.space) else None
            if number is None or (number >> 22) % count != index or number in self._listed[shard]:
                continue
            if await self._is_over(number):
                log.info("A server removed me while I was away.", action="discord.departed")
                await self._bot.departed(space)

    async def _is_over(self, guild: int) -> bool:
        try:
            await self._rest.ask("GET", "/guilds/{guild_id}", weight=Weight.OPTIONAL, guild_id=guild)
        except DeliveryError as refused:
            return code_of(refused) in {errors.NO_SERVER, errors.MISSING_ACCESS}
        return False

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


Places = tuple[PlaceAddress, ...]


def rooms_of(guild: discord.Guild) -> tuple[tuple[tuple[PlaceAddress, str], ...], Places, Places]:
    """The text channels in which the bot may write, in the order they are listed; others; those it may not.

    The others are voice channels and the like, which people may write in as well.
    """
    rooms: list[tuple[PlaceAddress, str]] = []
    others: list[PlaceAddress] = []
    closed: list[PlaceAddress] = []
    text = set(guild.text_channels)
    for channel in (*guild.text_channels, *(each for each in guild.channels if each not in text)):
        may = permissions_of(channel)
        place = places.place(str(guild.id), {"id": channel.id, "type": 0})
        if not (may.view_channel and may.send_messages):
            closed.append(place)
        elif channel in text:
            rooms.append((place, channel.name))
        else:
            others.append(place)
    return tuple(rooms), tuple(others), tuple(closed)


def closed_room(interaction: Any) -> PlaceAddress | None:
    """The room an interaction was made in, where the bot may not see it or not write there."""
    guild, told = interaction.get("guild_id"), interaction.get("app_permissions")
    channel = interaction.get("channel") or {}
    in_room = isinstance(guild, str) and "id" in channel and channel.get("type") not in places.THREADS
    if not in_room or not isinstance(told, str) or not told.isdecimal() or int(told) & ADMINISTERS:
        return None
    return places.place(guild, channel) if int(told) & POSTS != POSTS else None


def _space(guild: discord.Guild) -> SpaceAddress:
    return places.space(str(guild.id))
