"""What Slack says no with: `ok: false` on HTTP 200, or 429."""

from typing import Any

Json = dict[str, Any]

# Codes a test may set on a method or a channel (docs.slack.dev/reference/methods, "Errors" of each page).
CODES = frozenset(
    {
        "account_inactive",
        "already_in_channel",
        "already_pinned",
        "alt_txt_too_large",
        "cant_delete_message",
        "cant_update_message",
        "channel_not_found",
        "ekm_access_denied",
        "exchange_rejected",
        "expired_trigger_id",
        "fatal_error",
        "file_not_found",
        "hash_conflict",
        "internal_error",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "invalid_refresh_token",
        "is_archived",
        "message_not_found",
        "messages_tab_disabled",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_permission",
        "no_pin",
        "not_pinnable",
        "permission_denied",
        "no_text",
        "not_authed",
        "not_in_channel",
        "org_login_required",
        "ratelimited",
        "request_timeout",
        "restricted_action",
        "service_unavailable",
        "team_access_not_granted",
        "thread_not_found",
        "token_expired",
        "token_revoked",
        "user_not_found",
        "user_not_in_channel",
        "view_too_large",
    }
)


class Refused(Exception):
    """A request that Slack answers with `ok: false`."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    @property
    def body(self) -> Json:
        return {"ok": False, "error": self.error, **self.extra}


class TooFast(Refused):
    """429 with `Retry-After`, in whole seconds, at least one; where the limits are made faster, in parts."""

    def __init__(self, seconds: float, *, least: float = 1) -> None:
        super().__init__("ratelimited")
        self.seconds = max(least, seconds)
