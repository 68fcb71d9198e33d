"""The names that people of a server go by, from what it tells anyway; history alone leaves them out."""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from adapters.discord.connection import Connection
from adapters.discord.inbound import name_of
from adapters.discord.plain import Find, Named
from adapters.discord.spoken import mentioned
from communitybot.ports import TryLater

Json = Mapping[str, Any]

MOST = 20_000  # names remembered; ours: a few megabytes
AT_ONCE = 100  # Discord: people asked for in one request
WITHIN = 10.0  # seconds a request for people may take


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    person: bool


class Names:
    """What accounts are called in their servers, people's and apps', as far as anybody has told."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()

    def of(self, guild: str, user: str) -> str | None:
        known = self._known.get((guild, user))
        return None if known is None else known.name

    def is_person(self, guild: str, user: str) -> bool:
        """Whether an account is known, and no app's."""
        known = self._known.get((guild, user))
        return known is not None and known.person

    def told(self, guild: str, user: str, name: str, *, person: bool = True) -> None:
        """Remember what somebody is called in a server."""
        self._known[guild, user] = _Known(name, person)
        self._known.move_to_end((guild, user))
        while len(self._known) > MOST:
            self._known.popitem(last=False)

    def heard(self, guild: str, user: Json, member: Json) -> None:
        """Remember somebody as their server tells of them."""
        self.told(guild, str(user["id"]), name_of(user, member), person=not user.get("bot"))

    def in_message(self, guild: str, message: Json) -> Named:
        """Names of those in a message, and of the roles and rooms of its server."""
        people = {}
        for user, member in mentioned(message):
            key = str(user["id"])
            if member is not None:
                self.heard(guild, user, member)
            people[key] = self.of(guild, key) or name_of(user, member)
        server = self._server(guild)
        return Named(people=people, role=_roles(server), room=_rooms(server))

    async def meet(self, guild: str, users: Iterable[str]) -> None:
        """Ask for people nobody has told us of, a hundred at a time. Who is not found stays unknown."""
        strange = [each for each in dict.fromkeys(users) if (guild, each) not in self._known]
        server = self._server(guild)
        if server is None:
            return
        with contextlib.suppress(TimeoutError, discord.DiscordException, RuntimeError, LookupError, OSError):
            for start in range(0, len(strange), AT_ONCE):
                asked = [int(each) for each in strange[start : start + AT_ONCE]]
                async with asyncio.timeout(WITHIN):
                    for member in await server.query_members(user_ids=asked, limit=AT_ONCE, cache=False):
                        self.told(guild, str(member.id), member.display_name, person=not member.bot)

    def _server(self, guild: str) -> discord.Guild | None:
        try:
            return self._connection.client.get_guild(int(guild))
        except TryLater:
            return None


def _roles(server: discord.Guild | None) -> Find:
    def find(number: str) -> str | None:
        role = None if server is None else server.get_role(int(number))
        return None if role is None else role.name.removeprefix("@")

    return find


def _rooms(server: discord.Guild | None) -> Find:
    def find(number: str) -> str | None:
        room = None if server is None else server.get_channel_or_thread(int(number))
        return None if room is None else room.name

    return find
