"""What `communitybot check` finds on Discord: whether the token is good, and what is missing where."""

import asyncio
from typing import Any

import aiohttp
import discord

from adapters.discord.client import Client, point_at
from adapters.discord.manners import Manners
from adapters.discord.settings import DiscordSettings
from communitybot.settings import BadSettings

WITHIN = 20.0  # seconds for everything
NEEDED = {
    "View Channels": 1 << 10,
    "Send Messages": 1 << 11,
    "Attach Files": 1 << 15,
    "Read Message History": 1 << 16,
    "Manage Threads": 1 << 34,
    "Create Public Threads": 1 << 35,
    "Send Messages in Threads": 1 << 38,
}
"""What the bot does in a server, by the names that Discord shows."""
WELCOME = {"Pin Messages": 1 << 51}
"""What it can do without."""
ADMINISTRATOR = 1 << 3
READS_CONTENT = 1 << 18 | 1 << 19  # the application's flags for the Message Content Intent
LISTED = 10  # servers told of one by one
PORTAL = "https://discord.com/developers/applications"
NOT_ACCEPTED = (
    f"DISCORD_TOKEN is not accepted by Discord: open {PORTAL}, choose your application, then Bot, "
    "then Reset Token, and set the new one."
)


class _Deaf:
    """Hears nothing: a check-up opens no gateway."""

    def interaction(self, payload: Any) -> None: ...
    def happened(self, event: str, data: Any) -> None: ...
    def back(self, guild: Any) -> None: ...
    def here(self, guild: Any, *, joined: bool) -> None: ...
    def wrote(self, user: str) -> None: ...
    def gone(self, guild: Any) -> None: ...
    def permissions_changed(self, guild: Any) -> None: ...
    def listed(self, guilds: Any, shard: Any) -> None: ...
    def thread_gone(self, guild: Any, thread: int, room: int) -> None: ...


async def look(settings: DiscordSettings) -> list[str]:
    """Log in and look around; a sentence for each thing that is missing and where to click.

    Raises:
        BadSettings: when Discord does not accept the token.
    """
    point_at(settings)
    client = Client(settings, _Deaf(), Manners())
    try:
        async with asyncio.timeout(WITHIN):
            await client.login(settings.token)
            return await _around(client, settings)
    except discord.LoginFailure as problem:
        raise BadSettings((NOT_ACCEPTED,)) from problem
    except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as problem:
        return [f"Discord does not answer ({type(problem).__name__}); is this machine online?"]
    finally:
        await client.close()


async def _around(client: Client, settings: DiscordSettings) -> list[str]:
    application = await client.call("GET", "/applications/@me")
    invite = invitation(str(application["id"]))
    missing = []
    if settings.message_content and not int(application.get("flags") or 0) & READS_CONTENT:
        missing.append(
            "DISCORD_MESSAGE_CONTENT is on, but the Message Content Intent is off: open "
            f"{PORTAL}/{application['id']}/bot and switch it on under Privileged Gateway Intents."
        )
    servers = await client.call("GET", "/users/@me/guilds")
    if not servers:
        missing.append(f"The bot is in no server yet: open {invite} and choose yours.")
    return missing + [
        f"In {server['name']} the bot may not: {', '.join(lacking)}. Open {invite} and choose that server "
        "again, or give the bot's role these permissions under Server Settings, Roles."
        for server in servers[:LISTED]
        if (lacking := lacks(int(server.get("permissions") or 0)))
    ]


def lacks(permissions: int) -> list[str]:
    """Name what is missing."""
    if permissions & ADMINISTRATOR:
        return []
    return [name for name, bit in NEEDED.items() if not permissions & bit]


def invitation(application: str) -> str:
    """The address that adds the bot to a server with what it needs."""
    permissions = sum((NEEDED | WELCOME).values())
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}"
        f"&scope=bot%20applications.commands&permissions={permissions}"
    )
