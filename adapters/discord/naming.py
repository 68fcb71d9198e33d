"""People mentioned in what somebody typed, as the names they go by: Discord sends their numbers alone."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from adapters.discord.manners import Weight
from adapters.discord.names import Names
from adapters.discord.rest import Rest
from communitybot.conversation.inbound import Invoked, Submitted, Who
from communitybot.ports import DeliveryError

MENTION = re.compile(r"<@!?(\d{1,20})>")
MOST = 10  # ours: people looked up for one command
WITHIN = 1.5  # seconds; whoever typed it waits
NOBODY = "somebody"

Told = TypeVar("Told", Invoked, Submitted)


class Naming:
    """Looks up who is mentioned and not known yet."""

    def __init__(self, rest: Rest, names: Names) -> None:
        self._rest = rest
        self._names = names

    async def named(self, told: Told) -> Told:
        """What was told, with a name for each mention: one we cannot find becomes "somebody", no number."""
        texts = {name: value for name, value in told.values.items() if isinstance(value, str)}
        mentioned = list(dict.fromkeys(user for text in texts.values() for user in MENTION.findall(text)))
        if not mentioned:
            return told
        names = await self._found(told.who, mentioned[:MOST])
        read = {name: _read(text, names) for name, text in texts.items()}
        return replace(told, values={**told.values, **read})

    async def _found(self, who: Who, users: list[str]) -> Mapping[str, str]:
        guild = who.account.space
        if self._names.of(guild, who.account.person) is None:
            self._names.told(guild, who.account.person, who.name)
        asked = [
            asyncio.create_task(self._look_up(guild, user))
            for user in users
            if self._names.of(guild, user) is None
        ]
        if asked:
            await asyncio.wait(asked, timeout=WITHIN)
        known = {user: self._names.of(guild, user) for user in users}
        return {user: name.replace(",", " ") for user, name in known.items() if name}  # a comma would end it

    async def _look_up(self, guild: str, user: str) -> None:
        ask = self._rest.ask(
            "GET",
            "/guilds/{guild_id}/members/{user_id}",
            weight=Weight.OPTIONAL,
            guild_id=guild,
            user_id=user,
        )
        try:
            member = await self._rest.patiently(asyncio.create_task(ask))
        except DeliveryError:
            return  # a name is not worth an apology
        self._names.heard(guild, member["user"], member)


def _read(text: str, names: Mapping[str, str]) -> str:
    return MENTION.sub(lambda found: f"@{names.get(found[1], NOBODY)}", text)
