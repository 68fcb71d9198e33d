"""A drill of hearing: the whole bot is killed again and again while people at Slack do this and that."""

import asyncio
import json
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace

from faults.drills import Nursery, rows
from faults.heard import Crowd, Happening, Kept
from faults.worker import Orders
from twins import loom

from communitybot.conversation.addresses import PersonAddress

WHOLE = ("communitybot.running", "adapters.slack.adapter", "adapters.web.adapter", "slack_bolt.async_app")
"""What the whole bot needs loaded."""
AT_ONCE = 12  # things told at one time
UP = 20.0  # seconds the bot may take to be there
TITLES = "SELECT details FROM events"
SAID = "SELECT accounts.address, rsvps.answer FROM rsvps JOIN accounts ON accounts.person = rsvps.person"


@dataclass
class Hearing:
    """The whole bot, heard over a socket and over HTTP, killed while it is told of things."""

    url: str
    nursery: Nursery
    seed: int
    without: str = ""
    lives: tuple[float, float] = (0.05, 0.4)  # seconds from when it is there, from and to
    patience: float = 60.0  # seconds after the last kill in which all must be acknowledged
    met: int = 0  # kills that met something under way
    doings: list[Happening] = field(default_factory=list)
    _bot: int = 0

    async def run(self, count: int, kills: int, people: int) -> Kept:
        """Tell a portion, kill in the middle of it, again and again; at last let all be acknowledged."""
        print(f"seed {self.seed}")
        for module in WHOLE:
            self.nursery.load(module)
        async with loom.Twin.open(seed=self.seed) as twin:
            orders = self._orders(twin)
            crowd = Crowd.of(twin, people, self.seed)
            await self._born(twin, replace(orders, without=""))  # what is to come is prepared in order
            self.doings = crowd.doings(count, await crowd.gather())
            crowd.chance.shuffle(self.doings)
            async with _meanwhile(crowd):
                for number in range(kills):
                    crowd.pool += self.doings[number::kills]
                    await asyncio.sleep(crowd.chance.uniform(*self.lives))
                    self.met += bool(crowd.under_way)
                    self._end(signal.SIGKILL, -9)
                    await self._born(twin, orders)
                async with asyncio.timeout(self.patience):
                    while not crowd.quiet:
                        await asyncio.sleep(0.05)
            self._end(signal.SIGTERM, 0)
            return self._kept(twin, crowd)

    def lost(self, kept: Kept) -> set[str]:
        return kept.lost(self.doings)

    def unheard(self) -> set[str]:
        """What was never acknowledged, however often it was told."""
        return {each.name for each in self.doings if not each.acknowledged}

    def _orders(self, twin: loom.Twin) -> Orders:
        port = _free_port()
        at = twin.doors.addresses
        at.events, at.commands, at.interactivity = (
            f"http://127.0.0.1:{port}/slack/{door}" for door in ("events", "commands", "interactivity")
        )
        told = {
            "SLACK_API_URL": twin.api_url,
            "SLACK_BOT_TOKEN": twin.bot_token,
            "SLACK_APP_TOKEN": twin.app_token,
            "SLACK_SIGNING_SECRET": twin.signing_secret,
            "COMMUNITYBOT_DATABASE_URL": self.url,
            "COMMUNITYBOT_HTTP_PORT": str(port),
            "COMMUNITYBOT_PLAYGROUND": "off",
        }
        return Orders(database=self.url, environment=told, hears=True, without=self.without)

    async def _born(self, twin: loom.Twin, orders: Orders) -> None:
        connected, port = twin.sockets.connected, int(orders.environment["COMMUNITYBOT_HTTP_PORT"])
        self._bot = self.nursery.born(orders)
        async with asyncio.timeout(UP):
            while twin.sockets.connected == connected or not await _listens(port):
                await asyncio.sleep(0.01)

    def _end(self, sign: signal.Signals, code: int) -> None:
        self.nursery.kill(self._bot, sign)
        ended = self.nursery.ended(self._bot)
        assert ended == code, f"it ended with {ended}"

    def _kept(self, twin: loom.Twin, crowd: Crowd) -> Kept:
        names = {person.id: person.user.name for person in crowd.people}
        return Kept(
            titles=[json.loads(details)["title"] for (details,) in rows(self.url, TITLES)],
            # by account: a person whose name Slack would not tell in time is called "Somebody"
            answers={
                names[PersonAddress.parse(address).person]: answer for address, answer in rows(self.url, SAID)
            },
            homes={names[each] for each in twin.world.homes if each in names},
        )


@asynccontextmanager
async def _meanwhile(crowd: Crowd) -> AsyncIterator[None]:
    """People go on telling; whatever ends that is raised."""
    talking = asyncio.create_task(crowd.talk(AT_ONCE))
    try:
        yield
        assert not talking.done(), "nobody tells anything any more"
    finally:
        talking.cancel()
        with suppress(asyncio.CancelledError):
            await talking


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
