"""What exists in the twin's Discord: people, servers, channels, messages, each under its snowflake."""

from dataclasses import dataclass, field
from typing import Any

from twins.loopback.clock import TwinClock

Json = dict[str, Any]

DISCORD_EPOCH = 1_420_070_400  # reference.mdx, "Snowflakes": the first second of 2015
TEXT, DM, ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 10, 11, 12
THREADS = {ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD}
SYSTEM = PINNED, THREAD_CREATED, THREAD_STARTER = 6, 18, 21  # resources/message.mdx, "Message Types"
REPLY = 19
EPHEMERAL, LOADING, HAS_THREAD, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 5, 1 << 15


@dataclass(slots=True)
class User:
    id: str
    name: str
    bot: bool = False
    dms_open: bool = True
    locale: str = "en-US"


@dataclass(slots=True)
class Role:
    id: str
    name: str
    permissions: int
    position: int = 1


@dataclass(slots=True)
class Member:
    user: User
    joined: str
    roles: set[str] = field(default_factory=set)
    nick: str | None = None


@dataclass(slots=True)
class Message:
    id: str
    channel_id: str
    author: User
    timestamp: str
    kind: int = 0
    content: str = ""
    components: list[Json] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    edited: str | None = None
    pings: tuple[str, ...] = ()
    reference: Json | None = None
    metadata: Json | None = None
    only_for: str | None = None
    by_webhook: bool = False
    reactions: dict[str, set[str]] = field(default_factory=dict)

    @property
    def loading(self) -> bool:
        return bool(self.flags & LOADING)


@dataclass(slots=True)
class Channel:
    id: str
    kind: int
    name: str = ""
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    recipients: list[User] = field(default_factory=list)
    owner_id: str = ""
    archived: bool = False
    locked: bool = False
    created: str = ""
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    pins: dict[str, str] = field(default_factory=dict)  # when each message was pinned, by its id
    quiet: int = 1440  # minutes without a word until it is archived

    @property
    def is_thread(self) -> bool:
        return self.kind in THREADS


@dataclass(slots=True)
class Guild:
    id: str
    name: str
    owner_id: str
    joined: str
    added_by: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    audit: list[Json] = field(default_factory=list)
    unavailable: bool = False
    bot_is_in: bool = True


@dataclass(slots=True)
class World:
    """Everything there is, by id; ids are handed out in the order of the twin's time."""

    clock: TwinClock
    users: dict[str, User] = field(default_factory=dict)
    guilds: dict[str, Guild] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)  # by guild id; global ones under ""
    files: dict[str, bytes] = field(default_factory=dict)
    _last: int = 0

    def new_id(self) -> str:
        """Give a snowflake of this moment, larger than every one before."""
        moment = int((self.clock.seconds() - DISCORD_EPOCH) * 1000) << 22
        self._last = max(self._last + 1, moment)
        return str(self._last)

    def stamp(self) -> str:
        return self.clock.now().isoformat(timespec="microseconds")

    def channels_of(self, guild_id: str) -> list[Channel]:
        return [each for each in self.channels.values() if each.guild_id == guild_id]

    def direct(self, one: User, other: User) -> Channel:
        """Give the two people's one direct channel."""
        for channel in self.channels.values():
            if channel.kind == DM and {each.id for each in channel.recipients} == {one.id, other.id}:
                return channel
        channel = Channel(self.new_id(), DM, recipients=[one, other])
        self.channels[channel.id] = channel
        return channel
