"""How fast the relay delivers 20,000 reminders due at once, beside APScheduler and the bare loop."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from benchmarks.measure import Row, beside, in_turn, scaled
from benchmarks.peers import apscheduler, floor
from benchmarks.sending import (
    HOUR,
    card,
    deliver,
    draw,
    draw_each,
    draw_sentence,
    folder,
    fresh_sqlite,
    reminders,
    sentence,
)
from communitybot.conversation.message import Message
from communitybot.outbox.entry import Handler

COUNT = scaled(20_000)
Words = Callable[[int], Message]
AS_IT_COMES = scaled(1_000)  # it needs a second and more for each thousand, whatever their number
TURNS = 3
WAL, PLAIN, FLOOR = "APScheduler WAL", "APScheduler as it comes", "bare loop"
TAKEN = (
    f"{COUNT:,} reminders to one person each, due at once, stored beforehand; from starting the relay until "
    "the last answer is committed; WAL, synchronous=FULL; the platform only counts; "
)
PEERS = {
    WAL: "peer: APScheduler 3.11, SQLAlchemyJobStore, WAL and synchronous=NORMAL.",
    PLAIN: f"peer: the same with SQLite's defaults, {AS_IT_COMES:,} jobs.",
    FLOOR: "peer: claim 500, count and mark on aiosqlite alone, WAL and synchronous=FULL.",
}


async def ours(
    *, communities: int = 1, words: Words = sentence, distinct: bool = False, handler: Handler | None = None
) -> float:
    async with fresh_sqlite() as database:
        entries = reminders(
            COUNT,
            due=datetime.now(UTC) - HOUR / 60,
            communities=communities,
            frozen=words if handler is None else None,
            distinct=distinct,
        )
        return await deliver(database, entries, handler=handler)


async def scheduler(jobs: int, *, wal: bool) -> float:
    with folder() as place:
        return await apscheduler.burst(place / "peer.db", jobs, wal=wal)


async def bare() -> float:
    with folder() as place:
        return await floor.burst(place / "floor.db", COUNT)


def run() -> list[Row]:
    taken = asyncio.run(
        in_turn(
            TURNS,
            {
                "frozen": ours,
                FLOOR: bare,
                "drawn": lambda: ours(communities=200, handler=draw_sentence),
                WAL: lambda: scheduler(COUNT, wal=True),
                PLAIN: lambda: scheduler(AS_IT_COMES, wal=False),
                "frozen distinct": lambda: ours(distinct=True),
                "cards": lambda: ours(words=card),
                "drawn cards": lambda: ours(communities=200, handler=draw),
                "drawn distinct": lambda: ours(communities=200, handler=draw_each),
            },
        )
    )
    groups = COUNT // 100
    asked = {WAL: 8.0, PLAIN: 60.0, FLOOR: 0.35}
    told: dict[str, float | None] = {WAL: None, FLOOR: None}
    stories: tuple[tuple[str, str, Mapping[str, float | None], str], ...] = (
        (
            "frozen",
            f"burst, frozen, {groups} texts",
            asked,
            f"{groups} distinct sentences as the peers carry, frozen, to 100 people each, one community; ",
        ),
        (
            "drawn",
            "burst, drawn, 200 communities",
            {WAL: 4.0, FLOOR: 0.18},
            f"the same {groups} sentences, drawn when sent, in up to 200 communities; ",
        ),
        (
            "frozen distinct",
            "burst, frozen, all texts distinct",
            told,
            f"{COUNT:,} distinct sentences as the peers carry, frozen, one community; ",
        ),
        (
            "cards",
            f"burst, frozen cards, {groups} texts",
            told,
            f"{groups} distinct reminder cards (550 characters, frozen) to 100 people each, one community; ",
        ),
        (
            "drawn cards",
            "burst, drawn cards, 200 communities",
            told,
            f"{groups} events in up to 200 communities; a real card for those of a batch who get the same; ",
        ),
        (
            "drawn distinct",
            "burst, cards drawn one by one, 200 communities",
            told,
            "up to 200 communities; a real card of its own drawn for each person; ",
        ),
    )
    return [
        beside(
            work,
            taken[name],
            taken[peer],
            peer_name=peer,
            wanted=wanted,
            unit="/s",
            how=TAKEN + words + PEERS[peer],
        )
        for name, work, all_wanted, words in stories
        for peer, wanted in all_wanted.items()
    ]
