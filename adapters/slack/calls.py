"""Calls of Slack's Web API: in our name in one workspace, at Slack's pace, failing in three ways only."""

from collections.abc import Callable, Mapping
from typing import Any

from adapters.slack.errors import USUAL_WAIT, code_of, delivery_error, needed_of, retry_after, status_of
from adapters.slack.pace import Pace, Use
from adapters.slack.refused import Refused
from adapters.slack.workspaces import Workspaces
from communitybot.ports import DeliveryError

READS = frozenset(
    {
        "chat.getPermalink",
        "conversations.history",
        "conversations.info",
        "conversations.replies",
        "files.getUploadURLExternal",
        "files.info",
        "reactions.get",
        "users.conversations",
        "users.info",
        "users.list",
    }
)
"""Methods that take their arguments in the address, not as JSON."""
POST = "chat.postMessage"
POSTS = frozenset({POST, "chat.postEphemeral", "files.completeUploadExternal"})
"""Methods that put up something new: a lost answer is a doubt, and nothing repeats them by itself."""


class Calls:
    """Makes calls; none is ever repeated here, and none is made with a token that is dead."""

    def __init__(
        self,
        workspaces: Workspaces,
        pace: Pace,
        refused: Refused,
        lacks: Callable[[str], object] = lambda _: None,
    ) -> None:
        """`lacks` is told of each scope that Slack says we have not."""
        self._lacks = lacks
        self._workspaces = workspaces
        self._pace = pace
        self._refused = refused

    async def call(
        self, team: str, method: str, use: Use = Use.USUAL, /, **arguments: Any
    ) -> Mapping[str, Any]:
        """Ask Slack; returns its answer. Arguments that are None are left out.

        Raises only the `DeliveryError` family. After a 429, no call of the same method leaves for the
        workspace until the time Slack asked for is over; after one that is about a channel's own limit, no
        post leaves for that channel.
        """
        channel = str(arguments.get("channel") or "") if method == POST else ""
        self._pace.check(team, method, channel)
        client = await self._workspaces.client(team)
        token = client.token or ""
        self._refused.check(token)
        self._pace.spend(team, method, use)
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            if method in READS:
                answer = await client.api_call(method, http_verb="GET", params=given)
            else:
                answer = await client.api_call(method, json=given)
        except Exception as problem:
            self._note_pause(team, method, channel, problem)
            self._refused.note(token, problem)
            if code_of(problem) == "missing_scope":
                self._lacks(needed_of(problem) or method)
            raise delivery_error(problem, posts=method in POSTS) from problem
        self._refused.taken(token)
        data = answer.data
        return data if isinstance(data, Mapping) else {}

    async def post(self, team: str, channel: str, **arguments: Any) -> Mapping[str, Any]:
        """Post a message when the channel's turn comes."""
        self._pace.check(team, POST, channel)
        async with self._pace.turn(team, channel):
            return await self.call(team, POST, channel=channel, **arguments)

    def _note_pause(self, team: str, method: str, channel: str, problem: Exception) -> None:
        limited = status_of(problem) == 429 or code_of(problem) in {"ratelimited", "rate_limited"}
        if limited and not isinstance(problem, DeliveryError):
            self._pace.pause(team, method, retry_after(problem) or USUAL_WAIT, channel)
