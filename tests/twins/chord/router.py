"""Which function answers which path; templates are those of the published description."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twins.chord.errors import Refused
from twins.chord.state import Channel, Guild, Json

if TYPE_CHECKING:
    from twins.chord.core import Core


@dataclass(frozen=True, slots=True)
class Upload:
    index: str
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: Any = None


@dataclass(slots=True)
class Call:
    """One request, taken apart: what a handler needs and no socket."""

    core: "Core"
    method: str
    template: str
    params: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def route(self) -> str:
        return f"{self.method} {self.template}"

    def channel(self) -> Channel:
        channel = self.core.world.channels.get(self.params["channel_id"])
        if channel is None:
            raise Refused(10003)
        if channel.guild_id is not None:
            self._guild(channel.guild_id)
        return channel

    def guild(self) -> Guild:
        return self._guild(self.params["guild_id"])

    def _guild(self, guild_id: str) -> Guild:
        guild = self.core.world.guilds.get(guild_id)
        if guild is None:
            raise Refused(10004)
        if not guild.bot_is_in:
            raise Refused(50001)
        return guild

    def whole(self, name: str, default: int, least: int, most: int) -> int:
        """Read a whole number from the query, within its bounds."""
        given = self.query.get(name, str(default))
        if not given.isdigit() or not least <= int(given) <= most:
            raise Refused(50035, faults=[f"{name}: between {least} and {most}"])
        return int(given)


Handler = Callable[[Call], Awaitable[Reply]]
_ROUTES: dict[tuple[str, str], Handler] = {}
_PATTERNS: list[tuple[int, re.Pattern[str], str, str]] = []


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Answer this method and path with the function below."""

    def keep(handler: Handler) -> Handler:
        _ROUTES[method, template] = handler
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + r"/?")
        _PATTERNS.append((template.count("{"), pattern, method, template))
        _PATTERNS.sort(key=lambda each: each[0])  # a written word wins over a variable
        return handler

    return keep


def find(method: str, path: str) -> tuple[Handler, str, dict[str, str]] | None:
    for _, pattern, wanted, template in _PATTERNS:
        found = pattern.fullmatch(path) if wanted == method else None
        if found:
            return _ROUTES[method, template], template, found.groupdict()
    return None


def body_of(call: Call) -> Json:
    if not isinstance(call.body, dict):
        raise Refused(50035, faults=["body: an object is needed"])
    return call.body
