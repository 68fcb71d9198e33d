"""Rate limits as Discord keeps them: a bucket a route and channel, and fifty requests a second in all."""

import hashlib
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

# topics/rate-limits.mdx: 50 requests a second a bot; per-route limits are told by headers and never promised.
# The sizes below are what bots report seeing; a test may set its own.
GLOBAL = 50
USUAL = {
    "POST /channels/{channel_id}/messages": (5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": (5, 5.0),
    "DELETE /channels/{channel_id}/messages/{message_id}": (5, 1.0),
    "POST /channels/{channel_id}/messages/{message_id}/threads": (50, 300.0),
    "POST /users/@me/channels": (10, 10.0),
    "POST /webhooks/{webhook_id}/{webhook_token}": (5, 2.0),
    "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": (5, 2.0),
}
OTHERWISE = (50, 1.0)
MAJOR = ("channel_id", "guild_id", "webhook_id")  # topics/rate-limits.mdx: top-level resources
FREE = ("/interactions/", "/webhooks/")  # receiving-and-responding.mdx: not bound to the global limit


@dataclass(slots=True)
class Bucket:
    size: int
    period: float
    taken: int = 0
    until: float = 0.0

    def take(self, now: float) -> float:
        """Take one; gives how long to wait when none is left, else 0."""
        if now >= self.until:
            self.taken, self.until = 0, now + self.period
        if self.taken >= self.size:
            return max(self.until - now, 0.001)
        self.taken += 1
        return 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    headers: dict[str, str]
    wait: float = 0.0
    scope: str = ""


@dataclass(slots=True)
class Limits:
    """All buckets of one bot; sizes by route, `(requests, seconds)`."""

    sizes: Mapping[str, tuple[int, float]] = field(default_factory=lambda: dict(USUAL))
    everywhere: int = GLOBAL
    enforced: bool = True
    pace: float = 1.0  # so many seconds of these limits pass in one
    _buckets: dict[tuple[str, ...], Bucket] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)

    def ask(self, route: str, params: Mapping[str, str]) -> Verdict:
        now = time.monotonic()
        wait = self._global(now) if not any(each in route for each in FREE) else 0.0
        if wait:
            return Verdict({"X-RateLimit-Global": "true"}, wait, "global")
        size, period = self.sizes.get(route, OTHERWISE)
        major = [params[each] for each in MAJOR if each in params][:1]
        major += [params[each] for each in ("webhook_token", "interaction_token") if each in params]
        bucket = self._buckets.setdefault((route, *major), Bucket(size, period / self.pace))
        wait = bucket.take(now) if self.enforced else 0.0
        headers = {
            "X-RateLimit-Limit": str(bucket.size),
            "X-RateLimit-Remaining": str(bucket.size - bucket.taken if self.enforced else bucket.size),
            "X-RateLimit-Reset": f"{time.time() + max(bucket.until - now, 0):.3f}",
            "X-RateLimit-Reset-After": f"{max(bucket.until - now, 0.001):.3f}",
            "X-RateLimit-Bucket": hashlib.blake2s(route.encode(), digest_size=8).hexdigest(),
        }
        return Verdict(headers, wait, "user" if wait else "")

    def _global(self, now: float) -> float:
        second = 1.0 / self.pace
        while self._all and self._all[0] <= now - second:
            self._all.popleft()
        if self.enforced and len(self._all) >= self.everywhere:
            return max(self._all[0] + second - now, 0.001)
        self._all.append(now)
        return 0.0
