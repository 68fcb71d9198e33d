"""All that a stand-in Slack knows, and the news of what changes in it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from twins.loom.clock import Clock
from twins.loom.faults import Faults
from twins.loom.limits import Limits
from twins.loom.records import (
    Channel,
    Json,
    Message,
    News,
    ReplyAddress,
    Team,
    Token,
    Trigger,
    Upload,
    User,
    View,
)
from twins.loom.refusals import Refused
from twins.loopback.dice import Dice


@dataclass(frozen=True, slots=True)
class App:
    """The one app that the stand-in hosts."""

    id: str
    client_id: str
    client_secret: str
    signing_secret: str
    app_token: str


@dataclass(slots=True)
class World:
    clock: Clock
    dice: Dice
    faults: Faults
    limits: Limits
    app: App
    base_url: str = ""
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)
    _by_ts: dict[tuple[str, str], Message] = field(default_factory=dict)
    _threads: dict[tuple[str, str], list[Message]] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)  # a person's open modals, topmost last
    homes: dict[str, View] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    replies: dict[str, ReplyAddress] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    codes: dict[str, Json] = field(default_factory=dict)  # OAuth codes not yet exchanged
    refreshes: dict[str, Json] = field(default_factory=dict)  # refresh tokens not yet used
    news: list[News] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[str, Json]] = field(default_factory=list)  # method, answer
    splits: int = 0
    link_disabled: bool = False
    rotates: bool = False
    commands: frozenset[str] | None = None  # None: whatever is typed is a command of the app's
    checks_later: bool = False  # shapes are kept for `Twin.check_shapes`: for load tests
    unchecked: list[tuple[str, str, Json]] = field(default_factory=list)  # method, schema, arguments
    installer: str = ""  # who allows the app on the OAuth page; nobody: they say no
    tells: Callable[[Json, str], object] | None = None  # an event, and its team: to the app
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _made: Counter[str] = field(default_factory=Counter)

    def name(self, letter: str) -> str:
        """Give a new id: T, U, C, D, B, F, V and a number in capitals."""
        self._made[letter] += 1
        return f"{letter}0{self._made[letter]:08X}"

    def secret(self, prefix: str) -> str:
        return f"{prefix}{self.dice.getrandbits(96):024x}"

    def user(self, found: str, team: str) -> User:
        user = self.users.get(found)
        if user is None or not self.meets(user.team, team):
            raise Refused("user_not_found")
        return user

    def meets(self, one: str, other: str) -> bool:
        """Whether people of two workspaces can know each other: by a shared channel."""
        return one == other or any(
            {one, other} <= {channel.team, *channel.shared_with} for channel in self.channels.values()
        )

    def channel(self, found: str, team: str) -> Channel:
        channel = self.channels.get(found)
        if channel is None or channel.deleted or team not in {channel.team, *channel.shared_with}:
            raise Refused("channel_not_found")
        return channel

    def renumber(self, old: str, new: str) -> None:
        """Let a channel and all that stands in it go by another id."""
        channel = self.channels.pop(old)
        channel.id = new
        self.channels[new] = channel
        for message in self.messages.pop(old, []):
            del self._by_ts[old, message.ts]
            message.channel = new
            self._by_ts[new, message.ts] = message
            self.messages.setdefault(new, []).append(message)
        for place, ts in [each for each in self._threads if each[0] == old]:
            self._threads[new, ts] = self._threads.pop((place, ts))

    def message(self, channel: str, ts: str) -> Message | None:
        return self._by_ts.get((channel, ts))

    def add(self, message: Message) -> None:
        self.messages.setdefault(message.channel, []).append(message)
        self._by_ts[message.channel, message.ts] = message
        if message.thread_ts is not None and message.thread_ts != message.ts:
            self._threads.setdefault((message.channel, message.thread_ts), []).append(message)

    def replies_to(self, message: Message) -> list[Message]:
        """List what stands in a message's thread for everybody, oldest first."""
        found = self._threads.get((message.channel, message.ts), [])
        return [each for each in found if not each.deleted and each.only_for is None]

    def direct(self, one: str, other: str) -> Channel:
        """Give the DM of two, opening it when there is none."""
        for channel in self.channels.values():
            if channel.direct and channel.members == {one, other}:
                return channel
        channel = Channel(self.name("D"), self.users[one].team, "", {one, other}, direct=True)
        self.channels[channel.id] = channel
        return channel

    def trigger(self, team: str, person: str, cause: str, view: str | None = None) -> Trigger:
        made = Trigger(self.secret(f"{team}."), team, person, self.clock.now(), cause, view)
        self.triggers[made.id] = made
        return made

    def tell(self, kind: str, person: str | None, **details: Any) -> News:
        news = News(len(self.news), kind, person, **details)
        self.news.append(news)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        return news

    async def next_news(self, seconds: float) -> bool:
        """Wait, in real seconds, for something to change."""
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def event(self, team: str, event: Json) -> None:
        """Let the app know, if it listens."""
        if self.tells is not None:
            self.tells(event, team)
