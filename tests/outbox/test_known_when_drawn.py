"""Whoever draws a row knows everything that was sent before the row fell due."""

import asyncio
from datetime import timedelta

import pytest
from fakes import START
from promises import drawn, entry, put, said, words

from communitybot.clocks import MovableClock
from communitybot.outbox import desk
from communitybot.outbox.entry import Later, State

AHEAD = timedelta(milliseconds=300)


class Looking:
    """A handler that notes where the row `before` stands whenever it draws."""

    def __init__(self):
        self.seen = []
        self.looked = asyncio.Event()

    async def draw(self, entries, work):
        self.seen.append(await work.outbox.state("c", "before"))
        self.looked.set()
        return await words(entries, work)


class Slow:
    """Holds the posts of a platform until they are let go."""

    def __init__(self, platform):
        self.arrived, self.gate = asyncio.Event(), asyncio.Event()
        self._post = platform.post
        platform.post = self.post

    async def post(self, place, what, key):
        self.arrived.set()
        await self.gate.wait()
        return await self._post(place, what, key)


@pytest.fixture
def patient(monkeypatch):
    """Answers are not recorded for their own sake, and rows are claimed well ahead of their time."""
    for constant in ("communitybot.outbox.desk.SOON", "communitybot.outbox.relay.SOON"):
        monkeypatch.setattr(constant, 60.0)
    monkeypatch.setattr("communitybot.outbox.relay.LEAD", 200_000)


async def until(happens):
    async with asyncio.timeout(10):
        while not happens():
            await asyncio.sleep(0.001)


async def sent_between_claim_and_due(units, relays, platform):
    """`before` is sent after the other row was claimed ahead, and before that is due; what was seen then."""
    looking, slow = Looking(), Slow(platform)
    await put(units, entry("before"))
    relay = relays(units, {"fake": platform}, {"drawn": looking.draw}, clock=MovableClock(START))
    running = asyncio.create_task(relay.run())
    await asyncio.wait_for(slow.arrived.wait(), 10)
    await put(units, drawn("after", due=relay._clock.now() + AHEAD))
    await until(lambda: relay._desk.next_early is not None)
    slow.gate.set()
    await asyncio.wait_for(looking.looked.wait(), 10)
    await relay.stop()
    await running
    return looking.seen


async def test_what_was_sent_after_a_row_was_claimed_ahead_is_known(units, relays, platform, patient):
    assert await sent_between_claim_and_due(units, relays, platform) == [State.SENT]


async def test_control_drawn_at_once_it_would_be_taken_for_under_way(
    units, relays, platform, patient, monkeypatch
):
    async def at_once(self, now):
        await self._set_off(self._fallen_due(now))

    monkeypatch.setattr(desk.Desk, "begin", at_once)

    assert await sent_between_claim_and_due(units, relays, platform) == [State.SENDING]


async def sent_while_the_other_is_claimed(units, relays, platform, clock, *, by_then=False):
    """`before` is sent, and then the other row falls due, while the table is claiming that."""
    looking, slow = Looking(), Slow(platform)
    await put(units, entry("before"))
    relay = relays(units, {"fake": platform}, {"drawn": looking.draw})
    turn, take_on = relay._ledger.turn, relay._desk.take_on

    async def long_turn(answers, *, now, room):
        taken = await turn(answers, now=now, room=room)
        if any(held.key == "after" for held in taken.fresh):
            slow.gate.set()
            await until(lambda: len(relay._desk.answers))
            clock.advance(0.1)
        return taken

    async def as_of_then(taken, _now):
        await take_on(taken, int(clock.now().timestamp() * 1e6))

    relay._ledger.turn = long_turn
    if by_then:
        relay._desk.take_on = as_of_then
    running = asyncio.create_task(relay.run())
    await asyncio.wait_for(slow.arrived.wait(), 10)
    await put(units, drawn("after", due=START + timedelta(milliseconds=100)))
    await asyncio.wait_for(looking.looked.wait(), 10)
    await relay.stop()
    await running
    return looking.seen


async def test_what_was_sent_while_a_row_was_claimed_is_known(units, relays, platform, clock, patient):
    assert await sent_while_the_other_is_claimed(units, relays, platform, clock) == [State.SENT]


async def test_control_judged_by_the_moment_the_claim_ended_it_would_not_be(
    units, relays, platform, clock, patient
):
    found = await sent_while_the_other_is_claimed(units, relays, platform, clock, by_then=True)

    assert found == [State.SENDING]


async def test_a_row_put_off_until_another_is_sent_sees_that_it_was(units, relays, platform, clock):
    """As a pump does: one line after another, each only once the one before it stands."""

    async def in_order(entries, work):
        before = await work.outbox.state("c", "before")
        line = await words(entries, work)
        later = Later(clock.now() + timedelta(seconds=1), "the line before is under way")
        return [each if before is State.SENT else later for each in line]

    await put(units, entry("before"), drawn("after"))
    relay = relays(units, {"fake": platform}, {"drawn": in_order})
    for _ in range(2):
        await relay.run_once()
        clock.advance(2)

    assert said(platform.posted) == ["words of before", "after: drawn"]
