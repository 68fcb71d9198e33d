"""The senders of a lane: as many at work as there are rows for, and none that is not needed."""

import asyncio

from communitybot.outbox.lane import Lane

WIDTH = 50


class Sends:
    """Sends that last until they are let go, and how many were under way at one time."""

    def __init__(self) -> None:
        self.done = asyncio.Event()
        self.sent = []
        self.under_way = 0

    async def send(self, row, _at):
        self.sent.append(row)
        self.under_way += 1
        await self.done.wait()
        self.under_way -= 1


async def turns(count):
    for _ in range(count):
        await asyncio.sleep(0)


async def asleep(lane):
    """A lane whose senders have all sent once and sleep."""
    lane.push(range(WIDTH))
    await turns(3)
    assert len(lane) == 0


async def test_rows_that_come_to_sleeping_senders_are_all_under_way_after_a_few_turns_of_the_loop():
    sends = Sends()
    sends.done.set()
    lane = Lane(WIDTH, sends.send)
    await asleep(lane)
    sends.done.clear()
    lane.push(range(100, 100 + WIDTH + 7))
    await turns(8)
    assert sends.under_way == WIDTH
    assert len(lane.waiting) == 7
    sends.done.set()
    await turns(4)
    assert sends.sent[WIDTH:] == list(range(100, 100 + WIDTH + 7))
    await lane.end(0)


async def test_rows_that_come_one_by_one_are_each_sent_beside_those_under_way():
    sends = Sends()
    sends.done.set()
    lane = Lane(WIDTH, sends.send)
    await asleep(lane)
    sends.done.clear()
    for row in range(5):
        lane.push([row])
        await turns(2)
    assert sends.under_way == 5
    sends.done.set()
    await lane.end(1)


async def test_where_sends_take_no_time_most_senders_sleep_on():
    woken = set()

    async def send(_row, _at):
        woken.add(asyncio.current_task())

    lane = Lane(WIDTH, send)
    await asleep(lane)
    woken.clear()
    sleeping = set(lane._idle)
    lane.push(range(500))
    await turns(10)
    assert len(woken) == 1
    roused = len(sleeping - set(lane._idle))
    assert roused <= 4  # two by the push, and two by the first of them
    await lane.end(0)
