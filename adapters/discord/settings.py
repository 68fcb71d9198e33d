"""Discord's own variables, read once; every mistake is told by its name, and the token is never shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from communitybot.settings import BadSettings

T = TypeVar("T")

TOKEN = "DISCORD_TOKEN"  # noqa: S105 - the variable's name
SWITCHES = {
    "on": True,
    "off": False,
    "yes": True,
    "no": False,
    "true": True,
    "false": False,
    "1": True,
    "0": False,
}
MOST_SHARDS = 100_000  # ours: far above the largest bots


class HasEnvironment(Protocol):
    """What this adapter reads of the bot's settings."""

    @property
    def environment(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """How to reach Discord. Addresses are None for Discord's own.

    `shard_ids` are the shards this process runs out of `shard_count`; without them discord.py runs as many
    as Discord recommends.
    """

    token: str = field(repr=False)
    api_url: str | None = None
    gateway_url: str | None = None
    message_content: bool = False
    shard_ids: tuple[int, ...] | None = None
    shard_count: int | None = None


def is_wanted(settings: HasEnvironment) -> bool:
    return bool(settings.environment.get(TOKEN, "").strip())


def read(settings: HasEnvironment) -> DiscordSettings:
    """Read what is set.

    Raises:
        BadSettings: with every mistake at once.
    """
    reading = _Reading(settings.environment)
    ids = reading.take("DISCORD_SHARD_IDS", _shards)
    count = reading.take("DISCORD_SHARD_COUNT", _count)
    if ids is not None and count is None and "DISCORD_SHARD_COUNT" not in reading.named:
        reading.mistakes.append(
            "DISCORD_SHARD_COUNT is needed with DISCORD_SHARD_IDS: how many there are in all"
        )
    if ids is not None and count is not None and max(ids) >= count:
        reading.mistakes.append(
            f"DISCORD_SHARD_IDS are numbered from 0 to {count - 1} (DISCORD_SHARD_COUNT less one)"
        )
    found = DiscordSettings(
        token=reading.take(TOKEN, _token) or "",
        api_url=reading.take("DISCORD_API_URL", _api),
        gateway_url=reading.take("DISCORD_GATEWAY_URL", _gateway),
        message_content=reading.take("DISCORD_MESSAGE_CONTENT", _switch) or False,
        shard_ids=ids,
        shard_count=count,
    )
    if reading.mistakes:
        raise BadSettings(tuple(reading.mistakes))
    return found


def mistakes(settings: HasEnvironment) -> tuple[str, ...]:
    """A sentence for each mistake; none when it can run."""
    try:
        read(settings)
    except BadSettings as bad:
        return bad.mistakes
    return ()


class _Reading:
    """Takes variables one by one and gathers what is wrong with them; an empty one counts as not set."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._told = {name: value.strip() for name, value in environment.items() if value and value.strip()}
        self.mistakes: list[str] = []
        self.named: set[str] = set()

    def take(self, name: str, read: Callable[[str], T]) -> T | None:
        if name not in self._told:
            return None
        self.named.add(name)
        try:
            return read(self._told[name])
        except ValueError as problem:
            self.mistakes.append(f"{name} {problem}")
            return None


def _token(text: str) -> str:
    bare = text.removeprefix("Bot ").strip()
    if not bare.isascii() or not bare.isprintable() or " " in bare:
        raise ValueError("is one word of plain letters, copied from the Bot page of your application")
    return bare


def _api(text: str) -> str:
    url = _url(text, {"http", "https"}, "is a web address that ends in /api/v10")
    if not url.endswith("/api/v10"):
        raise ValueError(f"ends in /api/v10 (it is {text[:80]!r})")
    return url


def _gateway(text: str) -> str:
    return _url(text, {"ws", "wss"}, "is an address that begins with ws:// or wss://")


def _url(text: str, schemes: set[str], rule: str) -> str:
    try:
        parts = urlsplit(text)
        readable = parts.scheme in schemes and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        readable = False
    if not readable:
        raise ValueError(rule)
    return text.rstrip("/")


def _switch(text: str) -> bool:
    try:
        return SWITCHES[text.lower()]
    except KeyError:
        raise ValueError(f"is on or off (it is {text[:40]!r})") from None


def _shards(text: str) -> tuple[int, ...]:
    """Read `0,1,2` or `0-3`, or a mixture."""
    found: list[int] = []
    for part in filter(None, re.split(r"[\s,]+", text)):
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise ValueError(f"are numbers such as 0,1,2 or 0-3 (it is {text[:40]!r})")
        found += range(int(match[1]), min(int(match[2] or match[1]), MOST_SHARDS) + 1)
    if not found:
        raise ValueError(f"are numbers such as 0,1,2 or 0-3 (it is {text[:40]!r})")
    return tuple(sorted(set(found)))


def _count(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text) or not 1 <= int(text) <= MOST_SHARDS:
        raise ValueError(f"is a whole number, 1 or more (it is {text[:40]!r})")
    return int(text)
