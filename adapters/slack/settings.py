"""What Slack needs of the environment, in one frozen value; every mistake told at once, by variable."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

API_URL = "https://slack.com/api/"
SWITCHES = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID")
"""Setting any of these asks for Slack."""

TERMS = "SLACK_TERMS_ALLOW_ARCHIVES"

_PREFIX = re.compile(r"[a-z0-9_-]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """How to reach Slack. No secret ever shows in its `repr`."""

    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    api_url: str = API_URL
    command_prefix: str = ""
    terms_allow_archives: bool = False

    @property
    def socket_mode(self) -> bool:
        """Whether we connect to Slack and hear over that connection."""
        return self.app_token is not None

    @property
    def http(self) -> bool:
        """Whether Slack's signed requests are heard on our server."""
        return self.signing_secret is not None

    @property
    def installs(self) -> bool:
        """Whether further workspaces can add the bot by themselves."""
        return self.client_id is not None and self.client_secret is not None

    @property
    def keeps_words(self) -> bool:
        """Whether what people say may be kept: Slack's terms leave no archive to who serves others.

        An app of one's own workspace may keep it; who has other terms with Slack says so.
        """
        return not self.installs or self.terms_allow_archives

    @property
    def authorize_url(self) -> str:
        """Where people are asked whether the bot may come into their workspace."""
        return f"{self.api_url.removesuffix('api/')}oauth/v2/authorize"


def asked_for(environment: Mapping[str, str]) -> bool:
    """Whether anything of Slack's is set."""
    return any(_given(environment, name) for name in SWITCHES)


def read(environment: Mapping[str, str]) -> SlackSettings:
    """Read what is set; what is wrong with it is for `mistakes` to say."""
    return SlackSettings(
        bot_token=_given(environment, "SLACK_BOT_TOKEN"),
        app_token=_given(environment, "SLACK_APP_TOKEN"),
        signing_secret=_given(environment, "SLACK_SIGNING_SECRET"),
        client_id=_given(environment, "SLACK_CLIENT_ID"),
        client_secret=_given(environment, "SLACK_CLIENT_SECRET"),
        api_url=_given(environment, "SLACK_API_URL") or API_URL,
        command_prefix=(_given(environment, "SLACK_COMMAND_PREFIX") or "").removeprefix("/"),
        terms_allow_archives=(_given(environment, TERMS) or "").lower() == "yes",
    )


def mistakes(settings: SlackSettings) -> tuple[str, ...]:
    """Say what is wrong, a sentence each that begins with its variable and shows no secret."""
    return (*_tokens(settings), *_ways_to_hear(settings), *_addresses(settings))


def mistaken_terms(
    settings: SlackSettings, environment: Mapping[str, str], *, archives: bool | None
) -> tuple[str, ...]:
    """Say where archives are asked for that Slack's terms do not leave to us.

    `archives` is the bot's own setting; left out (None), there are none where they may not be.
    """
    found = []
    given = (_given(environment, TERMS) or "no").lower()
    if given not in {"yes", "no"}:
        found.append(f"{TERMS} is yes or no")
    if archives and not settings.keeps_words:
        found.append(
            f"{TERMS} is not set: other workspaces can add this app (SLACK_CLIENT_ID), and by Slack's terms "
            "no archive of theirs may be kept. Set COMMUNITYBOT_ARCHIVES=off, or, if your agreement with "
            f"Slack allows archives, {TERMS}=yes"
        )
    return tuple(found)


def _tokens(settings: SlackSettings) -> list[str]:
    found = []
    if settings.bot_token is not None and not _token(settings.bot_token, "xoxb-", "xoxe.xoxb-"):
        found.append(
            "SLACK_BOT_TOKEN begins with xoxb-; copy it from OAuth & Permissions at api.slack.com/apps"
        )
    if settings.app_token is not None and not _token(settings.app_token, "xapp-"):
        found.append(
            "SLACK_APP_TOKEN begins with xapp-; make one with the scope connections:write under "
            "Basic Information, App-Level Tokens"
        )
    if settings.signing_secret is not None and not _token(settings.signing_secret):
        found.append("SLACK_SIGNING_SECRET has no spaces; copy it from Basic Information, App Credentials")
    return found


def _ways_to_hear(settings: SlackSettings) -> list[str]:
    found = []
    if settings.app_token is None and settings.signing_secret is None:
        found.append(
            "SLACK_APP_TOKEN is missing (or SLACK_SIGNING_SECRET, where Slack calls your server): "
            "without either I hear nothing"
        )
    if settings.client_id is not None and settings.client_secret is None:
        found.append("SLACK_CLIENT_SECRET is missing; it stands beside SLACK_CLIENT_ID in Basic Information")
    if settings.client_secret is not None and settings.client_id is None:
        found.append("SLACK_CLIENT_ID is missing; it stands beside SLACK_CLIENT_SECRET in Basic Information")
    if settings.bot_token is None and settings.client_id is None:
        found.append(
            "SLACK_BOT_TOKEN is missing (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, "
            "where workspaces add the bot by themselves)"
        )
    return found


def _addresses(settings: SlackSettings) -> list[str]:
    found = []
    try:
        parts = urlsplit(settings.api_url)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        whole = False
    if not whole or not settings.api_url.endswith("/api/"):
        found.append(f"SLACK_API_URL is a whole web address that ends in /api/, such as {API_URL}")
    if settings.command_prefix and not _PREFIX.fullmatch(settings.command_prefix):
        found.append(
            "SLACK_COMMAND_PREFIX has up to 12 small letters, digits, - and _, "
            "such as cb- for commands like /cb-events"
        )
    return found


def _token(text: str, *beginnings: str) -> bool:
    begins = not beginnings or text.startswith(beginnings)
    return begins and text.isascii() and not any(letter.isspace() for letter in text)


def _given(environment: Mapping[str, str], name: str) -> str | None:
    return environment.get(name, "").strip() or None
