"""Keeps the bot connected: logs in, stays, begins again with patience, and gives up on a dead token only."""

import asyncio
import contextlib
import random
import time
from collections.abc import Awaitable, Callable

import discord

from adapters.discord.client import Client, Ears, point_at
from adapters.discord.manners import Manners
from adapters.discord.settings import DiscordSettings
from communitybot.logs import Log
from communitybot.ports import TryLater

log = Log("adapters.discord")

FIRST, LONGEST = 1.0, 60.0  # seconds between two beginnings
CLOSE_WITHIN = 2.5  # seconds; the whole bot has eight
SILENT = 90.0  # seconds without a word of Discord's after which we count as deaf
LISTEN = 1.0  # seconds between two looks at when we last heard
BAD_TOKEN = 4004  # Discord's close code for a token it does not accept
NOT_ALLOWED = frozenset({4010, 4011, 4012, 4013, 4014})  # shards or intents that beginning again cannot mend

Begun = Callable[[Client], Awaitable[object]]


class Connection:
    """One bot's way to Discord, whatever happens to it. `client` is the library's, new after each end."""

    def __init__(self, settings: DiscordSettings, ears: Ears, manners: Manners, *, begun: Begun) -> None:
        """Tell `begun` of each client that has logged in, before it connects to the gateway."""
        self._settings = settings
        self._ears = ears
        self._manners = manners
        self._begun = begun
        self._client: Client | None = None
        self._task: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._heard_at = 0.0
        self._settled = asyncio.Event()
        self._stopping = False
        self._mourned = False
        self._refused_for_good = False
        self._closing: asyncio.Task[None] | None = None
        manners.on_death = self._token_died

    @property
    def client(self) -> Client:
        """The library's client, logged in.

        Raises:
            TryLater: there is none just now.
        """
        if self._client is None:
            raise TryLater
        return self._client

    @property
    def state(self) -> str:
        """`connected`, `reconnecting`, `silent` after 90 seconds, or `refused` when we no longer try."""
        if self._refused_for_good or self._manners.dead:
            return "refused"
        if time.perf_counter() - self._last_heard() > SILENT:
            return "silent"
        return "connected" if self._client is not None and self._client.hears else "reconnecting"

    async def open(self, wait: float) -> None:
        """Begin to connect; return once we hear, or it cannot be, or after `wait` seconds."""
        point_at(self._settings)
        self._heard_at = time.perf_counter()
        self._listening = asyncio.create_task(self._listen(), name="discord listening")
        self._task = asyncio.create_task(self._supervise(), name="discord")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._settled.wait()

    async def close(self) -> None:
        self._stopping = True
        client, self._client = self._client, None
        for task in (self._task, self._listening):
            if task is not None:
                task.cancel()
        if client is not None:
            await _close(client)
        if self._task is not None:
            with contextlib.suppress(asyncio.CancelledError, TimeoutError):
                await asyncio.wait_for(self._task, CLOSE_WITHIN)

    def _last_heard(self) -> float:
        """When we last heard Discord, also on a connection that has ended since."""
        at = self._client.heard_at if self._client is not None else None
        self._heard_at = max(self._heard_at, at or 0.0)
        return self._heard_at

    async def _listen(self) -> None:
        while True:
            self._last_heard()
            await asyncio.sleep(LISTEN)

    async def _supervise(self) -> None:
        delay = FIRST
        while not self._stopping:
            began = asyncio.get_running_loop().time()
            client = Client(self._settings, self._ears, self._manners)
            try:
                hopeless = await self._live(client)
            finally:
                self._client = None
                await _close(client)
            if hopeless:
                self._settled.set()
                return
            if asyncio.get_running_loop().time() - began > LONGEST:
                delay = FIRST
            await _rest(delay)
            delay = min(delay * 2, LONGEST)

    async def _live(self, client: Client) -> bool:
        """Stay connected until it ends; return whether there is no use in another try."""
        try:
            await client.login(self._settings.token)
            self._client = client
            await self._begun(client)
            ready = asyncio.create_task(self._tell_when_ready(client))
            try:
                await self._connect(client)
            finally:
                ready.cancel()
        except discord.LoginFailure:
            return self._dead()
        except discord.PrivilegedIntentsRequired:
            return self._refused(
                "Message Content Intent is off: switch it on under Bot, or DISCORD_MESSAGE_CONTENT off."
            )
        except discord.ConnectionClosed as closed:
            if closed.code == BAD_TOKEN:
                return self._dead()
            if closed.code in NOT_ALLOWED:
                return self._refused(
                    f"Discord closed the gateway for good (code {closed.code}); see the shard settings."
                )
            self._lost(closed)
        except Exception as fault:  # noqa: BLE001 - the library has ends of many kinds; all are begun again
            self._lost(fault)
        return self._manners.dead

    async def _connect(self, client: Client) -> None:
        """Stay on the gateway; while Discord names none, what is due can be posted all the same."""
        delay = FIRST
        while True:
            try:
                await client.connect()
            except discord.GatewayNotFound as fault:
                self._lost(fault)
                await _rest(delay)
                delay = min(delay * 2, LONGEST)
            else:
                return

    async def _tell_when_ready(self, client: Client) -> None:
        await client.wait_until_ready()
        self._settled.set()

    def _dead(self) -> bool:
        """Say once that the token is dead, and go: asking again would get us banned."""
        self._manners.dead = True
        if not self._mourned:
            self._mourned = True
            log.error(
                "Discord does not accept the bot token. Reset it on the Bot page of your application, "
                "set DISCORD_TOKEN and start me again; until then I leave Discord alone.",
                action="discord.token",
            )
        return True

    def _token_died(self) -> None:
        """Close the connection of a token that a request found dead."""
        self._dead()
        if self._client is not None:
            self._closing = asyncio.create_task(_close(self._client))

    def _refused(self, why: str) -> bool:
        self._refused_for_good = True
        log.error(why, action="discord.refused")
        return True

    def _lost(self, fault: BaseException) -> None:
        if not self._stopping:
            log.warning(
                "The connection to Discord ended; I begin again.",
                action="discord.lost",
                fault=type(fault).__name__,
            )


async def _rest(delay: float) -> None:
    await asyncio.sleep(delay * random.uniform(0.8, 1.2))  # noqa: S311 - jitter


async def _close(client: Client) -> None:
    """Close within our time; what a silent peer holds open is left to the operating system."""
    with contextlib.suppress(Exception):
        async with asyncio.timeout(CLOSE_WITHIN):
            await client.close()
