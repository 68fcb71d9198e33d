"""The workspaces we are in, and a client for each: one token of our own, or many kept installations."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import delivery_error
from adapters.slack.installations import Installation, Installations
from adapters.slack.refused import Refused
from adapters.slack.rotation import Rotation
from adapters.slack.settings import SlackSettings
from communitybot.logs import Log
from communitybot.ports import Unauthorised

KEEP = 30.0  # seconds a workspace's token is used before it is read again; ours

Client = Callable[[str | None], AsyncWebClient]
log = Log("communitybot.slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A workspace we may work in, and who we are there."""

    team: str
    name: str = ""
    url: str | None = None
    bot_user: str = ""
    bot_id: str | None = None
    scopes: frozenset[str] = frozenset()
    token: str = field(repr=False)


class Workspaces:
    """Finds the workspace behind a team's id. With a single token, every team is that token's workspace.

    (In a channel shared by two organisations a request may name the other team; it is ours all the same.)
    """

    def __init__(
        self,
        settings: SlackSettings,
        client: Client,
        installations: Installations | None = None,
        refused: Refused | None = None,
    ) -> None:
        self._settings = settings
        self._client = client
        self._installations = installations
        self._rotation = Rotation(settings, client, installations) if installations else None
        self._refused = refused or Refused()
        self._own: Workspace | None = None
        self._kept: dict[str, tuple[float, Workspace]] = {}
        self._asking: defaultdict[str | None, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def own(self) -> Workspace | None:
        """The workspace of SLACK_BOT_TOKEN, asked of Slack once. Raises the `DeliveryError` family."""
        if self._own is None and self._settings.bot_token is not None:
            async with self._asking[None]:
                if self._own is None:
                    self._refused.check(self._settings.bot_token)
                    self._own = await self.identify(self._settings.bot_token)
        return self._own

    async def identify(self, token: str) -> Workspace:
        """Ask Slack whose token this is."""
        try:
            answer = await self._client(token).auth_test()
        except Exception as problem:
            self._refused.note(token, problem)
            raise delivery_error(problem) from problem
        self._refused.taken(token)
        return workspace_of(answer, token)

    async def find(self, team: str | None) -> Workspace | None:
        """The workspace of a team; None when the bot is not installed there."""
        own = await self.own()
        if own is not None and (team in {None, own.team} or self._installations is None):
            return own
        if self._installations is None or team is None:
            return None
        known = self._kept.get(team)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        return await self._read(team)

    async def client(self, team: str) -> AsyncWebClient:
        """A client that speaks for us in a team; `Unauthorised` when we are not installed there."""
        workspace = await self.find(team)
        if workspace is None:
            raise Unauthorised("the app in this workspace: install it there")
        return self._client(workspace.token)

    async def teams(self) -> list[str | None]:
        """Every workspace we are in, to be found one by one; None stands for that of our own token."""
        own: list[str | None] = [None] if self._settings.bot_token is not None else []
        kept = await self._installations.teams() if self._installations is not None else ()
        return [*own, *kept]

    async def add(self, installation: Installation) -> Workspace:
        """Keep a new installation and say who we are there."""
        if self._installations is None:
            raise Unauthorised("a place to keep installations")
        await self._installations.save(installation)
        self.forget(installation.team)
        return await self._told(installation)

    async def drop(self, workspace: Workspace) -> None:
        """Forget a workspace whose token Slack no longer takes, unless another token was kept since."""
        self.forget(workspace.team)
        if self._installations is None:
            return
        kept = await self._installations.find(workspace.team)
        if kept is not None and kept.token == workspace.token:
            await self._installations.forget(workspace.team)

    def forget(self, team: str) -> None:
        """Read a workspace anew when next it is met."""
        self._kept.pop(team, None)
        if self._own is not None and self._own.team == team:
            self._own = None

    async def _read(self, team: str) -> Workspace | None:
        if self._rotation is None:
            return None
        async with self._asking[team]:
            known = self._kept.get(team)
            if known is not None and known[0] > time.monotonic():
                return known[1]
            installation = await self._rotation.fresh(team)
            if installation is None:
                return None
            workspace = await self._told(installation)
            self._kept[team] = (time.monotonic() + KEEP, workspace)
            return workspace

    async def _told(self, installation: Installation) -> Workspace:
        """What is kept, with the workspace's address if Slack tells it just now."""
        known = self._kept.get(installation.team)
        url = known[1].url if known is not None else None
        if url is None:
            try:
                url = (await self.identify(installation.token)).url
            except Exception as problem:  # noqa: BLE001 - only links lack it
                log.warning(
                    "Slack did not say who we are.", action="slack.workspaces", problem=type(problem).__name__
                )
        return Workspace(
            team=installation.team,
            name=installation.name,
            url=url,
            bot_user=installation.bot_user,
            token=installation.token,
        )


def workspace_of(answer: Any, token: str) -> Workspace:
    """Read what auth.test answered; the scopes stand in a header."""
    headers = getattr(answer, "headers", None) or {}
    given = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return Workspace(
        team=answer["team_id"],
        name=answer.get("team") or "",
        url=answer.get("url"),
        bot_user=answer.get("user_id") or "",
        bot_id=answer.get("bot_id"),
        scopes=frozenset(scope.strip() for scope in given.split(",") if scope.strip()),
        token=token,
    )
