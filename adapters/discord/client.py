"""discord.py as we use it: the only module that knows what is inside the library (pinned to 2.7)."""

import logging
from collections.abc import Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any, Protocol

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from adapters.discord.buckets import Bucket, Pace, refused
from adapters.discord.events import EVENTS, SAID
from adapters.discord.manners import Manners
from adapters.discord.settings import DiscordSettings
from adapters.discord.uploads import form_of
from communitybot.conversation.message import File
from communitybot.logs import Log

log = Log("adapters.discord")

Json = dict[str, Any]

API, GATEWAY = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY  # Discord's own, before anybody changes them
ONE_TRY = aiohttp.ClientTimeout(total=10.0)  # seconds; the library sets none
SILENCE = 45.0  # seconds without a word before a connection counts as dead; Discord's beat is 41
LONGEST_WAIT = 30.0  # seconds a rate limit is waited out inside the library; the outbox waits longer ones


class Ears(Protocol):
    """Who is told what the gateway brings; each returns at once."""

    def interaction(self, payload: Json) -> None: ...

    def happened(self, event: str, data: Json) -> None:
        """Something was said, changed, deleted or reacted to in a server."""
        ...

    def back(self, guild: discord.Guild) -> None:
        """A server is there again after an outage, during which it told of nothing."""
        ...

    def wrote(self, user: str) -> None:
        """Somebody wrote to us privately."""
        ...

    def here(self, guild: discord.Guild, *, joined: bool) -> None:
        """A server is there, or its rooms have changed; `joined`: the bot was added to it just now."""
        ...

    def gone(self, guild: discord.Guild) -> None:
        """The bot was removed from a server (an outage is no removal)."""
        ...

    def permissions_changed(self, guild: discord.Guild) -> None: ...

    def listed(self, guilds: frozenset[int], shard: tuple[int, int]) -> None:
        """All servers of one shard the bot is in, also those with an outage: told at each new session."""
        ...

    def thread_gone(self, guild: discord.Guild, thread: int, room: int) -> None: ...


def point_at(settings: DiscordSettings) -> None:
    """Aim the library at Discord, a proxy or a stand-in, for the whole process: so the library keeps it."""
    logging.getLogger("discord").setLevel(logging.CRITICAL)  # we tell what matters ourselves, without traces
    Route.BASE = settings.api_url or API
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url) if settings.gateway_url else GATEWAY


