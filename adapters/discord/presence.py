"""Everything of one connection to Discord, put together: what hears, what answers, where messages go."""

import asyncio
import contextlib
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from adapters.discord.answering import Answering
from adapters.discord.arrivals import Arrivals
from adapters.discord.catching_up import CatchingUp
from adapters.discord.client import Client
from adapters.discord.commands import draw_commands
from adapters.discord.connection import Connection
from adapters.discord.doors import Doors
from adapters.discord.happened import Happened
from adapters.discord.hearing import UNIT_WITHIN, Hearing
from adapters.discord.history import History
from adapters.discord.letters import Letters
from adapters.discord.manners import Manners
from adapters.discord.names import Names
from adapters.discord.naming import Naming
from adapters.discord.platform import DiscordPlatform
from adapters.discord.rest import Rest
from adapters.discord.settings import DiscordSettings
from adapters.discord.sync import sync
from adapters.discord.threads import Threads
from communitybot.bot import Bot
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Away
from communitybot.logs import Log

if TYPE_CHECKING:
    import discord

log = Log("adapters.discord")

CONNECT_WITHIN = 10.0  # seconds a start waits for the first connection; it goes on without
MEET_WITHIN = 3.0  # seconds a start waits for its servers and commands; of thousands, the rest follow
FINISH_WITHIN = 1.0  # seconds for answers and posts on the wire when we stop
KNOWN_WITHIN = 5.0  # seconds from the opening of a thread until the core surely knows of it
SYNC_AGAIN = 60.0  # seconds until the commands are tried again


class Presence:
    """One bot on Discord, from its first connection to its end."""

    def __init__(self, settings: DiscordSettings, bot: Bot) -> None:
        self._settings = settings
        self._bot = bot
        self._commands = draw_commands(bot.commands)
        self._manners = Manners()
        self._connection = Connection(settings, self, self._manners, begun=self._begun)
        self._rest = Rest(self._connection, self._manners)
        self._doors = Doors(self._rest, bot.notes, bot.now)
        self._names = Names(self._connection)
        letters = Letters(bot, lambda: self.platform)
        self._answering = Answering(
            bot, self._connection, self._doors, letters, Naming(self._rest, self._names)
        )
        self._arrivals: Arrivals | None = None
        self._syncing: asyncio.Task[None] | None = None
        history = History(self._connection, self._rest)
        self._threads = Threads(self._connection, self._rest)
        happened = Happened(self._threads, self._names, words=settings.message_content, me=self._me)
        self._hearing = Hearing(bot, happened, lost=self._unheard)
        self._catching_up = CatchingUp(bot, self._connection, history, self._hearing, self._names)
        self.platform = DiscordPlatform(
            self._rest, history, self._doors, bot.now, lost=self._lost, opened=self._opened
        )

    async def open(self) -> None:
        self._arrivals = Arrivals(self._bot, self._connection, self._rest)
        await self._connection.open(CONNECT_WITHIN)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MEET_WITHIN):
                await self._arrivals.settled()
                if self._syncing is not None:
                    await asyncio.wait({self._syncing})

    @property
    def state(self) -> str:
        return self._connection.state

    async def close(self) -> None:
        """Finish what is on the wire, then leave; all of it within three seconds."""
        if self._syncing is not None:
            self._syncing.cancel()
        half = FINISH_WITHIN / 2
        await asyncio.gather(
            self._catching_up.close(UNIT_WITHIN),
            *(each.close(half) for each in (self._hearing, self._answering, self._rest)),
        )
        if self._arrivals is not None:
            await self._arrivals.close()
        await self._connection.close()

    def interaction(self, payload: Any) -> None:
        if self._arrivals is not None:
            self._arrivals.used_in(payload)
        self._answering.heard(payload)

    def happened(self, event: str, data: Any) -> None:
        self._hearing.take(event, data)

    def back(self, guild: "discord.Guild") -> None:
        self._catch_up(guild.id, lambda thread: thread.space == str(guild.id))

    def wrote(self, user: str) -> None:
        self._answering.reached(user)

    def here(self, guild: "discord.Guild", *, joined: bool) -> None:
        if self._arrivals is not None:
            self._arrivals.here(guild, joined=joined)

    def gone(self, guild: "discord.Guild") -> None:
        if self._arrivals is not None:
            self._arrivals.gone(guild)

    def permissions_changed(self, guild: "discord.Guild") -> None:
        if self._arrivals is not None:
            self._arrivals.permissions_changed(guild)

    def listed(self, guilds: frozenset[int], shard: tuple[int, int]) -> None:
        if self._arrivals is not None:
            self._arrivals.listed(guilds, shard)
        index, count = shard  # a new session: what happened before it is told to nobody
        self._catch_up(shard, lambda thread: (int(thread.space) >> 22) % count == index)

    def thread_gone(self, guild: "discord.Guild", thread: int, room: int) -> None:
        if self._arrivals is not None:
            self._arrivals.thread_gone(guild, thread, room)

    def _unheard(self, channel: str) -> None:
        self._catch_up(channel, lambda thread: thread.thread == channel)

    def _opened(self, thread: PlaceAddress) -> None:
        """Read a new thread once: somebody may have written before the core knew that it is one."""
        self._catch_up(thread, lambda other: other == thread, after=KNOWN_WITHIN)

    def _catch_up(
        self, what: Hashable, wanted: Callable[[PlaceAddress], bool], *, after: float = 0.0
    ) -> None:
        """Read the history of threads; without the words of messages there is nothing to read."""
        if self._settings.message_content:
            self._catching_up.begin(what, wanted, after=after)

    def _me(self) -> str:
        user = self._connection.client.user
        return "" if user is None else str(user.id)

    async def _lost(self, place: PlaceAddress, away: Away) -> bool:
        return self._arrivals is not None and await self._arrivals.lost(place, away)

    async def _begun(self, client: Client) -> None:
        """Bring the commands up to date beside the connection; of several processes one does, the first."""
        if self._settings.shard_ids is None or 0 in self._settings.shard_ids:
            if self._syncing is not None:
                self._syncing.cancel()
            self._syncing = asyncio.create_task(self._keep_commands(client), name="commands")

    async def _keep_commands(self, client: Client) -> None:
        while not self._manners.dead:
            try:
                await sync(client, self._commands)
            except Exception as fault:  # noqa: BLE001 - whatever it is, it is tried again, and the bot goes on
                kind, code = type(fault).__name__, getattr(fault, "code", None)
                log.warning("Commands were not written.", action="discord.commands", fault=kind, code=code)
                await asyncio.sleep(SYNC_AGAIN)
            else:
                return
