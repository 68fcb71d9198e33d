"""What keeps us welcome: refused channels rest, and too many refused requests stop what is not essential.

Discord bans an address that makes 10,000 invalid requests (401, 403, 429) in ten minutes
(topics/rate-limits); the numbers below keep far from that.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from communitybot.ports import DeliveryError, TryLater, Unauthorised

INVALID = frozenset({401, 403, 429})
WINDOW = 600.0  # seconds, Discord's own
ONLY_ESSENTIAL = 500  # ours: from here on only messages people wait for
NOTHING_BUT_ANSWERS = 1_150  # ours: from here on only answers to what people do
FIRST_REST = 300.0  # seconds a channel that refused us is left alone
LONGEST_REST = 86_400.0  # asked about once a day
PROBES = 60  # ours: channels that refused us are asked again so often in an hour, all together
HOUR = 3_600.0  # seconds
MOST_KNOWN = 20_000
KINDS = (
    "history",
    "PATCH",
    "DELETE",
    "pins",
)  # what a channel may refuse beside messages; each rests by itself
BANNED_FOR = 900.0  # seconds of silence after the page that says we are banned


class Weight(IntEnum):
    """How much a request matters while requests are few."""

    OPTIONAL = 0  # looking up names, redrawing cards
    MESSAGE = 1  # what was promised to somebody


@dataclass(slots=True)
class _Rest:
    until: float
    length: float
    why: DeliveryError


class Manners:
    """Remembers refusals; asked before each request with the bot's own token. `now` counts seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._refused: deque[float] = deque()
        self._resting: OrderedDict[str, _Rest] = OrderedDict()
        self._probes: deque[float] = deque()
        self._silent_until = 0.0
        self.dead = False
        self.on_death: Callable[[], object] | None = None

    def ask(self, channel: str | None, weight: Weight) -> None:
        """Return when a request may be made.

        Raises:
            DeliveryError: the token is dead, or this channel refused us a short while ago (in its words).
            TryLater: too much has been refused lately.
        """
        if self.dead:
            raise Unauthorised("a bot token that Discord accepts (DISCORD_TOKEN)")
        now = self._now()
        if now < self._silent_until:
            raise TryLater(timedelta(seconds=self._silent_until - now))
        rest = self._resting.get(channel) if channel is not None else None
        if rest is not None and (now < rest.until or self._probed_enough(now)):
            raise rest.why.with_traceback(None)
        most = NOTHING_BUT_ANSWERS if weight is Weight.MESSAGE else ONLY_ESSENTIAL
        if self.invalid >= most:
            raise TryLater(timedelta(seconds=max(self._refused[0] + WINDOW - now, 1.0)))
        if rest is not None:
            self._probes.append(now)
            rest.until = now + FIRST_REST  # one asks; the others hear soon enough what it was told

    def _probed_enough(self, now: float) -> bool:
        """Whether so many were asked again in the last hour that the next ones wait."""
        while self._probes and self._probes[0] <= now - HOUR:
            self._probes.popleft()
        return len(self._probes) >= PROBES

    @property
    def invalid(self) -> int:
        """How many requests were refused in the last ten minutes."""
        now = self._now()
        while self._refused and self._refused[0] <= now - WINDOW:
            self._refused.popleft()
        return len(self._refused)

    def answered(self, status: int, *, with_token: bool = True) -> None:
        """Count the answer to any request; a 401 means a dead token where the bot's own was sent."""
        if status in INVALID:
            self._refused.append(self._now())
        if status == 401 and with_token:
            first, self.dead = not self.dead, True
            if first and self.on_death is not None:
                self.on_death()

    def banned(self) -> None:
        """Fall silent: we were told off by Discord's front door."""
        self._silent_until = self._now() + BANNED_FOR

    def refuse(self, channel: str, why: DeliveryError) -> None:
        """Leave a channel alone for five minutes, twice as long each time it refuses again."""
        before = self._resting.pop(channel, None)
        length = FIRST_REST if before is None else min(before.length * 2, LONGEST_REST)
        self._resting[channel] = _Rest(self._now() + length, length, why)
        while len(self._resting) > MOST_KNOWN:
            self._resting.popitem(last=False)

    def welcome(self, channel: str) -> None:
        """Forget what a channel refused: it took a message, or its permissions have changed."""
        for what in ("", *(f" {each}" for each in KINDS)):
            self._resting.pop(channel + what, None)
