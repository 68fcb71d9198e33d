"""One bot on both stand-ins with a faster clock: `python -m benchmarks.live_chat_server PACE WHERE`.

WHERE is JSON: `environment`, `discord` and `slack` (each "SPACE/ROOM"), `questions` and `minutes`. It plans a
chat of so many minutes that begins within two by its clock, and tells on lines of JSON: where its archive is,
then at each order on its input (`memory`, `state`) what is asked. It ends with its input.
"""

import asyncio
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.discord.adapter import DiscordAdapter
from adapters.slack.adapter import SlackAdapter
from adapters.slack.pace import Pace
from adapters.web.adapter import WebAdapter
from benchmarks.sending import folder
from communitybot.bootstrap import House, build
from communitybot.clocks import PacedClock
from communitybot.communities.model import Community, Purpose, Room
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import ADMINISTRATOR, Caller
from communitybot.livechats.model.chat import Chat, Host
from communitybot.livechats.views import ChatPlan
from communitybot.logs import quiet_logs
from communitybot.moments.wall import zone_info
from communitybot.settings import load

ZONE = "America/New_York"
AHEAD = timedelta(minutes=2)  # by the faster clock: time to plan it and to say where it is


async def serve(pace: float, where: dict[str, Any]) -> None:
    with folder() as place:
        settings = load(
            {
                **where["environment"],
                "COMMUNITYBOT_DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
                "COMMUNITYBOT_HTTP_PORT": "0",
                "DISCORD_MESSAGE_CONTENT": "yes",
            }
        )
        house = await build(settings, PacedClock(pace))
        rooms = [_room(name, where[name]) for name in ("discord", "slack")]
        await _founded(house, rooms)
        discord, slack, web = DiscordAdapter(), SlackAdapter(pace=Pace(speed=pace)), WebAdapter()
        for adapter in (discord, slack):
            adapter.wanted(settings)
            adapter.routes(house.bot)
            platform = await adapter.start(house.bot)
            assert platform is not None
            house.platforms[platform.name] = platform
        await house.start()
        address = await web.serve(slack.routes(house.bot), settings, house.bot)
        chat = await _planned(house, rooms[0], where)
        archive = house.chats.service._address(chat).partition("/archives/")[2]
        _tell({"chat": chat.id, "archive": f"{address.rstrip('/')}/archives/{archive}", "pid": _pid()})
        await _obey(house, chat)
        await web.stop()
        await house.stop()
        await slack.stop()
        await discord.stop()
        await house.close()


def _room(platform: str, where: str) -> PlaceAddress:
    space, _, room = where.partition("/")
    return PlaceAddress(platform, space, room)


async def _founded(house: House, rooms: list[PlaceAddress]) -> None:
    purposes = frozenset({Purpose.CHATS, Purpose.EVENTS})
    community = Community(
        id="bench",
        name="Benchmark",
        slug="benchmark",
        zone=ZONE,
        spaces=tuple(room.in_space for room in rooms),
        rooms=tuple(Room(room, "chats", purposes) for room in rooms),
    )
    await house.units.run(lambda work: work.communities.add(community))


async def _planned(house: House, room: PlaceAddress, where: dict[str, Any]) -> Chat:
    from communitybot.conversation.addresses import PersonAddress
    from communitybot.conversation.inbound import Who

    who = Who(
        account=PersonAddress(room.platform, room.space, "1"), name="Host", roles=frozenset({ADMINISTRATOR})
    )
    caller: Caller = await house.directory.caller(who, room)
    starts = (house.clock.now() + AHEAD).astimezone(zone_info(ZONE)).replace(tzinfo=None)
    plan = ChatPlan(
        title="A thousand educators",
        starts=starts.replace(second=0, microsecond=0),
        zone=ZONE,
        hashtag="bench",
        hosts=(Host("Host", caller.person),),
        questions=tuple(f"Question {number}?" for number in range(1, where["questions"] + 1)),
        length=timedelta(minutes=where["minutes"]),
        archive=True,
    )
    service = house.chats.service
    return await service.post(caller, (await service.draft(caller, plan)).id)


async def _obey(house: House, chat: Chat) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        if line.strip() == "memory":
            _tell({"megabytes": _megabytes()})
        else:
            now = await house.units.read(lambda work: work.chats.get("bench", chat.id))
            lines = await house.units.read(lambda work: work.chats.lines("bench", chat.id, said=True))
            assert now is not None
            left = (now.end - house.clock.now()).total_seconds()
            _tell({"stage": now.stage.value, "kept": len(lines), "left": left})


def _megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _pid() -> int:
    import os

    return os.getpid()


def _tell(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    quiet_logs()
    asyncio.run(serve(float(sys.argv[1]), json.loads(sys.argv[2])))
