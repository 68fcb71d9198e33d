"""Tokens Slack refuses: after a second refusal in a row one counts as dead and is left alone for an hour."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from adapters.slack.errors import DEAD_TOKEN, code_of, meaning
from communitybot.logs import Log

DEAD_AFTER = 2  # refusals in a row after which a token is taken for dead; Slack has erred once before
LOOK_AGAIN = 3_600.0  # seconds until a token taken for dead is tried once more
log = Log("communitybot.slack")


@dataclass(slots=True)
class _Refusals:
    """How often in a row Slack refused a token, and until when it is left alone."""

    last: Exception
    count: int = 0
    until: float = 0.0


class Refused:
    """Remembers refusals by token; times are of a monotonic clock."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._refusals: dict[str, _Refusals] = {}

    def is_dead(self, token: str | None) -> bool:
        known = self._refusals.get(token or "")
        return known is not None and known.count >= DEAD_AFTER

    def check(self, token: str) -> None:
        """Raise what Slack said of a dead token, without asking again before the hour is over."""
        known = self._refusals.get(token)
        if known is None or known.count < DEAD_AFTER:
            return
        if known.until > self._clock():
            raise meaning(code_of(known.last)) from known.last
        known.until = self._clock() + LOOK_AGAIN

    def note(self, token: str, problem: Exception) -> None:
        """A call with this token failed."""
        if code_of(problem) not in DEAD_TOKEN:
            return
        known = self._refusals.setdefault(token, _Refusals(problem))
        known.last, known.count, known.until = problem, known.count + 1, self._clock() + LOOK_AGAIN
        if known.count == DEAD_AFTER:
            log.error(
                "Slack does not take our token any more; I stop calling with it.",
                action="slack.token",
                problem=code_of(problem),
            )

    def taken(self, token: str) -> None:
        """A call with this token was answered."""
        self._refusals.pop(token, None)
