"""Calls of Slack's Web API: in our name in one workspace, at Slack's pace, failing in three ways only."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack.errors import (
    DEAD_TOKEN,
    USUAL_WAIT,
    code_of,
    delivery_error,
    meaning,
    retry_after,
    status_of,
)
from adapters.slack.pace import Pace
from adapters.slack.workspaces import Workspaces
from communitybot.logs import Log
from communitybot.ports import DeliveryError

READS = frozenset(
    {
        "chat.getPermalink",
        "conversations.history",
        "conversations.info",
        "conversations.replies",
        "files.getUploadURLExternal",
        "files.info",
        "users.conversations",
        "users.info",
    }
)
"""Methods that take their arguments in the address, not as JSON."""
POSTS = frozenset({"chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"})
"""Methods that put up something new: a lost answer is a doubt, and nothing repeats them by itself."""


log = Log("communitybot.slack")

DEAD_AFTER = 2  # refusals in a row after which a token is taken for dead; Slack has erred once before
LOOK_AGAIN = 3_600.0  # seconds until a token taken for dead is tried once more


@dataclass(slots=True)
class _Refusals:
    """How often in a row Slack refused a token, and until when it is left alone."""

    count: int = 0
    code: str = ""
    until: float = 0.0


class Calls:
    """Makes calls; none is ever repeated here, and none is made with a token that is dead."""

    def __init__(
        self, workspaces: Workspaces, pace: Pace, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._workspaces = workspaces
        self._pace = pace
        self._clock = clock
        self._refusals: dict[str, _Refusals] = {}

    async def call(self, team: str, method: str, **arguments: Any) -> Mapping[str, Any]:
        """Ask Slack; returns its answer. Arguments that are None are left out.

        Raises only the `DeliveryError` family. After a 429, no call of the same method leaves for the
        workspace until the time Slack asked for is over.
        """
        self._pace.check(team, method)
        client = await self._workspaces.client(team)
        token = client.token or ""
        self._check_token(token)
        self._pace.spend(team, method)
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            if method in READS:
                answer = await client.api_call(method, http_verb="GET", params=given)
            else:
                answer = await client.api_call(method, json=given)
        except Exception as problem:
            self._note_pause(team, method, problem)
            self._note_refusal(token, problem)
            raise delivery_error(problem, posts=method in POSTS) from problem
        self._refusals.pop(token, None)
        data = answer.data
        return data if isinstance(data, Mapping) else {}

    async def post(self, team: str, channel: str, **arguments: Any) -> Mapping[str, Any]:
        """Post a message when the channel's turn comes."""
        self._pace.check(team, "chat.postMessage")
        async with self._pace.turn(team, channel):
            return await self.call(team, "chat.postMessage", channel=channel, **arguments)

    def _note_pause(self, team: str, method: str, problem: Exception) -> None:
        limited = status_of(problem) == 429 or code_of(problem) in {"ratelimited", "rate_limited"}
        if limited and not isinstance(problem, DeliveryError):
            self._pace.pause(team, method, retry_after(problem) or USUAL_WAIT)

    def _check_token(self, token: str) -> None:
        known = self._refusals.get(token)
        if known is None or known.count < DEAD_AFTER:
            return
        if known.until > self._clock():
            raise meaning(known.code)
        known.until = self._clock() + LOOK_AGAIN

    def _note_refusal(self, token: str, problem: Exception) -> None:
        code = code_of(problem)
        if code not in DEAD_TOKEN:
            return
        known = self._refusals.setdefault(token, _Refusals())
        known.count, known.code, known.until = known.count + 1, code, self._clock() + LOOK_AGAIN
        if known.count == DEAD_AFTER:
            log.error(
                "Slack does not take our token any more; I stop calling with it.",
                action="slack.token",
                problem=code,
            )
