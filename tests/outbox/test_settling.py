"""Whoever waits until nothing is under way is told as soon as that is so."""

import asyncio
from datetime import timedelta

from fakes import START
from promises import drawn, put, states

from communitybot.clocks import MovableClock
from communitybot.outbox.entry import Done, State

AHEAD = timedelta(milliseconds=300)


async def test_what_was_claimed_ahead_and_came_to_nothing_is_not_waited_for_any_longer(
    sqlite_units, relays, platform, monkeypatch
):
    monkeypatch.setattr("communitybot.outbox.relay.LEAD", 200_000)  # microseconds: long enough to step in
    clock = MovableClock(START)

    async def nothing_to_say(entries, work):
        return [Done() for _ in entries]

    await put(sqlite_units, drawn("early", due=START + AHEAD))
    relay = relays(sqlite_units, {"fake": platform}, {"drawn": nothing_to_say}, clock=clock)
    running = asyncio.create_task(relay.run())
    while relay._desk.next_early is None:
        await asyncio.sleep(0.001)

    await asyncio.wait_for(relay.settled(), 3)

    assert await states(sqlite_units) == {State.DONE: 1}
    await relay.stop()
    await running
