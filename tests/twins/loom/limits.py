"""How often each method may be called: tiers a minute, and one post a second in a channel."""

import math
from collections import deque
from dataclasses import dataclass, field

from twins.loom.clock import Clock
from twins.loom.refusals import TooFast

# docs.slack.dev/apis/web-api/rate-limits: calls a minute, per method, workspace and app.
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
POSTS_A_SECOND = 1  # in one channel: docs.slack.dev/apis/web-api/rate-limits#posting
STRICT = frozenset({"conversations.history", "conversations.replies"})
HISTORY = (1, 15)  # calls a minute and objects, for apps distributed outside the Marketplace


@dataclass(slots=True)
class Limits:
    clock: Clock
    on: bool = True
    strict_history: bool = False
    _calls: dict[tuple[str, str], deque[float]] = field(default_factory=dict)
    _posts: dict[str, float] = field(default_factory=dict)

    def call(self, method: str, team: str, tier: int | None) -> None:
        """Count a call; raises `TooFast` when the tier is used up."""
        if method in STRICT and self.strict_history:
            self._within(method, team, HISTORY[0])
        elif self.on and tier is not None:
            self._within(method, team, TIERS[tier])

    def _within(self, method: str, team: str, most: int) -> None:
        calls = self._calls.setdefault((method, team), deque())
        now, minute = self.clock.now(), 60.0
        while calls and calls[0] <= now - minute:
            calls.popleft()
        if len(calls) >= most:
            raise self._too_fast(calls[0] + minute - now)
        calls.append(now)

    def post(self, channel: str) -> None:
        """Count a post in a channel; raises `TooFast` when the last was less than a second ago."""
        if not self.on:
            return
        now, gap = self.clock.now(), 1 / POSTS_A_SECOND
        last = self._posts.get(channel)
        if last is not None and now - last < gap * 0.999:
            raise self._too_fast(last + gap - now)
        self._posts[channel] = now

    def _too_fast(self, seconds: float) -> TooFast:
        pace = self.clock.pace
        whole = max(math.ceil(self.clock.real(seconds) * pace), 1)
        return TooFast(whole) if pace == 1.0 else TooFast(whole / pace, least=0)
