"""What Slack's refusals mean for a delivery: later, never, or not allowed; one table, every code once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp

from communitybot.conversation.inbound import Away
from communitybot.ports import DeliveryError, TryLater, Unauthorised, Undeliverable

GONE: Mapping[str, str] = {
    "channel_not_found": "the channel is gone, or I was removed from it",
    "message_not_found": "the message is gone",
    "thread_not_found": "the thread is gone",
    "user_not_found": "there is nobody of that account",
    "users_not_found": "there is nobody of that account",
    "view_not_found": "the form was closed",
}
"""What was meant to be written to is not there."""

NEVER: Mapping[str, str] = {
    "is_archived": "the channel is archived",
    "cant_update_message": "the message is not mine to change",
    "edit_window_closed": "the message can no longer be changed",
    "cant_delete_message": "the message is not mine to delete",
    "cannot_dm_bot": "this is an app, and apps cannot be written to",
    "user_disabled": "the account was deactivated",
    "users_disabled": "the account was deactivated",
    "user_not_visible": "I cannot see this person",
    "user_not_in_channel": "this person is not in the channel",
    "messages_tab_disabled": "my messages tab is off in the app's settings",
    "msg_too_long": "the message is too long for Slack",
    "msg_blocks_too_long": "the message is too long for Slack",
    "invalid_blocks": "Slack did not take the message's form",
    "invalid_blocks_format": "Slack did not take the message's form",
    "invalid_arguments": "Slack did not take the request",
    "invalid_metadata_format": "Slack did not take the request",
    "no_text": "there was nothing to say",
    "restricted_action_thread_locked": "the thread is locked",
    "expired_trigger_id": "it took too long to open the form",
    "exchanged_trigger_id": "the form was opened already",
    "trigger_exchanged": "the form was opened already",
    "invalid_trigger_id": "the form could not be opened",
    "not_allowed_token_type": "SLACK_BOT_TOKEN is not a bot's token",
}
"""It will not work, however often it is tried."""

MAY_NOT: Mapping[str, str] = {
    "not_in_channel": "an invitation to the channel: type /invite @communitybot there",
    "restricted_action": "leave to post in this channel; an administrator gives it in the channel's settings",
    "restricted_action_read_only_channel": "leave to post in this channel, which is read-only",
    "restricted_action_non_threadable_channel": "leave to open threads in this channel",
    "restricted_action_thread_only_channel": "leave to post outside threads in this channel",
    "ekm_access_denied": "access to this workspace, which its administrators have suspended",
    "no_permission": "leave from the workspace's administrators",
    "access_denied": "leave from the workspace's administrators",
    "team_access_not_granted": "leave to work in this workspace",
    "method_not_supported_for_channel_type": "a channel of another kind",
    "invalid_auth": "a working token: install the app again",
    "not_authed": "a token",
    "token_revoked": "a working token: the app was removed, install it again",
    "token_expired": "a working token: install the app again",
    "account_inactive": "a working token: the app was removed, install it again",
    "org_login_required": "a workspace that is not being moved into an organisation",
}
"""Somebody has to give leave first."""

LOST: Mapping[str, Away] = {
    "channel_not_found": Away.LEFT,  # also what a private channel says that still is there
    "not_in_channel": Away.LEFT,
    "is_archived": Away.ARCHIVED,
    "restricted_action": Away.CLOSED,
    "restricted_action_read_only_channel": Away.CLOSED,
    "restricted_action_thread_only_channel": Away.CLOSED,
}
"""What a refusal says of the whole channel."""

DEAD_TOKEN = frozenset({"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})
"""What a token answers with that will never work again."""

PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "message_limit_exceeded",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
    }
)
SURELY_NOT_TAKEN = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable"})

USUAL_WAIT = timedelta(seconds=2)  # ours, where Slack names none
MOST_WAIT = timedelta(hours=1)  # ours: a stranger number is not believed


def delivery_error(problem: Exception, *, posts: bool = False) -> DeliveryError:
    """Say what a failed call means. `posts`: it would put up a new message, so a lost answer is a doubt."""
    if isinstance(problem, DeliveryError):
        return problem
    if isinstance(problem, aiohttp.ClientConnectorError):
        return TryLater(USUAL_WAIT)  # nothing left this machine
    code, status = code_of(problem), status_of(problem)
    if status == 429 or code in SURELY_NOT_TAKEN:
        return TryLater(retry_after(problem) or USUAL_WAIT)
    if code in PASSING or status is None or status >= 500 or not code:
        return TryLater(retry_after(problem) or USUAL_WAIT, unsure=posts)
    return meaning(code, needed=needed_of(problem))


def meaning(code: str, *, needed: str | None = None) -> DeliveryError:
    """What one of Slack's error codes means; a code we do not know will not work when repeated."""
    if code == "missing_scope":
        return Unauthorised(
            f"the scope {needed or 'Slack names'}: add it under OAuth & Permissions, reinstall"
        )
    if code in GONE:
        return Undeliverable(GONE[code], gone=True)
    if code in MAY_NOT:
        return Unauthorised(MAY_NOT[code])
    if code in PASSING:
        return TryLater(USUAL_WAIT)
    return Undeliverable(NEVER.get(code, f"Slack says {code[:80]}"))


def code_of(problem: Exception) -> str:
    """The code Slack gave; empty when there was no answer of Slack's."""
    return _told(problem, "error") or ""


def needed_of(problem: Exception) -> str | None:
    """The scope that Slack says is missing, where it does."""
    return _told(problem, "needed")


def status_of(problem: Exception) -> int | None:
    """The HTTP status of the answer; None when there was none."""
    response = getattr(problem, "response", None)
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    return status if isinstance(status, int) else None


def retry_after(problem: Exception) -> timedelta | None:
    """How long Slack asked us to wait, where it did."""
    headers = getattr(getattr(problem, "response", None), "headers", None) or {}
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    try:
        seconds = float(given) if given is not None else 0.0
    except ValueError:
        return None
    return min(timedelta(seconds=seconds), MOST_WAIT) if 0 < seconds < float("inf") else None


def _told(problem: Exception, name: str) -> str | None:
    data: Any = getattr(getattr(problem, "response", None), "data", None)
    value = data.get(name) if isinstance(data, Mapping) else None
    return value if isinstance(value, str) else None
