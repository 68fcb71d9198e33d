"""A twin in a thread of this process: workers in others send to it, and it tells what people saw."""

import asyncio
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, Protocol

from faults.drills import WORDS
from faults.reached import BETWEEN
from twins import chord, loom

ROOMS = 101  # Discord takes a message a second in each; a prime, so that portions spread over all
SLOW = 0.03  # seconds any other takes
POSTS = "POST /channels/{channel_id}/messages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Which shares of posts are accepted late, and of answers lost; what a platform keeps and shows."""

    late: float = 0.02
    late_by: float = 0.6  # seconds
    lose: float = 0.02
    keys: bool = True
    history: bool = True


USUAL = Trouble()


class Shown(Protocol):
    """A message as people see it."""

    @property
    def text(self) -> str: ...
    @property
    def pings(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """What an open twin offers: rooms to send to, how to reach it, and every message people see."""

    rooms: Sequence[str]
    environment: dict[str, str]
    seen: Callable[[], Sequence[Shown]]


class Staged:
    """One open twin; `copies` is how often people see the words of each delivery."""

    def __init__(self, begin: Callable[[AsyncExitStack], Awaitable[Scene]]) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._stack = AsyncExitStack()
        self.scene: Scene = self._do(begin(self._stack))

    def copies(self) -> Counter[str]:
        return Counter(key for each in self.seen() for key in WORDS.findall(each.text))

    def seen(self) -> Sequence[Shown]:
        async def read() -> Sequence[Shown]:
            return self.scene.seen()

        return self._do(read())

    def close(self) -> None:
        self._do(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:
        async def wait() -> Any:
            return await work

        return asyncio.run_coroutine_threadsafe(wait(), self._loop).result(30)


class Quicker(loom.limits.Limits):
    """Slack's limit of posts in a channel, at ten times its pace; history as often as it is wanted."""

    def call(self, method: str, team: str, tier: int | None) -> None:
        pass

    def post(self, channel: str) -> None:
        now, last = self.clock.now(), self._posts.get(channel, 0.0)
        if now - last < BETWEEN * 0.999:
            raise self._too_fast(last + BETWEEN - now)
        self._posts[channel] = now


def on_slack(seed: int, trouble: Trouble = USUAL) -> Staged:
    """Slack: a history and no keys."""

    async def begin(stack: AsyncExitStack) -> Scene:
        twin = await stack.enter_async_context(loom.Twin.open(seed=seed))
        twin.world.limits = Quicker(twin.clock)
        reader = twin.person("Priya Raman")
        rooms = [twin.channel(f"room{number}", members=[reader]) for number in range(ROOMS)]
        for share, fault in (
            (trouble.late, loom.faults.Fault(loom.faults.LATE, trouble.late_by)),
            (trouble.lose, loom.faults.Fault(loom.faults.DROPS)),
            (1.0, loom.faults.Fault(loom.faults.HOLDS, SLOW)),
        ):
            twin.faults.chance("chat.postMessage", share, fault)
        if not trouble.history:
            denied = loom.faults.Fault(loom.faults.REFUSES, error="missing_scope")
            twin.faults.chance("conversations.history", 1.0, denied)
        return Scene(
            [f"slack:{twin.home_team.id}/{room.id}" for room in rooms],
            {"SLACK_API_URL": twin.api_url, "SLACK_BOT_TOKEN": twin.bot_token},
            lambda: [each for room in rooms for each in twin.seen(reader, room)],
        )

    return Staged(begin)


def on_discord(seed: int, trouble: Trouble = USUAL) -> Staged:
    """Discord: keys are honoured, unless it has no memory of them; then there is a history."""

    async def begin(stack: AsyncExitStack) -> Scene:
        twin = await stack.enter_async_context(chord.Twin.open(seed=seed))
        reader = twin.person("Priya Raman")
        names = [f"room{number}" for number in range(ROOMS)]
        guild = twin.guild("Oak Ridge", owner=reader, channels=names)
        for share, fault in (
            (trouble.late, chord.faults.LateAccept(trouble.late_by)),
            (trouble.lose, chord.faults.DropAnswer()),
            (1.0, chord.faults.LateAccept(SLOW)),
        ):
            twin.faults.chance(POSTS, share, fault)
        if not trouble.keys:
            twin.core.nonce_window = 0.0
        for name in names if not trouble.history else ():
            guild.deny(guild[name], chord.permissions.READ_MESSAGE_HISTORY)
        return Scene(
            [f"discord:{guild.guild.id}/{guild[name].id}" for name in names],
            dict(twin.environment),
            lambda: [each for name in names for each in reader.sees(guild[name])],
        )

    return Staged(begin)


PLATFORMS = {"discord": on_discord, "slack": on_slack}