class Client(discord.AutoShardedClient):
    """A connection that keeps servers and channels, no members and no messages."""

    def __init__(self, settings: DiscordSettings, ears: Ears, manners: Manners) -> None:
        intents = discord.Intents.none()
        intents.guilds = True
        intents.dm_messages = True
        intents.guild_messages = intents.guild_reactions = True
        intents.message_content = settings.message_content
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            heartbeat_timeout=SILENCE,
            guild_ready_timeout=0.5,  # nothing waits for the last of many servers
            max_ratelimit_timeout=LONGEST_WAIT,
            shard_count=settings.shard_count,
            shard_ids=settings.shard_ids and list(settings.shard_ids),  # type: ignore[arg-type] # None is all
            http_trace=_counting(manners, with_token=True),
        )
        self._ears = ears
        self._manners = manners
        self._listed: set[int] = set()
        self._out: set[int] = set()
        self._callbacks = AsyncWebhookAdapter()  # type: ignore[no-untyped-call] # the library says no types here
        self._session: aiohttp.ClientSession | None = None
        self._pace = Pace()
        parsers = self._connection.parsers
        parsers["INTERACTION_CREATE"] = ears.interaction  # read by us: quicker, and views are never kept
        for event in EVENTS:
            parsers[event] = partial(self._happened, event)
        ready = parsers["READY"]

        def listed(data: Any) -> None:
            guilds = frozenset(int(each["id"]) for each in data["guilds"])
            self._listed |= guilds
            ready(data)
            index, count = data.get("shard") or (0, 1)
            ears.listed(guilds, (index, count))

        parsers["READY"] = listed
        # two of the library's own methods are replaced here, and nowhere else
        self.http.get_ratelimit = self._bucket  # type: ignore[method-assign, assignment]
        self._ask_gateway = self.http.get_bot_gateway
        self._gateway = settings.gateway_url
        self.http.get_bot_gateway = self._gateway_told  # type: ignore[method-assign]

    @property
    def hears(self) -> bool:
        """Whether each of its shards is connected; one that fell silent is closed within two beats."""
        shards = self.shards
        return bool(shards) and not any(shard.is_closed() for shard in shards.values())

    @property
    def heard_at(self) -> float | None:
        """When the quietest of its shards last heard anything; None while one is not connected."""
        beats = [shard._parent.ws._keep_alive for shard in self.shards.values()]  # noqa: SLF001 - as above
        if not beats or not self.hears:
            return None
        return min((beat._last_recv for beat in beats if beat is not None), default=None)  # noqa: SLF001 - as above

    async def setup_hook(self) -> None:
        """Open the way answers to interactions take: they carry no bot token and no global limit."""
        trace = _counting(self._manners, with_token=False)
        self._session = aiohttp.ClientSession(timeout=ONE_TRY, trace_configs=[trace])
        if self.shard_count is not None and self._gateway is None:
            await self.http.get_bot_gateway()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        await super().close()

    async def call(
        self, method: str, path: str, *, json: Any = None, files: Sequence[File] = (), **where: Any
    ) -> Any:
        """Make a request with the bot's token; `path` names its variables, which `where` gives."""
        query = where.pop("query", None)
        route = Route(method, path, **where)
        more: Json = {"timeout": ONE_TRY}
        if query is not None:
            more["params"] = query
        if files:
            return await self.http.request(route, form=form_of(json, files), **more)
        if json is not None:
            more["json"] = json
        return await self.http.request(route, **more)

    async def answer(
        self, method: str, path: str, *, json: Any = None, files: Sequence[File] = (), **where: Any
    ) -> Any:
        """Make a request under an interaction's own token."""
        if self._session is None:
            raise ConnectionError("not logged in")
        route = Route(method, path, **where)
        if files:
            return await self._callbacks.request(route, self._session, multipart=form_of(json, files))
        return await self._callbacks.request(route, self._session, payload=json)

    async def fetch(self, url: str, most: int) -> bytes | None:
        """Return a file's bytes; None when there are more than `most`."""
        if self._session is None:
            raise ConnectionError("not logged in")
        async with self._session.get(url) as response:
            response.raise_for_status()
            found = bytearray()
            async for part in response.content.iter_chunked(65_536):
                found += part
                if len(found) > most:
                    return None
            return bytes(found)

    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        self._out.add(guild.id)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        if guild.id in self._out:
            self._out.discard(guild.id)
            self._ears.back(guild)
        self._ears.permissions_changed(guild)  # what was refused during an outage says nothing now
        self._here(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self._here(guild)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        self._listed.discard(guild.id)
        self._ears.gone(guild)

    async def on_guild_update(self, _before: discord.Guild, after: discord.Guild) -> None:
        self._ears.here(after, joined=False)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        self._changed(channel.guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._changed(channel.guild)

    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        self._changed(after.guild)

    async def on_guild_role_create(self, role: discord.Role) -> None:
        self._changed(role.guild)

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        self._changed(role.guild)

    async def on_raw_thread_delete(self, told: discord.RawThreadDeleteEvent) -> None:
        guild = self.get_guild(told.guild_id)
        if guild is not None:
            self._ears.thread_gone(guild, told.thread_id, told.parent_id)

    async def on_guild_role_update(self, _before: discord.Role, after: discord.Role) -> None:
        self._changed(after.guild)

    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        if self.user is not None and after.id == self.user.id:
            self._changed(after.guild)

    def _happened(self, event: str, data: Json) -> None:
        """Hand on what the library would make objects of; whatever comes, the connection goes on."""
        try:
            if "guild_id" in data:
                self._ears.happened(event, data)
            elif event == SAID and not data["author"].get("bot"):
                self._ears.wrote(str(data["author"]["id"]))
        except Exception as fault:  # noqa: BLE001 - as above
            log.warning("An event was not read.", action="discord.event", fault=type(fault).__name__)

    def _here(self, guild: discord.Guild) -> None:
        joined = guild.id not in self._listed
        self._listed.add(guild.id)
        self._ears.here(guild, joined=joined)

    def _changed(self, guild: discord.Guild) -> None:
        self._ears.permissions_changed(guild)
        self._ears.here(guild, joined=False)

    def _bucket(self, key: str) -> Bucket:
        """Give the limit of a route as the library asks for it: ours, in its own list."""
        kept: dict[str, Any] = self.http._buckets  # noqa: SLF001 - this module is the one that may
        if key not in kept:
            kept[key] = Bucket(LONGEST_WAIT, self._pace)
            self.http._try_clear_expired_ratelimits()  # noqa: SLF001 - the same
        bucket: Bucket = kept[key]
        return bucket

    async def _gateway_told(self) -> Any:
        """Let the address that is set win over the one that Discord tells; how many shards, Discord tells.

        The library would go to Discord's usual address with fixed shards, and after an invalid session.
        """
        shards, told, limits = await self._ask_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self._gateway or told)
        return shards, self._gateway or told, limits


def _counting(manners: Manners, *, with_token: bool) -> aiohttp.TraceConfig:
    """Count what is refused. A 401 means that the bot's token is dead only where that token was sent."""

    async def ended(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
    ) -> None:
        manners.answered(params.response.status, with_token=with_token)
        if params.response.status == 429 and with_token and params.response.headers.get("Via"):
            refused(params.response.headers)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
