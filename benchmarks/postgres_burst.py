"""How fast one relay delivers 20,000 frozen reminders on PostgreSQL, beside pgqueuer and procrastinate."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from benchmarks.measure import Row, beside, in_turn, scaled
from benchmarks.peers import pg
from benchmarks.postgres import Server, server
from benchmarks.sending import HOUR, card, deliver, draw, fresh, reminders, sentence
from communitybot.conversation.message import Message
from communitybot.outbox.entry import Handler

COUNT = scaled(20_000)
Words = Callable[[int], Message]
SLOW_COUNT = scaled(2_000)  # procrastinate takes its jobs one by one, so their number changes little
PGQUEUER, PROCRASTINATE = "pgqueuer", "procrastinate"


async def ours(
    on: Server, *, distinct: bool = False, words: Words = sentence, handler: Handler | None = None
) -> float:
    with on.migrated() as url:
        async with fresh(url) as database:
            entries = reminders(
                COUNT,
                due=datetime.now(UTC) - HOUR / 60,
                communities=1 if handler is None else 200,
                frozen=words if handler is None else None,
                distinct=distinct,
            )
            return await deliver(database, entries, handler=handler)


async def pgqueuer(on: Server) -> float:
    with on.empty() as url:
        return await pg.pgqueuer_burst(url, COUNT)


async def procrastinate(on: Server) -> float:
    with on.empty() as url:
        return await pg.procrastinate_burst(url, SLOW_COUNT)


def run() -> list[Row]:
    with server() as on:
        taken = asyncio.run(
            in_turn(
                3,
                {
                    "frozen": lambda: ours(on),
                    PGQUEUER: lambda: pgqueuer(on),
                    "frozen distinct": lambda: ours(on, distinct=True),
                    "cards": lambda: ours(on, words=card),
                    "drawn": lambda: ours(on, handler=draw),
                    PROCRASTINATE: lambda: procrastinate(on),
                },
            )
        )
        about = on.about
    groups = COUNT // 100
    how = (
        f"{COUNT:,} reminders to one person each, due at once, stored beforehand; one worker, from its start "
        f"until the last answer is committed; {about}; "
    )
    peers = {
        PGQUEUER: f"peer: batch 100, {COUNT:,} jobs.",
        PROCRASTINATE: f"peer: concurrency 50, {SLOW_COUNT:,} jobs.",
    }
    stories = (
        ("frozen", f"PostgreSQL burst, frozen, {groups} texts", {PGQUEUER: 1.5, PROCRASTINATE: 30.0}),
        (
            "frozen distinct",
            "PostgreSQL burst, frozen, all texts distinct",
            {PGQUEUER: None, PROCRASTINATE: None},
        ),
        ("cards", f"PostgreSQL burst, frozen cards, {groups} texts", {PGQUEUER: None}),
        ("drawn", "PostgreSQL burst, drawn, 200 communities", {PGQUEUER: None}),
    )
    return [
        beside(
            work, taken[name], taken[peer], peer_name=peer, wanted=wanted, unit="/s", how=how + peers[peer]
        )
        for name, work, all_wanted in stories
        for peer, wanted in all_wanted.items()
    ]
