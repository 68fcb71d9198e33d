"""Logging in once, to say what is missing before anybody waits for it: tokens, scopes, and where to click."""

from collections.abc import Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import DEAD_TOKEN, code_of, delivery_error
from adapters.slack.manifest import SCOPES
from adapters.slack.settings import SlackSettings
from adapters.slack.workspaces import Workspace, workspace_of

APPS = "api.slack.com/apps"


async def what_is_missing(
    settings: SlackSettings, client: Callable[[str | None], AsyncWebClient]
) -> tuple[str, ...]:
    """A sentence for each thing that is missing; empty when all is well."""
    found: list[str] = []
    if settings.bot_token is not None:
        found += await _bot_token(settings.bot_token, client)
    if settings.app_token is not None:
        found += await _app_token(settings.app_token, client)
    return tuple(found)


async def _bot_token(token: str, client: Callable[[str | None], AsyncWebClient]) -> tuple[str, ...]:
    try:
        workspace = workspace_of(await client(token).auth_test(), token)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as problem:
        code = code_of(problem)
        if code not in DEAD_TOKEN:
            return _unasked("SLACK_BOT_TOKEN", problem)
        refused = f"SLACK_BOT_TOKEN: Slack does not take it ({code}). At {APPS}, choose your app, "
        return (f"{refused}then OAuth & Permissions, and copy the Bot User OAuth Token",)
    return _scopes(workspace)


def _scopes(workspace: Workspace) -> tuple[str, ...]:
    missing = sorted(set(SCOPES) - workspace.scopes)
    if not missing or not workspace.scopes:
        return ()
    where = workspace.name or workspace.team
    lacking = f"SLACK_BOT_TOKEN: in {where} I lack {', '.join(missing)}. At {APPS}, choose your app, then "
    return (
        f"{lacking}OAuth & Permissions, add them under Bot Token Scopes, and click Reinstall to Workspace",
    )


async def _app_token(token: str, client: Callable[[str | None], AsyncWebClient]) -> tuple[str, ...]:
    try:
        await client(None).apps_connections_open(app_token=token)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as problem:
        code = code_of(problem)
        if code in DEAD_TOKEN | {"missing_scope", "not_allowed_token_type"}:
            refused = f"SLACK_APP_TOKEN: Slack does not take it ({code}). At {APPS}, choose your app, then "
            made = "Basic Information, App-Level Tokens, and make one with the scope connections:write"
            return (f"{refused}{made}",)
        if "socket_mode" in code:
            return (f"SLACK_APP_TOKEN: Socket Mode is off. At {APPS}, choose your app, and turn it on there",)
        return _unasked("SLACK_APP_TOKEN", problem)
    return ()


def _unasked(variable: str, problem: Exception) -> tuple[str, ...]:
    return (f"{variable}: I could not ask Slack ({delivery_error(problem)})",)
