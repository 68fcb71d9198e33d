"""People mentioned in what somebody typed, as the names they go by: Discord sends their numbers alone."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from adapters.discord.inbound import name_of
from adapters.discord.manners import Weight
from adapters.discord.rest import Rest
from communitybot.conversation.inbound import Invoked, Submitted, Who
from communitybot.ports import DeliveryError

MENTION = re.compile(r"<@!?(\d{1,20})>")
MOST = 10  # ours: people looked up for one command
MOST_KNOWN = 1_000  # names remembered
WITHIN = 1.5  # seconds; whoever typed it waits
NOBODY = "somebody"

Told = TypeVar("Told", Invoked, Submitted)


class Naming:
    """Looks up who is mentioned, and remembers them for a while."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def named(self, told: Told) -> Told:
        """What was told, with a name for each mention: one we cannot find becomes "somebody", no number."""
        texts = {name: value for name, value in told.values.items() if isinstance(value, str)}
        mentioned = list(dict.fromkeys(user for text in texts.values() for user in MENTION.findall(text)))
        if not mentioned:
            return told
        names = await self._names(told.who, mentioned[:MOST])
        read = {name: _read(text, names) for name, text in texts.items()}
        return replace(told, values={**told.values, **read})

    async def _names(self, who: Who, users: list[str]) -> Mapping[str, str]:
        guild = who.account.space
        self._remember(guild, who.account.person, who.name)
        asked = [
            asyncio.create_task(self._look_up(guild, user))
            for user in users
            if not self._is_known(guild, user)
        ]
        if asked:
            await asyncio.wait(asked, timeout=WITHIN)
        return {user: self._known[guild, user] for user in users if self._is_known(guild, user)}

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
        self._remember(guild, user, name_of(member["user"], member))

    def _is_known(self, guild: str, user: str) -> bool:
        return (guild, user) in self._known

    def _remember(self, guild: str, user: str, name: str) -> None:
        self._known[guild, user] = name.replace(",", " ")  # which would end it, among several
        self._known.move_to_end((guild, user))
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


def _read(text: str, names: Mapping[str, str]) -> str:
    return MENTION.sub(lambda found: f"@{names.get(found[1], NOBODY)}", text)
