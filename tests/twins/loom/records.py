"""What the stand-in remembers: workspaces, people, channels, messages, views, tokens and files."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str
    bot_user: str
    bot_id: str
    bot_token: str = ""
    installed: bool = False


@dataclass(slots=True)
class User:
    id: str
    team: str
    name: str
    tz: str
    locale: str = "en-US"
    is_bot: bool = False
    admin: bool = False
    owner: bool = False
    deleted: bool = False
    guest: bool = False
    bot_id: str = ""


@dataclass(slots=True)
class Channel:
    id: str
    team: str
    name: str
    members: set[str]
    private: bool = False
    direct: bool = False  # a DM; its two members are in `members`
    archived: bool = False
    deleted: bool = False
    refuses: str | None = None  # an error for every post here: restricted_action, ...
    shared_with: tuple[str, ...] = ()  # Slack Connect: the other teams


@dataclass(slots=True)
class Message:
    """One message; `only_for` names the single person who sees an ephemeral one."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    metadata: Json | None = None
    only_for: str | None = None
    edited: str | None = None
    deleted: bool = False
    files: tuple[str, ...] = ()
    by_app: bool = False
    parse: str = "none"
    client_msg_id: str | None = None
    at: float = 0.0
    reactions: dict[str, list[str]] = field(default_factory=dict)  # an emoji, and who gave it
    pinned: bool = False


@dataclass(slots=True)
class View:
    """A modal or a Home tab as one person has it; `state` is what they have typed so far."""

    id: str
    team: str
    person: str
    drawn: Json
    hash: str
    root: str
    previous: str | None = None
    external_id: str = ""
    open: bool = True
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Token:
    value: str
    team: str
    kind: str  # bot, app or user
    scopes: frozenset[str]
    dies_at: float | None = None  # on the stand-in's clock
    refused: str | None = None  # token_revoked, account_inactive, ...


@dataclass(slots=True)
class Upload:
    id: str
    team: str
    name: str
    length: int
    content: bytes = b""
    title: str = ""
    alt_text: str = ""
    channels: tuple[str, ...] = ()
    complete: bool = False
    kind: str = "text/plain"


@dataclass(slots=True)
class ReplyAddress:
    """One `response_url`: five uses within thirty minutes."""

    id: str
    team: str
    person: str
    channel: str
    message: str | None
    message_was_private: bool
    thread_ts: str | None
    made_at: float
    cause: str
    uses: int = 0


@dataclass(slots=True)
class Trigger:
    """One `trigger_id`: good once, for three seconds."""

    id: str
    team: str
    person: str
    made_at: float
    cause: str
    view: str | None = None
    used: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """Something a person can see has changed; `cause` names the interaction it surely answers."""

    number: int
    kind: str  # message, edited, gone, modal, errors, closed, failed, home, options, silent
    person: str | None  # None: everybody in the channel
    channel: str | None = None
    message: Message | None = None
    view: View | None = None
    cause: str | None = None
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    options: tuple[Json, ...] = ()
