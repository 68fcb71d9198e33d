"""A line of rows waiting to be sent, and the fixed number of tasks that send them."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from communitybot.outbox.held import Held

ROUSED = 2  # senders that each wakes as it begins: all fifty are at work after five turns of the loop
STUCK = 90.0  # seconds after which a send is given up; adapters give up long before


class Lane:
    """Sends rows in order, at most `width` at one time.

    `send` is given a row and the loop's time; it must not raise, save when it is cancelled.
    """

    def __init__(self, width: int, send: Callable[[Held, float], Awaitable[None]]) -> None:
        self.width = width
        self.waiting: deque[Held] = deque()
        self.busy = 0
        self._send = send
        self._quiet = asyncio.Event()
        self._idle: deque[asyncio.Future[None]] = deque()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._since: dict[int, float] = {}

    def __len__(self) -> int:
        return len(self.waiting) + self.busy

    def push(self, rows: Sequence[Held]) -> None:
        """Add rows at the end; as many senders wake as there are rows for, each rousing the next."""
        self.waiting.extend(rows)
        for number in range(len(self._tasks), min(self.width, len(self))):
            self._tasks[number] = asyncio.ensure_future(self._work(number))
        self._rouse(len(rows))

    def _rouse(self, most: int) -> None:
        # two at a time: where sends are quick, the first have sent all before the last would have woken
        for _ in range(min(most, ROUSED, len(self._idle))):
            sleeper = self._idle.popleft()
            if not sleeper.done():
                sleeper.set_result(None)

    async def _work(self, number: int) -> None:
        loop = asyncio.get_running_loop()
        waiting, since = self.waiting, self._since
        while True:
            self.busy += 1
            self._rouse(len(waiting) - 1)
            try:
                while waiting:
                    since[number] = now = loop.time()
                    await self._send(waiting.popleft(), now)
            finally:
                self.busy -= 1
                if not self.busy:
                    self._quiet.set()
                since.pop(number, None)
            sleeper: asyncio.Future[None] = loop.create_future()
            self._idle.append(sleeper)
            await sleeper

    def free_the_stuck(self) -> int:
        """Cancel sends that have gone on for too long, and replace their senders; returns how many."""
        now = asyncio.get_running_loop().time()
        stuck = [number for number, since in self._since.items() if now - since > STUCK]
        for number in stuck:
            self._tasks[number].cancel()
            self._tasks[number] = asyncio.ensure_future(self._work(number))
        return len(stuck)

    async def end(self, seconds: float) -> list[Held]:
        """Take back what waits, let what is under way finish, cancel the rest; returns what was not begun."""
        left = list(self.waiting)
        self.waiting.clear()
        if self.busy:
            self._quiet.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._quiet.wait()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        self._idle.clear()
        return left
