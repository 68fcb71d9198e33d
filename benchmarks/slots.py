"""Whether fifty slots are kept busy when each send takes 50 ms, as a platform's answer does."""

import asyncio
from datetime import UTC, datetime

from benchmarks.measure import Row, beside, in_turn, scaled
from benchmarks.sending import HOUR, Counting, deliver, fresh_sqlite, reminders, sentence
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import Message

COUNT = scaled(5_000)
TAKES = 0.05  # seconds
IDEAL = 50 / TAKES


class Slow(Counting):
    """Answers after 50 ms."""

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        await asyncio.sleep(TAKES)
        return await super().post(place, message, key)


async def ours() -> float:
    async with fresh_sqlite() as database:
        entries = reminders(COUNT, due=datetime.now(UTC) - HOUR / 60, frozen=sentence)
        return await deliver(database, entries, platform=Slow())


async def bare() -> float:
    """What the event loop itself reaches with fifty tasks and nothing to store."""
    left = iter(range(COUNT))

    async def slot() -> None:
        for _ in left:
            await asyncio.sleep(TAKES)

    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(slot() for _ in range(50)))
    return COUNT / (loop.time() - began)


def run() -> list[Row]:
    taken = asyncio.run(in_turn(3, {"ours": ours, "bare": bare}))
    how = (
        f"{COUNT:,} frozen reminders on SQLite; each send sleeps 50 ms, 50 in flight; from its start "
        "until the last answer is committed; "
    )
    return [
        beside(
            "sends of 50 ms, 50 in flight",
            taken["ours"],
            [IDEAL],
            peer_name="ideal",
            wanted=0.95,
            unit="/s",
            how=how + "the ideal is 1,000 a second.",
        ),
        beside(
            "sends of 50 ms, 50 in flight",
            taken["ours"],
            taken["bare"],
            peer_name="bare sleeps",
            wanted=None,
            unit="/s",
            how=how + "beside fifty tasks that only sleep: what this machine reaches.",
        ),
    ]
