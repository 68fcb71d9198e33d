"""A twin in a thread of this process: workers in others send to it, and it tells what people saw."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from faults.drills import WORDS
from twins import chord, loom

ROOMS = 40
LATE = 0.6  # seconds after which a late post is accepted
POSTS = "POST /channels/{channel_id}/messages"


@dataclass(frozen=True, slots=True)
class Scene:
    """What an open twin offers: rooms to send to, how to reach it, and every text people see."""

    rooms: Sequence[str]
    environment: dict[str, str]
    texts: Callable[[], list[str]]


class Staged:
    """One open twin; `copies` is how often people see the words of each delivery."""

    def __init__(self, begin: Callable[[AsyncExitStack], Awaitable[Scene]]) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._stack = AsyncExitStack()
        self.scene: Scene = self._do(begin(self._stack))

    def copies(self) -> Counter[str]:
        async def read() -> list[str]:
            return self.scene.texts()

        return Counter(key for words in self._do(read()) for key in WORDS.findall(words))

    def close(self) -> None:
        self._do(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:
        async def wait() -> Any:
            return await work

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result(30)


def on_slack(seed: int, *, late: float, lose: float, slow: float) -> Staged:
    """Slack: a history and no keys; shares of posts are accepted late, and of answers lost."""

    async def begin(stack: AsyncExitStack) -> Scene:
        twin = await stack.enter_async_context(loom.Twin.open(seed=seed))
        twin.limits.on = False  # pace is another test's matter
        reader = twin.person("Priya Raman")
        rooms = [twin.channel(f"room{number}", members=[reader]) for number in range(ROOMS)]
        for share, fault in (
            (late, loom.faults.Fault(loom.faults.LATE, LATE)),
            (lose, loom.faults.Fault(loom.faults.DROPS)),
            (1.0, loom.faults.Fault(loom.faults.HOLDS, slow)),
        ):
            twin.faults.chance("chat.postMessage", share, fault)
        return Scene(
            [f"slack:{twin.home_team.id}/{room.id}" for room in rooms],
            {"SLACK_API_URL": twin.api_url, "SLACK_BOT_TOKEN": twin.bot_token},
            lambda: [each.text for room in rooms for each in twin.seen(reader, room)],
        )

    return Staged(begin)


def on_discord(seed: int, *, late: float, lose: float, slow: float) -> Staged:
    """Discord: keys are honoured; shares of posts are accepted late, and of answers lost."""

    async def begin(stack: AsyncExitStack) -> Scene:
        twin = await stack.enter_async_context(chord.Twin.open(seed=seed))
        reader = twin.person("Priya Raman")
        names = [f"room{number}" for number in range(ROOMS)]
        guild = twin.guild("Oak Ridge", owner=reader, channels=names)
        for share, fault in (
            (late, chord.faults.LateAccept(LATE)),
            (lose, chord.faults.DropAnswer()),
            (1.0, chord.faults.LateAccept(slow)),
        ):
            twin.faults.chance(POSTS, share, fault)
        return Scene(
            [f"discord:{guild.guild.id}/{guild[name].id}" for name in names],
            dict(twin.environment),
            lambda: [each.text for name in names for each in reader.sees(guild[name])],
        )

    return Staged(begin)
