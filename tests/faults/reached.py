"""What a worker delivers through: the recording platform, or a real adapter and the twin it is pointed at."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from faults.remote import RemotePlatform

from communitybot.ports import Platform

if TYPE_CHECKING:
    from faults.worker import Orders

Leave = Callable[[], Awaitable[None]]
BETWEEN = 0.1  # seconds between two messages in a channel of Slack's: a tenth of what it asks for
ADAPTERS = ("adapters.discord.presence", "adapters.slack.floor", "discord", "slack_bolt.async_app")
"""What workers that use real adapters need loaded."""


async def reached(orders: "Orders") -> tuple[Platform, Leave]:
    """Where messages go, and how to leave it."""
    if "SLACK_BOT_TOKEN" in orders.environment:
        return _slack(orders)
    if "DISCORD_TOKEN" in orders.environment:
        return await _discord(orders)
    honours = timedelta(seconds=orders.honours)
    return RemotePlatform(orders.socket, honours_keys_for=honours, timeout=orders.timeout), _nothing


def _slack(orders: "Orders") -> tuple[Platform, Leave]:
    from adapters.slack import pace
    from adapters.slack.floor import Floor
    from adapters.slack.settings import read

    pace.BETWEEN = BETWEEN
    pace.A_MINUTE = {}  # a minute takes fifty looks into history; here they would be minutes of waiting
    floor = Floor(Deaf(), read(orders.environment), "http://127.0.0.1", None)
    return floor.platform, floor.stop


async def _discord(orders: "Orders") -> tuple[Platform, Leave]:
    from adapters.discord import settings
    from adapters.discord.presence import Presence
    from communitybot.settings import load

    presence = Presence(settings.read(load(orders.environment)), Deaf())
    if not orders.trusts_keys:
        presence.platform.honours_keys_for = timedelta(0)
    await presence.open()
    return presence.platform, presence.close


async def _nothing() -> None:
    pass


class Deaf:
    """A bot that hears nothing: these workers only send."""

    commands = ()
    notes = None

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def arrived(self, _arrival: object) -> None:
        pass

    async def departed(self, _space: object) -> None:
        pass

    async def room_changed(self, _told: object) -> None:
        pass

    async def spaces(self, _platform: str) -> tuple[()]:
        return ()
