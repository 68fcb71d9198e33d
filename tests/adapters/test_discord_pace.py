"""The pace of a whole bot: whatever the way there does to requests, one second never counts too many."""

import asyncio
import random
from types import SimpleNamespace

import pytest

from adapters.discord import buckets
from adapters.discord.buckets import Bucket, Pace
from tests.adapters.hasty import hastily

MOST, SECOND = 45, 1.0
FIVE = {"X-Ratelimit-Limit": "5", "X-Ratelimit-Remaining": "4", "X-Ratelimit-Reset-After": "5"}
GLOBAL = {"X-RateLimit-Scope": "global", "Retry-After": "2"}


async def counted(pace, sends, delays):
    """When Discord counts each of many requests that come at once, some of them late."""
    counts = []
    clock = asyncio.get_running_loop().time

    async def send(delay):
        async with Bucket(30.0, pace):
            await asyncio.sleep(delay)
            counts.append(clock())
            await asyncio.sleep(0.02)

    await asyncio.gather(*(send(delay) for delay in delays[:sends]))
    return sorted(counts)


def most_in_a_second(counts):
    return max(sum(start <= at < start + SECOND for at in counts) for start in counts)


def delays(seed=7):
    """The first are slow: they open their connections; later ones differ a little."""
    dice = random.Random(seed)
    return [0.4] * MOST + [dice.choice([0.01, 0.05, 0.3]) for _ in range(400)]


def test_no_delay_on_the_way_brings_too_many_into_one_second(monkeypatch):
    async def proof():
        assert most_in_a_second(await counted(Pace(MOST), 300, delays())) <= MOST

    hastily(monkeypatch, 5.0, proof)


def test_counting_from_when_they_leave_brings_too_many(monkeypatch):
    """What the pace would be without waiting for answers."""

    class FromLeaving(Pace):
        async def turn(self):
            await super().turn()
            self._give(self._clock() + SECOND + buckets.LATE)

        def done(self):
            pass

    async def proof():
        assert most_in_a_second(await counted(FromLeaving(MOST), 300, delays())) > MOST

    hastily(monkeypatch, 5.0, proof)


async def test_turns_come_in_the_order_they_were_asked_for():
    pace, went = Pace(2), []

    async def go(number):
        await pace.turn()
        went.append(number)
        pace.done()

    await asyncio.gather(*(go(number) for number in range(5)))

    assert went == list(range(5))


@pytest.mark.parametrize("wait", [0.0, 0.01])
async def test_whoever_leaves_a_queue_gives_the_turn_to_the_next(wait):
    pace = Pace(1)
    await pace.turn()
    leaving, staying = asyncio.create_task(pace.turn()), asyncio.create_task(pace.turn())
    await asyncio.sleep(wait)
    leaving.cancel()
    pace.done()

    async with asyncio.timeout(2):
        await staying
    assert leaving.cancelled()


async def test_a_turn_that_is_given_up_at_the_last_moment_is_not_lost():
    pace = Pace(1)
    await pace.turn()
    first, second = asyncio.create_task(pace.turn()), asyncio.create_task(pace.turn())
    await asyncio.sleep(0)
    pace.done()  # the first is told, and leaves before it hears
    first.cancel()

    async with asyncio.timeout(2):
        await second


async def test_a_refusal_of_everything_stops_other_buckets_too():
    pace = Pace(10)
    clock = asyncio.get_running_loop().time
    async with Bucket(30.0, pace):
        buckets.refused(GLOBAL | {"Retry-After": "0", "X-RateLimit-Reset-After": "0.2"})
        told = clock()
    async with Bucket(30.0, pace):
        assert clock() - told >= 0.2


async def test_a_refusal_of_one_bucket_leaves_the_others_alone():
    pace, bucket = Pace(10), Bucket(30.0, Pace(10))
    async with bucket:
        buckets.refused({"X-RateLimit-Scope": "user", "Retry-After": "0", "X-RateLimit-Reset-After": "0.3"})
    before = asyncio.get_running_loop().time()
    async with Bucket(30.0, pace):
        assert asyncio.get_running_loop().time() - before < 0.1
    async with bucket:
        assert asyncio.get_running_loop().time() - before >= 0.3


async def test_whoever_waited_for_a_turn_among_all_hears_of_a_refusal_meanwhile():
    pace = Pace(2)
    bucket, clock = Bucket(30.0, pace), asyncio.get_running_loop().time
    async with bucket:
        bucket.update(SimpleNamespace(headers=FIVE))
    await pace.turn()  # both turns are used: the next waits a second
    waiting = asyncio.create_task(bucket.__aenter__())
    await asyncio.sleep(0.1)
    bucket.hold(1.5)
    before = clock()
    async with asyncio.timeout(3):
        await waiting

    assert clock() - before >= 1.5
    assert bucket.outgoing == 1
    await bucket.__aexit__(None, None, None)


async def test_a_refusal_outside_any_bucket_is_nobodys():
    buckets.refused(GLOBAL)
