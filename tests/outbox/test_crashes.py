"""A process that dies at work loses nothing, and what kills every process is set aside."""

import asyncio
import time
from datetime import timedelta

import pytest
from fakes import RecordingPlatform
from promises import drawn, entry, put, row, states, words
from sqlalchemy import text

from communitybot.outbox.entry import State

NOW = timedelta(0)


async def crash(relay, units):
    """As if the process had died now: nothing is recorded, leases run out."""
    for lane in relay._desk.lanes:
        for task in lane._tasks.values():
            task.cancel()
    await asyncio.sleep(0)
    relay._desk.answers.settled.clear()
    relay._unlisten()
    relay._open = False
    await relay._ledger.close()

    async def expire(work):
        await work.connection.execute(
            text(
                "UPDATE outbox SET claimed_until = 1 WHERE state IN ('claimed', 'sending') AND joined IS NULL"
            )
        )

    await units.run(expire)


async def claim_and_die(relays, units, platform, handlers=None):
    """Claim what is due, begin to send it, and die before any answer."""
    never = asyncio.Event()

    async def hang(*_):
        await never.wait()

    hung = RecordingPlatform(platform.name, platform.honours_keys_for)
    hung.post = hang
    relay = relays(units, {"fake": hung}, handlers)
    await relay._round()
    await asyncio.sleep(0.02)
    await crash(relay, units)


async def recovering(relays, units, platform, handlers=None):
    relay = relays(units, {"fake": platform}, handlers)
    await relay._sit()
    relay._rest._tended -= 100  # the time to look for expired leases has come
    await relay.run_once()
    return relay


@pytest.mark.promise("R1")
@pytest.mark.promise("R6")
async def test_what_a_dead_process_held_is_sent_by_the_next(units, relays, platform):
    await put(units, *(entry(f"k{n}") for n in range(20)))
    await claim_and_die(relays, units, platform)

    await recovering(relays, units, platform)

    assert await states(units) == {State.SENT: 20}
    assert len(platform.posted) == 20
    assert (await row(units, "k0"))["crashes"] == 1


@pytest.mark.promise("R2")
async def test_history_is_asked_a_whole_wait_after_a_dead_process_was_found(units, relays):
    platform = RecordingPlatform(honours_keys_for=NOW)

    async def as_if_it_had_waited_its_turn_for_a_minute(work):
        await work.connection.execute(
            text("UPDATE outbox SET started_at = started_at - 60000000, begun_at = begun_at - 60000000")
        )

    await put(units, entry("a"))
    await claim_and_die(relays, units, platform)
    await units.run(as_if_it_had_waited_its_turn_for_a_minute)

    await recovering(relays, units, platform)

    assert platform.calls == []
    assert (await row(units, "a"))["claimed_until"] > (time.time() + 24) * 1e6


async def test_dying_while_drawing_loses_nothing(units, relays, platform):
    async def dies(entries, work):
        raise asyncio.CancelledError

    await put(units, *(drawn(f"k{n}") for n in range(5)))
    relay = relays(units, {"fake": platform}, {"drawn": dies})
    with pytest.raises(asyncio.CancelledError):
        await relay._round()
    await crash(relay, units)

    await recovering(relays, units, platform, {"drawn": words})

    assert await states(units) == {State.SENT: 5}


@pytest.mark.promise("R9")
async def test_a_row_held_at_three_crashes_is_quarantined_and_its_neighbours_arrive(units, relays, platform):
    await put(units, drawn("poison"), *(drawn(f"k{n}") for n in range(10)))
    asked = []

    async def poisonous(entries, work):
        asked.append([entry.key for entry in entries])
        if any(entry.key == "poison" for entry in entries):
            raise asyncio.CancelledError  # the process dies here
        return await words(entries, work)

    deaths = 0
    for _ in range(8):
        relay = relays(units, {"fake": platform}, {"drawn": poisonous})
        await relay._sit()
        relay._rest._tended -= 100
        try:
            await relay.run_once()
        except asyncio.CancelledError:
            deaths += 1
            await crash(relay, units)
        else:
            break

    assert deaths == 3
    assert await states(units) == {State.SENT: 10, State.QUARANTINED: 1}
    assert asked[-1] == ["poison"] or ["poison"] in asked
    assert "3 times" in (await row(units, "poison"))["reason"]


@pytest.mark.promise("R2")
async def test_an_answer_that_comes_after_the_lease_is_fenced_off(units, relays, platform):
    await put(units, entry("a"))
    slow = asyncio.Event()
    post = platform.post

    async def stopped(place, what, key):
        ref = await post(place, what, key)
        await slow.wait()
        return ref

    holding = RecordingPlatform()
    holding.posted = platform.posted
    holding.post = stopped
    first = relays(units, {"fake": holding})
    await first._round()
    await asyncio.sleep(0.02)
    held = next(iter(first._desk.held.values()))
    await first._ledger.close()
    first._open = False

    await units.run(
        lambda work: work.connection.execute(
            text("UPDATE outbox SET claimed_until = 1 WHERE state = 'sending'")
        )
    )
    second = await recovering(relays, units, platform)
    assert await states(units) == {State.SENT: 1}
    before = dict(await row(units))
    await second.stop()
    slow.set()
    await asyncio.sleep(0.02)
    await first.run_once()

    assert before == dict(await row(units))
    assert held.epoch < before["epoch"]
    assert len(platform.posted) == 1
