"""What those who speak are called: asked of Slack once an hour each, or read from its list when many come."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.people import People, who_is
from adapters.slack.platform import shown_name
from communitybot.conversation.addresses import PersonAddress
from communitybot.conversation.inbound import Who
from communitybot.ports import DeliveryError

LASTS = 3_600.0  # seconds a name is good for: to speak needs no power that could be lost meanwhile
AGAIN = 600.0  # seconds until the list of all people is read once more
PAGE, MOST_PAGES = 1_000, 10  # people a page, which is Slack's most, and pages; ours
PATIENCE = 0.6  # seconds; ours: Slack waits for the acknowledgement
MOST_REMEMBERED = 20_000  # people
MOST_NAMED = 10  # ours: names asked for in one message

Json = Mapping[str, Any]


class Speakers:
    """Remembers names. Who cannot be named now is heard all the same: the core keeps the name it knew."""

    def __init__(self, people: People, calls: Calls, clock: Callable[[], float] = time.monotonic) -> None:
        self._people = people
        self._calls = calls
        self._clock = clock
        self._known: OrderedDict[PersonAddress, tuple[float, Who]] = OrderedDict()
        self._listed: dict[str, float] = {}
        self._listing: dict[str, asyncio.Task[None]] = {}
        self._rooms: OrderedDict[str, tuple[float, str]] = OrderedDict()

    async def who(self, team: str, user: str, profile: object = None) -> Who:
        """Who speaks, without any power; `profile` is what the event itself tells of them."""
        account = PersonAddress("slack", team, user)
        if (known := self._remembered(account)) is not None:
            return known
        if isinstance(profile, Mapping) and (name := _told_name(profile)):
            return self._keep(Who(account=account, name=name))
        told = await self._people.who(team, user)
        if not told.name:
            await self._read_the_list(team)
            return self._remembered(account) or told
        return self._keep(told)

    async def names(self, team: str, users: Iterable[str]) -> dict[str, str]:
        """The names of people mentioned, by account; who has none is left out."""
        asked = list(users)[:MOST_NAMED]
        found = await asyncio.gather(*(self.who(team, each) for each in asked))
        return {who.account.person: who.name for who in found if who.name}

    async def rooms(self, team: str, channels: Iterable[str]) -> dict[str, str]:
        """The names of rooms mentioned, by id; what Slack does not tell is left out."""
        asked = list(channels)[:MOST_NAMED]
        found = await asyncio.gather(*(self._room(team, each) for each in asked))
        return {channel: name for channel, name in zip(asked, found, strict=True) if name}

    async def stop(self) -> None:
        """End what is being asked."""
        listing = list(self._listing.values())
        for task in listing:
            task.cancel()
        await asyncio.gather(*listing, return_exceptions=True)

    def _remembered(self, account: PersonAddress) -> Who | None:
        until, who = self._known.get(account, (0.0, None))
        return who if until > self._clock() else None

    def _keep(self, who: Who) -> Who:
        kept = replace(who, roles=frozenset(), rights_told=False)
        self._known[who.account] = (self._clock() + LASTS, kept)
        self._known.move_to_end(who.account)
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return kept

    async def _read_the_list(self, team: str) -> None:
        """Wait a moment for the list of all people, read by one for all who want it."""
        if self._listed.get(team, 0.0) > self._clock():
            return
        task = self._listing.get(team)
        if task is None:
            task = self._listing[team] = asyncio.create_task(self._list(team), name="slack people")
            task.add_done_callback(lambda _: self._listing.pop(team, None))
        await asyncio.wait({task}, timeout=PATIENCE)

    async def _list(self, team: str) -> None:
        cursor: str | None = None
        try:
            for _ in range(MOST_PAGES):
                page = await self._calls.call(
                    team, "users.list", limit=PAGE, cursor=cursor, include_locale="true"
                )
                for user in page.get("members") or ():
                    self._keep(who_is(PersonAddress("slack", team, str(user["id"])), user))
                cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
                if cursor is None:
                    break
        except DeliveryError:
            return  # the next one who speaks asks again
        self._listed[team] = self._clock() + AGAIN

    async def _room(self, team: str, channel: str) -> str:
        until, name = self._rooms.get(channel, (0.0, ""))
        if until > self._clock():
            return name
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._calls.call(team, "conversations.info", channel=channel)
        except (DeliveryError, TimeoutError):
            return ""
        told = answer.get("channel") or {}
        name = "" if told.get("is_private") else str(told.get("name") or "")  # it may be none of theirs
        self._rooms[channel] = (self._clock() + LASTS, name)
        while len(self._rooms) > MOST_REMEMBERED:
            self._rooms.popitem(last=False)
        return name


def _told_name(profile: Json) -> str:
    """The name an event's `user_profile` tells; empty where it tells none."""
    name = shown_name({"profile": profile, "name": profile.get("name")})
    return "" if name == shown_name({}) else name
