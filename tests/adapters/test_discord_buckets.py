"""Rate limits are kept before Discord has to refuse anything, and nobody waits without need."""

import asyncio
from types import SimpleNamespace

import discord
import pytest

from adapters.discord.buckets import Bucket, Pace


def answer(limit: int, remaining: int, after: float) -> SimpleNamespace:
    return SimpleNamespace(
        headers={
            "X-Ratelimit-Limit": str(limit),
            "X-Ratelimit-Remaining": str(remaining),
            "X-Ratelimit-Reset-After": str(after),
        }
    )


class Discord:
    """A limit as Discord enforces it: it counts who came, and refuses whoever comes too soon."""

    def __init__(self, limit: int, period: float) -> None:
        self.limit, self.period = limit, period
        self.taken, self.until = 0, 0.0
        self.refused = 0

    async def take(self, bucket: Bucket) -> None:
        async with bucket:
            now = asyncio.get_running_loop().time()
            if now >= self.until:
                self.taken, self.until = 0, now + self.period
            self.taken += 1
            self.refused += self.taken > self.limit
            await asyncio.sleep(0.002)
            left = max(self.until - asyncio.get_running_loop().time(), 0.0)
            bucket.update(answer(self.limit, max(self.limit - self.taken, 0), left))


async def test_many_at_once_are_let_through_without_one_refusal():
    bucket, there = Bucket(30.0, Pace(10_000)), Discord(5, 0.1)

    await asyncio.gather(*(there.take(bucket) for _ in range(23)))

    assert there.refused == 0
    assert bucket.outgoing == 0


async def test_without_the_bucket_they_would_be_refused():
    class Open(Bucket):
        def _take(self) -> bool:
            self.outgoing += 1
            return True

    there = Discord(5, 0.1)
    await asyncio.gather(*(there.take(Open(30.0, Pace(10_000))) for _ in range(23)))

    assert there.refused > 0


async def test_what_is_left_of_a_long_limit_can_be_used_at_once():
    bucket = Bucket(30.0, Pace(10_000))
    async with bucket:
        bucket.update(answer(50, 49, 300.0))

    async with asyncio.timeout(0.5), bucket:
        pass


async def test_a_long_wait_is_told_instead_of_waited():
    bucket = Bucket(30.0, Pace(10_000))
    async with bucket:
        bucket.update(answer(1, 0, 300.0))

    with pytest.raises(discord.RateLimited) as told:
        async with bucket:
            pass
    assert 299 < told.value.retry_after < 301


async def test_the_last_of_a_bucket_is_answered_at_once():
    bucket = Bucket(30.0, Pace(10_000))
    async with asyncio.timeout(0.5), bucket:
        bucket.update(answer(1, 0, 5.0))


async def test_one_that_leaves_does_not_take_the_turn_of_the_next():
    bucket = Bucket(30.0, Pace(10_000))
    started = asyncio.Event()

    async def hold() -> None:
        async with bucket:
            started.set()
            await asyncio.sleep(0.05)

    async def enter() -> None:
        async with bucket:
            pass

    holder = asyncio.create_task(hold())
    await started.wait()
    leaving, staying = asyncio.create_task(enter()), asyncio.create_task(enter())
    await asyncio.sleep(0.01)
    leaving.cancel()

    async with asyncio.timeout(1):
        await holder
        await staying


async def test_an_answer_that_tells_nothing_lets_the_next_one_go():
    bucket = Bucket(30.0, Pace(10_000))
    for _ in range(3):
        async with asyncio.timeout(0.5), bucket:
            pass
    assert not bucket.is_inactive()


async def test_all_buckets_together_keep_the_pace_of_one_bot():
    pace, went = Pace(10), []

    async def go() -> None:
        async with Bucket(30.0, pace):
            went.append(asyncio.get_running_loop().time())

    await asyncio.gather(*(go() for _ in range(25)))

    assert max(sum(start <= at < start + 1.0 for at in went) for start in went) <= 10
    assert went[9] - went[0] < 0.2


async def test_a_limit_that_was_renewed_a_moment_early_is_used_at_once():
    bucket = Bucket(30.0, Pace(10_000))
    for left in (4, 3, 2, 1):
        async with bucket:
            bucket.update(answer(5, left, 0.04 * left))
    await asyncio.sleep(0.045)  # Discord has renewed it; we would say so a little later
    began = asyncio.get_running_loop().time()
    async with bucket:
        bucket.update(answer(5, 4, 5.0))
    async with bucket:
        bucket.update(answer(5, 3, 5.0))
    assert asyncio.get_running_loop().time() - began < 1.0


async def test_an_answer_that_comes_late_gives_nothing_back_that_was_used():
    bucket = Bucket(30.0, Pace(10_000))
    async with bucket:
        bucket.update(answer(5, 4, 5.0))
    async with bucket, bucket:
        bucket.update(answer(5, 2, 4.0))
        bucket.update(answer(5, 3, 4.2))  # of the first of the two, overtaken by the second
    assert bucket.remaining == 2
