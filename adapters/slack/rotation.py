"""Tokens that live twelve hours: renewed by one process at a time, a while before they end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import delivery_error
from adapters.slack.installations import Installation, Installations
from adapters.slack.settings import SlackSettings

AHEAD = timedelta(hours=1)  # ours: renewed this long before the end, so that a failed try can be repeated


class Rotation:
    """Gives installations whose token still works."""

    def __init__(
        self,
        settings: SlackSettings,
        client: Callable[[str | None], AsyncWebClient],
        installations: Installations,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._client = client
        self._installations = installations
        self._now = now

    async def fresh(self, team: str) -> Installation | None:
        """The installation of a workspace, renewed if it is about to end; None when there is none.

        While the old token still works, a renewal that fails is tried again the next time.
        """
        kept = await self._installations.find(team)
        if kept is None or not self._ends_soon(kept):
            return kept
        try:
            return await self._installations.renew(team, self._renewed)
        except Exception as problem:
            if kept.expires is not None and kept.expires > self._now():
                return kept
            raise delivery_error(problem) from problem

    def _ends_soon(self, kept: Installation) -> bool:
        ends = kept.expires
        return ends is not None and kept.refresh_token is not None and ends - self._now() < AHEAD

    async def _renewed(self, kept: Installation) -> Installation | None:
        if not self._ends_soon(kept):
            return None  # another process was quicker
        answer = await access(
            self._client(None),
            self._settings,
            grant_type="refresh_token",
            refresh_token=kept.refresh_token or "",
        )
        return replace(
            kept,
            token=answer["access_token"],
            refresh_token=answer.get("refresh_token") or kept.refresh_token,
            expires=ends_at(answer.get("expires_in"), self._now()),
        )


async def access(client: AsyncWebClient, settings: SlackSettings, **given: str) -> Any:
    """Trade a code or a refresh token for a token; the library's own method uses what aiohttp soon drops."""
    ours = {"client_id": settings.client_id or "", "client_secret": settings.client_secret or ""}
    return await client.api_call("oauth.v2.access", data=ours | given)


def ends_at(seconds: object, now: datetime) -> datetime | None:
    """When a token that lives so many seconds ends; None for one that lives for ever."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds <= 0:
        return None
    return now + timedelta(seconds=seconds)
