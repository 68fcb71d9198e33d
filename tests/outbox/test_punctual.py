"""What is due leaves on time: claimed a moment before, and never sent before."""

import asyncio
import time
from datetime import timedelta

from fakes import START
from promises import HOUR, drawn, entry, put, row, said, states, words

from communitybot.outbox.entry import State
from communitybot.outbox.relay import LEAD
from communitybot.outbox.rest import Rest

MOMENT = timedelta(milliseconds=5)


async def held(units, key: str) -> bool:
    return (await row(units, key))["claimed_by"] is not None


async def until(true) -> None:
    async with asyncio.timeout(3):
        while not await true():
            await asyncio.sleep(0.005)


async def test_what_is_due_in_a_moment_is_claimed_and_leaves_when_it_is_due(units, relays, platform, clock):
    await put(units, entry("frozen", due=START + MOMENT), drawn("drawn", due=START + MOMENT))
    relay = relays(units, {"fake": platform}, {"drawn": words})
    running = asyncio.ensure_future(relay.run())
    await until(lambda: held(units, "drawn"))
    await asyncio.sleep(0.05)
    early = list(platform.posted)

    clock.advance(MOMENT)
    await asyncio.wait_for(relay.settled(), 3)
    await relay.stop()
    await running

    assert early == []
    assert sorted(said(platform.posted)) == ["drawn: drawn", "words of frozen"]


async def test_nothing_is_claimed_longer_ahead(units, relays, platform):
    await put(units, entry("now"), entry("later", due=START + timedelta(microseconds=LEAD + 1)))
    relay = relays(units, {"fake": platform})
    running = asyncio.ensure_future(relay.run())
    await asyncio.wait_for(relay.settled(), 3)
    later = await held(units, "later")
    await relay.stop()
    await running

    assert not later
    assert said(platform.posted) == ["words of now"]


async def test_what_was_claimed_ahead_goes_back_when_we_stop(units, relays, platform):
    await put(units, entry("frozen", due=START + MOMENT), drawn("drawn", due=START + MOMENT))
    relay = relays(units, {"fake": platform}, {"drawn": words})
    running = asyncio.ensure_future(relay.run())
    await until(lambda: held(units, "frozen"))
    await relay.stop()
    await running

    assert await states(units) == {State.PLANNED: 2}
    assert platform.posted == []


async def test_what_was_claimed_ahead_can_be_cancelled_until_it_is_drawn(units, relays, platform, clock):
    await put(units, drawn("drawn", due=START + MOMENT, subject="s"))
    relay = relays(units, {"fake": platform}, {"drawn": words})
    running = asyncio.ensure_future(relay.run())
    await until(lambda: held(units, "drawn"))

    await units.run(lambda work: work.outbox.cancel("c", "s", reason="called off"))
    clock.advance(MOMENT)
    await asyncio.wait_for(relay.settled(), 3)
    await relay.stop()
    await running

    assert await states(units) == {State.CANCELLED: 1}
    assert platform.posted == []


async def test_earlier_news_overtakes_what_waits_for_its_time(units, relays, platform, clock):
    await put(units, entry("second", due=START + 2 * MOMENT))
    relay = relays(units, {"fake": platform})
    running = asyncio.ensure_future(relay.run())
    await until(lambda: held(units, "second"))
    await put(units, entry("first", due=START + MOMENT))
    await until(lambda: held(units, "first"))

    clock.advance(HOUR)
    await asyncio.wait_for(relay.settled(), 3)
    await relay.stop()
    await running

    assert said(platform.posted) == ["words of first", "words of second"]


async def test_a_rest_never_ends_before_its_time():
    rest = Rest()
    for seconds in (-0.001, 0.0, 0.0004, 0.0013, 0.004):
        began = time.monotonic()
        assert not await rest.exactly(seconds)
        assert time.monotonic() - began >= seconds


async def test_a_rest_ends_when_it_is_woken_and_forgets_that_it_was():
    rest = Rest()
    asyncio.get_running_loop().call_later(0.02, rest.wake)

    assert await asyncio.wait_for(rest.exactly(5), 1)
    assert not rest.is_woken
