"""One server in a process of its own: `python -m benchmarks.slack_server KIND API TOKEN SECRET [WHERE]`.

KIND is ours, forgetful or bare, WHERE is TEAM/ROOM/PERSON. Prints its address, serves until its input ends.
Ours has 1,000 events stored; forgetful is ours as if somebody wrote something before each question.
"""

import asyncio
import sys
from datetime import UTC, datetime
from functools import partial
from itertools import count

from aiohttp import web

from benchmarks.listing import ZONE, store, stored
from benchmarks.sending import folder
from communitybot.bootstrap import House, build
from communitybot.clocks import SystemClock
from communitybot.conversation.addresses import PersonAddress, PlaceAddress, SpaceAddress
from communitybot.conversation.inbound import Arrived, Who
from communitybot.logs import quiet_logs
from communitybot.settings import load
from communitybot.storage.remembering import Witness

EVENTS = 1_000
PART = 500


async def fill(house: House, platform: str, team: str, room: str, person: str) -> None:
    """Store events in the workspace's community, some answered by nobody, as `/events` finds them."""
    space = SpaceAddress(platform, team)
    place = PlaceAddress(platform, team, room)
    who = Who(account=PersonAddress(platform, team, person), name="Tara", zone=ZONE)
    await house.bot.arrived(Arrived(space=space, name="Bench", by=who, rooms=((place, "events"),)))
    caller = await house.directory.caller(who, place)
    made = stored(EVENTS, caller, datetime.now(UTC))
    for begin in range(0, EVENTS, PART):
        await house.units.run(partial(store, made[begin : begin + PART]))


async def ours(api_url: str, token: str, secret: str, where: str) -> None:
    from adapters.slack.adapter import SlackAdapter
    from adapters.web.adapter import WebAdapter

    with folder() as place:
        settings = load(
            {
                "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
                "COMMUNITYBOT_HTTP_PORT": "0",
                "SLACK_API_URL": api_url,
                "SLACK_BOT_TOKEN": token,
                "SLACK_SIGNING_SECRET": secret,
            }
        )
        house = await build(settings, SystemClock())
        slack, server = SlackAdapter(), WebAdapter()
        slack.wanted(settings)
        routes = slack.routes(house.bot)
        platform = await slack.start(house.bot)
        assert platform is not None
        house.platforms[platform.name] = platform
        await house.start()
        await fill(house, "slack", *where.split("/"))
        print(await server.serve(routes, settings, house.bot), flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await server.stop()
        await house.stop()
        await slack.stop()
        await house.close()


def forget_always() -> None:
    """Nothing that was read before is told again: each look at the database tells of a write."""
    writes = count()
    Witness.version = lambda _: next(writes)  # type: ignore[method-assign, assignment] # that is the point


async def bare(api_url: str, token: str, secret: str) -> None:
    from benchmarks.peers.bolt import application

    runner = web.AppRunner(application(token, secret, api_url), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}/", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    quiet_logs()
    which, api, token, secret, *rest = sys.argv[1:]
    if which == "forgetful":
        forget_always()
    asyncio.run(bare(api, token, secret) if which == "bare" else ours(api, token, secret, *rest))
