"""What happens in threads, and is said in rooms, told to the bot; acknowledged once it is kept."""

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from adapters.slack import spoken
from adapters.slack.latest import Latest
from adapters.slack.speakers import Speakers
from adapters.slack.spoken import part
from adapters.slack.standing import Standing
from adapters.slack.witness import Witness
from adapters.slack.workspaces import Workspaces
from communitybot.conversation.addresses import BadAddress, MessageRef, PlaceAddress
from communitybot.conversation.inbound import (
    Heard,
    Listening,
    Missed,
    Posted,
    Reacted,
    Removed,
    Retold,
    Reworded,
    has_address,
)

Json = Mapping[str, Any]
Payload = dict[str, Any]

LATELY = 2.0  # seconds the list of threads that are listened to is good for
MOST_REMEMBERED = 20_000  # messages


class Door(Protocol):
    """The part of the bot that hears threads. What it was told is kept when it returns."""

    async def listens(self, thread: PlaceAddress) -> bool: ...
    async def hear(self, heard: Heard) -> None: ...
    async def listening(self, platform: str) -> Sequence[Listening]: ...
    async def retell(self, retold: Retold) -> None: ...
    async def miss(self, missed: Missed) -> None: ...


class Threads:
    """Hears. Whatever is told twice has one effect; what the bot could not keep raises, and comes again."""

    def __init__(
        self,
        bot: Door,
        *,
        speakers: Speakers,
        standing: Standing,
        workspaces: Workspaces,
        later: Callable[[Posted], object] = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`later` is given what was heard of somebody who could not be named yet."""
        self._bot = bot
        self._speakers = speakers
        self._standing = standing
        self._workspaces = workspaces
        self._later = later
        self._clock = clock
        self._listed: tuple[float, tuple[Listening, ...]] = (0.0, ())
        self._listing = asyncio.Lock()
        self._latest = Latest()
        self.witness = Witness()
        self._doings: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def message(self, body: Json, team: str) -> Payload:
        """A message event of any kind; of rooms, only new words with web addresses, and only of people."""
        event = part(body, "event")
        match event.get("subtype"):
            case "message_changed":
                await self._changed(body, event, team)
            case "message_deleted":
                await self._deleted(body, event, team)
            case _:
                await self._posted(body, event, team)
        return {}

    async def reaction(self, body: Json, team: str) -> Payload:
        """A reaction given or taken back, by people. It names its message, and that has to be found."""
        event = part(body, "event")
        item, user = part(event, "item"), str(event.get("user") or "")
        channel, stamp = str(item.get("channel") or ""), str(item.get("ts") or "")
        if item.get("type") != "message" or user == await self._us(team):
            return {}
        thread = self._standing.known(channel, stamp)
        if thread is None and await self._in_channel(channel):
            thread = await self._standing.thread(team, channel, stamp)
        told = _place(team, channel, thread)
        place = await self._listened(told, body) if told is not None else None
        if place is None:
            return {}
        on = event.get("type") == "reaction_added"
        try:
            who = await self._speakers.who(place.space, user)
            ref = MessageRef(place, stamp)
        except BadAddress:
            return {}
        await self._bot.hear(Reacted(who=who, ref=ref, mark=spoken.mark(event.get("reaction")), on=on))
        return {}

    async def read(self, message: Json, thread: PlaceAddress) -> Posted | None:
        """A message of a thread's history or an event as the core's value; None of what no person said."""
        at, stamp = spoken.moment(message.get("ts")), str(message.get("ts") or "")
        if at is None or not spoken.is_said_by_people(message, await self._us(thread.space)):
            return None
        author = self._speakers.who(thread.space, str(message.get("user")), message.get("user_profile"))
        try:
            # together, since Slack waits for the acknowledgement
            who, text = await asyncio.gather(author, self._words(message, thread))
            ref = MessageRef(thread, stamp)
        except BadAddress:
            return None
        self._standing.note(thread.place, stamp, thread.thread)
        if message.get("edited"):
            self._latest.changed(thread.place, message)
        return Posted(who=who, ref=ref, text=text, at=at, shown=spoken.shown(message))

    async def meet(self, thread: PlaceAddress, messages: Sequence[Json]) -> None:
        """Ask for the names of all who speak there at the same time, so that each is at hand."""
        said = {str(each.get("user")) for each in messages if not each.get("bot_id") and each.get("user")}
        with contextlib.suppress(BadAddress):
            await asyncio.gather(*(self._speakers.who(thread.space, each) for each in sorted(said)))

    async def as_it_stands(self, posted: Posted) -> Posted | None:
        """What was read a while ago, as it was changed since; None when it was deleted."""
        channel, stamp = posted.ref.place.place, posted.ref.message
        if self._latest.is_gone(channel, stamp):
            return None
        change = self._latest.change(channel, stamp)
        if change is None:
            return posted
        text = await self._words(change, posted.ref.place)
        return replace(posted, text=text, shown=spoken.shown(change))

    async def _posted(self, body: Json, event: Json, team: str) -> None:
        channel = str(event.get("channel") or "")
        room = _room(team, channel, event)
        told = _place(team, channel, spoken.thread_of(event)) or room
        if told is None or not spoken.is_said_by_people(event, await self._us(team)):
            return
        place = await self._listened(told, body)
        if place is None and room not in {None, told} and await self._bot.listens(told.room):
            place = told  # of this thread, words with an address alone are wanted
        if place is None or not self._is_first(place, event):
            return
        stamp = str(event.get("ts"))
        try:
            async with self._latest.turn(place.place, stamp):
                if self._latest.is_gone(place.place, stamp):
                    return
                posted = await self.read({**event, **(self._latest.change(place.place, stamp) or {})}, place)
                if posted is not None:
                    async with self.witness.live(place, posted):
                        await self._bot.hear(posted)
        except BaseException:
            self._doings.pop(_doing(place, event), None)
            raise
        if posted is not None and not posted.who.name:
            self._later(posted)

    async def _changed(self, body: Json, event: Json, team: str) -> None:
        """Words were changed, or a file taken out. An address that unfolded beneath them is no change."""
        message = part(event, "message")
        if message.get("subtype") == "tombstone":
            await self._deleted(body, {**event, "deleted_ts": message.get("ts")}, team)
            return
        at = _reworded_at(event, message)
        told = _place(team, str(event.get("channel") or ""), spoken.thread_of(message))
        if told is None or at is None or not spoken.is_said_by_people(message, await self._us(team)):
            return
        if await self._listened(told, body) is not None:  # of other threads nothing is remembered
            self._latest.changed(told.place, message)
        stamp = str(message.get("ts"))
        async with self._latest.turn(told.place, stamp):
            for place in await self._places(told, body):
                try:
                    ref = MessageRef(place, stamp)
                except BadAddress:
                    return
                text = await self._words(message, place)
                await self._bot.hear(Reworded(ref=ref, text=text, at=at, shown=spoken.shown(message)))

    async def _deleted(self, body: Json, event: Json, team: str) -> None:
        previous = part(event, "previous_message")
        stamp = str(event.get("deleted_ts") or previous.get("ts") or "")
        if previous and (previous.get("bot_id") or previous.get("user") == await self._us(team)):
            return
        channel = str(event.get("channel") or "")
        thread = spoken.thread_of(previous) or self._standing.known(channel, stamp)
        if thread is None and previous:
            return  # it stood in the room
        told = _place(team, channel, thread)
        places = await self._places(told, body) if told is not None else await self._in_channel(channel)
        self._latest.deleted(channel, stamp)
        async with self._latest.turn(channel, stamp):
            for place in places:
                try:
                    await self._bot.hear(Removed(refs=(MessageRef(place, stamp),)))
                except BadAddress:
                    return

    async def _words(self, message: Json, place: PlaceAddress) -> str:
        text = str(message.get("text") or "")
        people, rooms = await asyncio.gather(
            self._speakers.names(place.space, spoken.people_named(text)),
            self._speakers.rooms(place.space, spoken.rooms_named(text)),
        )
        return spoken.spoken(text, people, rooms)

    async def _us(self, team: str) -> str:
        workspace = await self._workspaces.find(team)
        return workspace.bot_user if workspace is not None else ""

    async def _listened(self, told: PlaceAddress, body: Json) -> PlaceAddress | None:
        """The thread if it is listened to; in a shared channel, also as another of our workspaces has it."""
        if await self._bot.listens(told):
            return told
        if not body.get("is_ext_shared_channel"):
            return None
        found = await self._in_channel(told.place)
        return next((each for each in found if each.thread == told.thread), None)

    async def _places(self, told: PlaceAddress, body: Json) -> tuple[PlaceAddress, ...]:
        """Every address a thread may be known by: one, but where workspaces share its channel."""
        if not body.get("is_ext_shared_channel"):
            return (told,)
        event = part(body, "event")
        named = {str(each or "") for each in (body.get("team_id"), event.get("team"), event.get("user_team"))}
        ours = [await self._workspaces.find(each) for each in sorted(named - {"", told.space})]
        others = [_place(each.team, told.place, told.thread) for each in ours if each is not None]
        listed = [each for each in await self._in_channel(told.place) if each.thread == told.thread]
        return tuple(dict.fromkeys((told, *(each for each in others if each is not None), *listed)))

    async def _in_channel(self, channel: str) -> tuple[PlaceAddress, ...]:
        """The threads of a channel that are listened to, whichever of our workspaces they are known in."""
        async with self._listing:
            until, listed = self._listed
            if until <= self._clock():
                listed = tuple(await self._bot.listening("slack"))
                self._listed = (self._clock() + LATELY, listed)
        return tuple(each.thread for each in listed if each.thread.place == channel)

    def _is_first(self, place: PlaceAddress, event: Json) -> bool:
        """Whether this is not the same doing under another `ts`, as Slack tells of some twice."""
        doing, stamp = _doing(place, event), str(event.get("ts"))
        if not doing[1]:
            return True
        first = self._doings.setdefault(doing, stamp)
        while len(self._doings) > MOST_REMEMBERED:
            self._doings.popitem(last=False)
        return first == stamp


def _reworded_at(event: Json, message: Json) -> datetime | None:
    """When words were changed; None where neither they nor the files are other than before."""
    edited = spoken.moment(part(message, "edited").get("ts"))
    before = event.get("previous_message")
    if edited is not None or not isinstance(before, Mapping):
        return edited
    same = before.get("text") == message.get("text") and spoken.shown(before) == spoken.shown(message)
    return None if same else spoken.moment(event.get("event_ts"))


def _doing(place: PlaceAddress, event: Json) -> tuple[str, str]:
    return (str(place), str(event.get("client_msg_id") or ""))


def _room(team: str, channel: str, event: Json) -> PlaceAddress | None:
    """The room something was said in, where there is a web address in it."""
    if not has_address(str(event.get("text") or "")):
        return None
    try:
        return PlaceAddress("slack", team, channel)
    except BadAddress:
        return None


def _place(team: str, channel: str, thread: str | None) -> PlaceAddress | None:
    try:
        return PlaceAddress("slack", team, channel, thread) if thread else None
    except BadAddress:
        return None
