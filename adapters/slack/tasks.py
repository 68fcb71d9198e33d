"""Work that goes on after Slack has its acknowledgement: kept, watched, and ended in order."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from communitybot.logs import Log

T = TypeVar("T")
log = Log("communitybot.slack")


class Tasks:
    """Starts work and keeps hold of it; a fault is logged by its kind, never with anybody's words."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T], name: str) -> "asyncio.Task[T]":
        task = asyncio.create_task(work, name=f"slack {name}")
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    async def stop(self, within: float) -> None:
        """Wait a moment for what is under way, then end it."""
        running = {task for task in self._running if task is not asyncio.current_task()}
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def idle(self) -> None:
        """Return once nothing is under way."""
        while self._running:
            await asyncio.wait(set(self._running))

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            log.error(
                "Something went wrong behind an answer.",
                action=task.get_name().replace(" ", "."),
                fault=type(fault).__name__,
            )
