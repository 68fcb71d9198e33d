"""How well we keep up with Slack in an hour: what was not acknowledged in time, and what it left out."""

import asyncio
import math
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass

from communitybot.logs import Log

IN_TIME = 3.0  # seconds Slack waits
HOUR = 60  # minutes that count
A_DAY = 86_400.0
MANY = 0.01  # of all; Slack ends the subscriptions of an app that acknowledges less than 5 of 100
A_FEW = 2  # one that was missed is no sign of more
log = Log("communitybot.slack")


@dataclass(slots=True)
class _Minute:
    number: int
    told: int = 0
    missed: int = 0
    left_out: int = 0


class Watch:
    """Counts by the minute, warns once an hour, and tells /healthz; `clock` is a monotonic one."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or (lambda: asyncio.get_running_loop().time())
        self._minutes: deque[_Minute] = deque()
        self._warned = -math.inf
        self._lacking: dict[str, float] = {}

    def told(self, *, acknowledged: bool, took: float = 0.0) -> None:
        """Slack told us something, and waited so many seconds for an answer."""
        minute = self._minute()
        minute.told += 1
        if acknowledged and took < IN_TIME:
            return
        minute.missed += 1
        counts = self._counts()
        if _too_many(counts) and self._clock() - self._warned >= HOUR * 60:
            self._warned = self._clock()
            log.warning(
                "I do not keep up: some of what Slack told me this hour took more than three seconds.",
                action="slack.slow",
                missed=counts["missed"],
                of=counts["told"],
            )

    def left_out(self) -> None:
        """Slack left events out, since there were too many."""
        self._minute().left_out += 1
        log.warning(
            "Slack left out events of a workspace, since there were more than 30,000 in an hour. "
            "I ask for its rooms anew.",
            action="slack.left_out",
            minutes=self._counts()["left_out"],
        )

    def lacks(self, scope: str) -> None:
        """Slack refused something for want of a scope: said once a day, to whoever runs the bot."""
        now = self._clock()
        if now - self._lacking.get(scope, -math.inf) < A_DAY:
            return
        self._lacking[scope] = now
        log.warning(
            "Slack refuses what I need a scope for. At api.slack.com/apps, choose your app, then OAuth & "
            "Permissions, add it under Bot Token Scopes, and click Reinstall to Workspace.",
            action="slack.scopes",
            scope=scope,
        )

    def report(self) -> dict[str, str]:
        """What is not as it should be, in a few words; empty when all is well."""
        counts, report = self._counts(), {}
        if _too_many(counts):
            report["slack_late"] = f"{counts['missed']} of {counts['told']} in the last hour"
        if counts["left_out"]:
            report["slack_left_out"] = f"in {counts['left_out']} minutes of the last hour"
        if lacking := sorted(each for each, at in self._lacking.items() if self._clock() - at < A_DAY):
            report["slack_lacks"] = ", ".join(lacking)
        return report

    def _minute(self) -> _Minute:
        number = int(self._clock() // 60)
        if not self._minutes or self._minutes[-1].number != number:
            self._minutes.append(_Minute(number))
        return self._minutes[-1]

    def _counts(self) -> Counter[str]:
        oldest = int(self._clock() // 60) - HOUR
        while self._minutes and self._minutes[0].number <= oldest:
            self._minutes.popleft()
        counts: Counter[str] = Counter()
        for minute in self._minutes:
            counts.update(told=minute.told, missed=minute.missed, left_out=minute.left_out)
        return counts


def _too_many(counts: Counter[str]) -> bool:
    return counts["missed"] >= max(A_FEW, MANY * counts["told"])
