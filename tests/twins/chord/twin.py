"""The Discord twin: starts and stops the stand-in, makes its people and servers, and tells what is seen."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Self

from twins.chord import permissions
from twins.chord.app import BASE, Door
from twins.chord.core import CONTENT_FLAG, CONTENT_FLAGS, Core, Counts
from twins.chord.faults import Faults
from twins.chord.gateway import MESSAGE_CONTENT, Gateway
from twins.chord.people import Person, Place
from twins.chord.server import Server
from twins.chord.sight import Sight
from twins.chord.state import Guild, Member, Role
from twins.loopback.clock import TwinClock
from twins.loopback.server import served


class Twin:
    """A Discord of one's own on 127.0.0.1, for one bot."""

    def __init__(self, core: Core) -> None:
        self.core = core
        self._people: dict[str, Person] = {}

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        *,
        seed: int = 0,
        scale: float = 1.0,
        pace: float = 1.0,
        port: int = 0,
        check_late: bool = False,
    ) -> AsyncIterator[Self]:
        """Serve a fresh Discord until the block ends.

        `scale` makes the interaction clocks and the nonce window run faster; `pace` everything that is told
        in seconds: the clock, and with it the rate limits. With `check_late`, published
        schemas are asked after the answer was sent, for load tests. The seed is told on stderr.
        """
        core = Core(seed=seed, scale=scale * pace)
        core.limits.pace = pace
        twin = cls(core)
        async with served(Door(core, check_late=check_late).application(), port) as bound:
            core.api_url = f"http://127.0.0.1:{bound}{BASE}"
            core.gateway_url = f"ws://127.0.0.1:{bound}/gateway"
            core.cdn_url = f"http://127.0.0.1:{bound}/cdn"
            print(f"chord: seed={seed}", file=sys.stderr)  # pytest shows it beside whatever fails
            try:
                yield twin
            finally:
                await core.gateway.close(1001)
        if core.own_faults:
            raise AssertionError(
                "the twin broke Discord's published description:\n" + "\n".join(core.own_faults[:20])
            )

    # Where it is

    @property
    def api_url(self) -> str:
        return self.core.api_url

    @property
    def gateway_url(self) -> str:
        return self.core.gateway_url

    @property
    def token(self) -> str:
        return self.core.token

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings that point Community Bot here."""
        return {
            "DISCORD_TOKEN": self.token,
            "DISCORD_API_URL": self.api_url,
            "DISCORD_GATEWAY_URL": self.gateway_url,
        }

    @property
    def clock(self) -> TwinClock:
        return self.core.clock

    @property
    def faults(self) -> Faults:
        return self.core.faults

    @property
    def gateway(self) -> Gateway:
        return self.core.gateway

    @property
    def counts(self) -> Counts:
        return self.core.counts

    # Who and what is there

    def person(self, name: str, *, locale: str = "en-US", bot: bool = False) -> Person:
        """Make an account; `bot` for somebody else's app."""
        user = self.core.add_user(name, bot=bot)
        user.locale = locale
        self._people[user.id] = Person(self.core, user)
        return self._people[user.id]

    def guild(
        self,
        name: str,
        *,
        owner: Person,
        channels: Sequence[str] = ("general",),
        members: Sequence[Person] = (),
        with_bot: bool = True,
    ) -> Server:
        """Found a server with its rooms; the bot is added by its owner."""
        world = self.core.world
        guild = Guild(world.new_id(), name, owner.id, world.stamp(), owner.id, bot_is_in=False)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYBODY, 0)
        world.guilds[guild.id] = guild
        world._last += 1 << 22  # the next server has a shard of its own
        server = Server(self.core, guild)
        for each in (owner, *members):
            guild.members[each.id] = Member(each.user, world.stamp())
        for each_name in channels:
            server.add_room(each_name)
        if with_bot:
            server.add_bot(owner)
        return server

    # What is seen: the ground truth that tests assert on

    def seen(self, person: Person, place: Place) -> list[Sight]:
        return person.sees(place)

    async def until(self, found: Callable[[], object], timeout: float = 10.0) -> None:
        """Wait until something is so."""
        limit = asyncio.get_running_loop().time() + timeout
        while not found():
            if asyncio.get_running_loop().time() > limit:
                told = [*self.core.own_faults[-3:], *self.core.refused[-5:]]
                raise TimeoutError("it did not come to be so; " + "; ".join(told))
            await asyncio.sleep(0.005)

    async def see(self, person: Person, place: Place, words: str, timeout: float = 10.0) -> Sight:
        """Wait until a person sees a message with these words; gives the latest one."""

        def matching() -> list[Sight]:
            return [each for each in person.sees(place) if words in each.text and not each.loading]

        await self.until(matching, timeout)
        return matching()[-1]

    async def ready(self, sessions: int = 1, timeout: float = 10.0) -> None:
        """Wait until the bot is connected."""
        await self.until(
            lambda: sum(each.connection is not None for each in self.gateway.sessions.values()) >= sessions,
            timeout,
        )

    def withhold(self, *, content: bool = True) -> None:
        """Keep the words of messages from the bot, as without the intent set in the developer portal."""
        flags, allowed = self.core.application_flags, self.gateway.allowed_intents
        self.core.application_flags = flags & ~CONTENT_FLAGS if content else flags | CONTENT_FLAG
        self.gateway.allowed_intents = allowed & ~MESSAGE_CONTENT if content else allowed | MESSAGE_CONTENT

    def revoke(self, *, revoked: bool = True) -> None:
        """Make the bot's token invalid."""
        self.core.revoked = revoked
