"""One bot in a process of its own: `python -m benchmarks.discord_server KIND TOKEN API GATEWAY [WHERE]`.

KIND is ours, forgetful or bare, WHERE is GUILD/CHANNEL/PERSON. Says `ready` once its commands are there, and
runs until its input ends. Ours has 1,000 events stored; forgetful is ours as if somebody wrote something
before each question.
"""

import asyncio
import contextlib
import sys

from benchmarks.sending import folder
from benchmarks.slack_server import fill, forget_always
from communitybot.bootstrap import build
from communitybot.clocks import SystemClock
from communitybot.logs import quiet_logs
from communitybot.settings import load


async def ours(token: str, api: str, gateway: str, where: str) -> None:
    from adapters.discord.adapter import DiscordAdapter

    with folder() as place:
        settings = load(
            {
                "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
                "DISCORD_TOKEN": token,
                "DISCORD_API_URL": api,
                "DISCORD_GATEWAY_URL": gateway,
            }
        )
        house = await build(settings, SystemClock())
        adapter = DiscordAdapter()
        adapter.wanted(settings)
        platform = await adapter.start(house.bot)
        assert platform is not None
        house.platforms[platform.name] = platform
        await house.start()
        await fill(house, "discord", *where.split("/"))
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await house.stop()
        await adapter.stop()
        await house.close()


async def bare(token: str, api: str, gateway: str) -> None:
    from discord.gateway import DiscordWebSocket
    from discord.http import Route
    from yarl import URL

    from benchmarks.peers.bare_discord import serve

    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, URL(gateway)
    running = asyncio.create_task(serve(token))
    await asyncio.to_thread(sys.stdin.read)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running


if __name__ == "__main__":
    quiet_logs()
    which, *given = sys.argv[1:]
    if which == "forgetful":
        forget_always()
    asyncio.run(bare(*given) if which == "bare" else ours(*given))
