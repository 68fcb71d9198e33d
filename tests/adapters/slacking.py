"""A whole bot on SQLite beside the Slack twin: people type there, and the ledger tells what they see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from databases import migrated_file
from twins import loom

from adapters.slack.adapter import SlackAdapter
from adapters.web.adapter import WebAdapter
from communitybot.bootstrap import House, build
from communitybot.clocks import MovableClock
from communitybot.conversation.addresses import PlaceAddress
from communitybot.settings import load

MONDAY = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)  # 10:00 in New York


@dataclass
class Table:
    """The bot's side, Slack's side, a room and two people of it."""

    twin: loom.Twin
    house: House
    adapter: SlackAdapter
    room: loom.Room
    priya: loom.Person
    dana: loom.Person
    address: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def platform(self) -> Any:
        return self.adapter.floor.platform

    async def settled(self) -> None:
        """Everything due has been delivered, and every answer is out."""
        await self.house.bot.settle()
        await self.adapter.floor.tasks.idle()

    def shared(self, person: loom.Person | None = None) -> list[loom.Seen]:
        """What stands in the room for everybody."""
        return [each for each in self.twin.seen(person or self.dana, self.room) if not each.ephemeral]


def environment(
    twin: loom.Twin, *, socket: bool = True, http: bool = False, own: bool = True
) -> dict[str, str]:
    told = {"SLACK_API_URL": twin.api_url}
    if own:
        told["SLACK_BOT_TOKEN"] = twin.bot_token
    if socket:
        told["SLACK_APP_TOKEN"] = twin.app_token
    if http:
        told["SLACK_SIGNING_SECRET"] = twin.signing_secret
    return told


@asynccontextmanager
async def housed(
    told: dict[str, str], file: Path, *, installations: Any = None, clock: MovableClock | None = None
) -> AsyncIterator[tuple[House, SlackAdapter, str]]:
    """Open the bot with the Slack adapter and the web server, as `communitybot run` does."""
    settings = load({"COMMUNITYBOT_DATABASE_URL": migrated_file(file), "COMMUNITYBOT_HTTP_PORT": "0", **told})
    house = await build(settings, clock or MovableClock(MONDAY))
    slack, web = SlackAdapter(installations), WebAdapter()
    try:
        assert slack.wanted(settings)
        assert slack.check(settings) == ()
        routes = slack.routes(house.bot)
        platform = await slack.start(house.bot)
        assert platform is not None
        house.platforms[platform.name] = platform
        await house.start()
        address = await web.serve(routes, settings, house.bot)
        yield house, slack, address
    finally:
        await web.stop()
        await house.stop()
        await slack.stop()
        await house.close()


@asynccontextmanager
async def seated(
    twin: loom.Twin,
    file: Path,
    *,
    socket: bool = True,
    http: bool = False,
    people: tuple[loom.Person, loom.Person, loom.Room] | None = None,
    clock: MovableClock | None = None,
    **more: str,
) -> AsyncIterator[Table]:
    """A bot at the twin, connected and told of its rooms; with `people`, those of an earlier table.

    Slack knows the app by our own manifest: what is not asked for in it is not heard and not allowed.
    """
    priya, dana, room = people or people_of(twin)
    told = {**environment(twin, socket=socket, http=http), **more}
    told.setdefault("COMMUNITYBOT_PUBLIC_URL", "https://bot.example.org")
    async with housed(told, file, clock=clock) as (house, adapter, address):
        twin.adopt(dict(adapter.manifest(house.bot.commands, house.settings)))
        if http:
            point(twin, address)
        if socket:
            async with asyncio.timeout(10):
                await adapter.floor.socket.connected.wait()
        await adapter.floor.tasks.idle()
        yield Table(twin, house, adapter, room, priya, dana, address, told)


def people_of(twin: loom.Twin) -> tuple[loom.Person, loom.Person, loom.Room]:
    priya = twin.person("Priya Raman", tz="America/New_York", admin=True)
    dana = twin.person("Dana Whitfield", tz="America/Chicago")
    return priya, dana, twin.channel("events", members=[priya, dana])


def point(twin: loom.Twin, address: str) -> None:
    """Have Slack call the bot over HTTP."""
    base = f"{address.rstrip('/')}/slack"
    addresses = twin.doors.addresses
    addresses.events, addresses.commands = f"{base}/events", f"{base}/commands"
    addresses.interactivity = f"{base}/interactivity"


def room_of(table: Table) -> PlaceAddress:
    return PlaceAddress("slack", table.twin.home_team.id, table.room.id)


def words(table: Table) -> list[str]:
    """What everybody sees in the room."""
    return [each.text for each in table.shared()]


def long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)
