"""Adding the bot to a workspace from the web: Slack is asked, and its answer is bound to who began it."""

import base64
import hmac
import html
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import code_of
from adapters.slack.installations import Installation, Installations
from adapters.slack.manifest import SCOPES
from adapters.slack.rotation import access, ends_at
from adapters.slack.settings import SlackSettings
from adapters.slack.workspaces import Workspaces
from communitybot.logs import Log

COOKIE = "slack_install"
VALID_FOR = timedelta(minutes=10)
PATH = "/slack"
log = Log("communitybot.slack")

Installed = Callable[[Installation], Awaitable[object]]


class Installing:
    """The two pages of an install: away to Slack, and back with a code."""

    def __init__(
        self,
        *,
        settings: SlackSettings,
        base_url: str,
        client: Callable[[str | None], AsyncWebClient],
        workspaces: Workspaces,
        installations: Installations,
        installed: Installed,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._base_url = base_url
        self._client = client
        self._workspaces = workspaces
        self._installations = installations
        self._installed = installed
        self._now = now

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/slack/install", self._begin),
            web.get("/slack/oauth_redirect", self._end),
        ]

    async def _begin(self, _request: web.Request) -> web.StreamResponse:
        state = base64.b32encode(secrets.token_bytes(35)).decode()  # 280 bits, and no padding or quoting
        await self._installations.expect(state, until=self._now() + VALID_FOR)
        asked = {
            "client_id": self._settings.client_id or "",
            "scope": ",".join(SCOPES),
            "state": state,
            "redirect_uri": self._redirect_uri,
        }
        answer = web.Response(
            status=302, headers={"Location": f"{self._settings.authorize_url}?{urlencode(asked)}"}
        )
        answer.set_cookie(
            COOKIE,
            state,
            max_age=int(VALID_FOR.total_seconds()),
            httponly=True,
            secure=self._base_url.startswith("https://"),
            samesite="Lax",
            path=PATH,
        )
        return answer

    async def _end(self, request: web.Request) -> web.StreamResponse:
        given, kept = request.query.get("state", ""), request.cookies.get(COOKIE, "")
        same = bool(given) and bool(kept) and hmac.compare_digest(given.encode(), kept.encode())
        if not same or not await self._installations.take(given, now=self._now()):
            return _page(
                400, "This link has been used, or is too old.", "Begin again at the address of the install."
            )
        if request.query.get("error"):
            return _page(200, "Nothing was installed.", "You said no, and that is fine.")
        code = request.query.get("code", "")
        try:
            installation = await self._exchanged(code)
        except Exception as problem:  # noqa: BLE001 - whatever Slack said, the person gets a page
            log.warning(
                "An install failed.",
                action="slack.installing",
                problem=code_of(problem) or type(problem).__name__,
            )
            return _page(502, "Slack did not let me in.", "Please try once more in a minute.")
        await self._workspaces.add(installation)
        await self._installed(installation)
        return _page(
            200, f"I am in {installation.name}.", "Invite me to a channel with /invite @communitybot."
        )

    async def _exchanged(self, code: str) -> Installation:
        """Trade the code for a token. Which workspace it is for, the answer says, never the address."""
        answer = await access(self._client(None), self._settings, code=code, redirect_uri=self._redirect_uri)
        team = answer["team"]
        return Installation(
            team=team["id"],
            name=team.get("name") or team["id"],
            bot_user=answer["bot_user_id"],
            token=answer["access_token"],
            refresh_token=answer.get("refresh_token"),
            expires=ends_at(answer.get("expires_in"), self._now()),
            installed_by=(answer.get("authed_user") or {}).get("id"),
            installed_at=self._now(),
        )

    @property
    def _redirect_uri(self) -> str:
        return f"{self._base_url}/slack/oauth_redirect"


def _page(status: int, heading: str, words: str) -> web.Response:
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{html.escape(heading)}</title><link rel="stylesheet" href="/static/style.css">'
        f"<main><h1>{html.escape(heading)}</h1><p>{html.escape(words)}</p></main></html>"
    )
    answer = web.Response(status=status, text=text, content_type="text/html")
    answer.del_cookie(COOKIE, path=PATH)
    return answer
