"""Logging in once, to say what is missing before anybody waits for it: tokens, scopes, and where to click."""

from collections.abc import Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import DEAD_TOKEN, code_of, delivery_error
from adapters.slack.manifest import LATER, SCOPES
from adapters.slack.settings import SlackSettings
from adapters.slack.workspaces import Workspace, workspace_of
from communitybot.settings import BadSettings

APPS = "api.slack.com/apps"
Trouble = SlackApiError | aiohttp.ClientError | TimeoutError


async def what_is_missing(
    settings: SlackSettings, client: Callable[[str | None], AsyncWebClient]
) -> tuple[str, ...]:
    """A sentence for each thing that is missing; empty when all is well.

    Raises:
        BadSettings: when Slack does not take a token, so that nothing would work.
    """
    missing: list[str] = []
    refused: list[str] = []
    if settings.bot_token is not None:
        try:
            workspace = workspace_of(await client(settings.bot_token).auth_test(), settings.bot_token)
            missing += _scopes(workspace)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as problem:
            (refused if code_of(problem) in DEAD_TOKEN else missing).append(_about_bot_token(problem))
    if settings.app_token is not None:
        try:
            await client(None).apps_connections_open(app_token=settings.app_token)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as problem:
            (refused if _is_refused(problem) else missing).append(_about_app_token(problem))
    if refused:
        raise BadSettings((*refused, *missing))
    return tuple(missing)


def _about_bot_token(problem: Trouble) -> str:
    code = code_of(problem)
    if code not in DEAD_TOKEN:
        return _unasked("SLACK_BOT_TOKEN", problem)
    refused = f"SLACK_BOT_TOKEN: Slack does not take it ({code}). At {APPS}, choose your app, then "
    return f"{refused}OAuth & Permissions, and copy the Bot User OAuth Token"


def _scopes(workspace: Workspace) -> tuple[str, ...]:
    missing = sorted(set(SCOPES) - workspace.scopes)
    if not missing or not workspace.scopes:
        return ()
    where = workspace.name or workspace.team
    if set(missing) <= LATER:
        # the manifest of that version had no events of messages either, and Slack does not say so
        lacking = f"SLACK_BOT_TOKEN: for live chats in {where} I lack {', '.join(missing)}. At {APPS}, "
        then = f"{lacking}choose your app, then App Manifest, paste what `communitybot manifest slack` "
        return (f"{then}prints, click Save Changes, and Reinstall to Workspace. All else works without",)
    lacking = f"SLACK_BOT_TOKEN: in {where} I lack {', '.join(missing)}. At {APPS}, choose your app, then "
    return (
        f"{lacking}OAuth & Permissions, add them under Bot Token Scopes, and click Reinstall to Workspace",
    )


def _is_refused(problem: Trouble) -> bool:
    code = code_of(problem)
    return code in DEAD_TOKEN | {"missing_scope", "not_allowed_token_type"} or "socket_mode" in code


def _about_app_token(problem: Trouble) -> str:
    code = code_of(problem)
    if "socket_mode" in code:
        return f"SLACK_APP_TOKEN: Socket Mode is off. At {APPS}, choose your app, and turn it on there"
    if not _is_refused(problem):
        return _unasked("SLACK_APP_TOKEN", problem)
    refused = f"SLACK_APP_TOKEN: Slack does not take it ({code}). At {APPS}, choose your app, then "
    return f"{refused}Basic Information, App-Level Tokens, and make one with the scope connections:write"


def _unasked(variable: str, problem: Exception) -> str:
    return f"{variable}: I could not ask Slack ({delivery_error(problem)})"
