"""An event loop in which time passes faster, for whatever takes minutes to prove."""

import asyncio
import selectors
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest
from twins.chord import limits
from twins.loopback import clock


class _Selector(selectors.DefaultSelector):
    """Waits for a fraction of the time it is asked to."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._scale = scale

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(None if timeout is None else timeout / self._scale)


class HastyLoop(asyncio.SelectorEventLoop):
    """Each of its seconds, of `time` and of `asyncio.sleep`, takes only a part of a real one."""

    def __init__(self, scale: float) -> None:
        self._scale = scale
        super().__init__(_Selector(scale))

    def time(self) -> float:
        return super().time() * self._scale


def hastily(monkeypatch: pytest.MonkeyPatch, scale: float, proof: Callable[[], Awaitable[None]]) -> None:
    """Run a proof in a hasty loop, with both twins' clocks and limits on the loop's time."""
    with asyncio.Runner(loop_factory=lambda: HastyLoop(scale)) as runner:
        loop = runner.get_loop()
        fast = SimpleNamespace(monotonic=loop.time, time=time.time)
        monkeypatch.setattr(limits, "time", fast)
        monkeypatch.setattr(clock, "time", fast)
        runner.run(proof())
