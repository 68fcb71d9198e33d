"""Where the bot's messages go on Discord: posted once, found again by what they carry, edited in place."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from adapters.discord import errors, places, tokens
from adapters.discord.doors import SHUT, Doors
from adapters.discord.errors import Needs
from adapters.discord.history import History
from adapters.discord.inbound import name_of
from adapters.discord.manners import Weight
from adapters.discord.marks import marker_of, nonce_of
from adapters.discord.pinning import Pinning
from adapters.discord.reply import draw_message
from adapters.discord.rest import Rest, code_of
from communitybot.conversation import limits
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.inbound import Away
from communitybot.conversation.message import Message
from communitybot.conversation.visible import visible
from communitybot.ports import PlatformPerson, TryLater, Unauthorised, Undeliverable

Json = dict[str, Any]
T = TypeVar("T")

CHANNEL = "/channels/{channel_id}"
MESSAGES = CHANNEL + "/messages"
MESSAGE = MESSAGES + "/{message_id}"
THREAD_NAME = 100  # Discord: a thread's name
QUIET = 10_080  # minutes without a word until Discord archives a thread: a week, its longest
IN_THREADS = Needs(permission="Send Messages in Threads")
STARTS_THREADS = Needs(permission="Create Public Threads")
CLOSES_THREADS = Needs(permission="Manage Threads")


OUTAGE = timedelta(minutes=1)  # ours: until a server with an outage is asked again
Lost = Callable[[PlaceAddress, Away], Awaitable[bool]]


class DiscordPlatform:
    """A platform whose keys are nonces: honoured for "a few minutes" by Discord, for one by us.

    A post that outlasts its caller's patience goes on; asked again with the same key meanwhile, it is that
    post that is waited for, and no second one is made.
    """

    name = places.PLATFORM
    honours_keys_for = timedelta(seconds=60)

    def __init__(
        self,
        rest: Rest,
        history: History,
        doors: Doors,
        now: Callable[[], datetime],
        *,
        lost: Lost | None = None,
        opened: Callable[[PlaceAddress], object] | None = None,
    ) -> None:
        """`lost` is told of a place in which nothing can be posted, before the refusal is raised.

        `opened` is told of each thread that was opened.
        """
        self._rest = rest
        self._lost = lost
        self._opened = opened
        self._history = history
        self._doors = doors
        self._now = now
        self._pinning = Pinning(rest)
        self._posting: dict[tuple[str, str], asyncio.Task[MessageRef]] = {}

    async def post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        at = (_channel(place), key)
        work = self._posting.get(at)
        if work is None:
            work = asyncio.create_task(self._of_a_room(place, message, self._post(place, message, key)))
            self._posting[at] = work
            work.add_done_callback(lambda _: self._posting.pop(at, None))
        ref: MessageRef = await self._rest.patiently(work)
        return ref

    async def find(self, place: PlaceAddress, key: str, since: datetime) -> MessageRef | None:
        if (_channel(place), key) in self._posting:
            raise TryLater(timedelta(seconds=5))
        found = await self._history.look(_channel(place), place.place, marker_of(key), since)
        return None if found is None else MessageRef(place, found)

    async def edit(self, ref: MessageRef, message: Message) -> None:
        body = self._drawn(ref.place, message, edits=True)
        body.setdefault("attachments", [])
        editing = self._of_a_room(ref.place, message, self._edit(ref, body, message))
        await self._rest.patiently(asyncio.create_task(editing))

    async def remove(self, ref: MessageRef) -> None:
        try:
            await self._rest.patiently(asyncio.create_task(self._at(ref, "DELETE")))
        except Undeliverable as never:
            if not never.gone:
                raise

    async def open_thread(
        self,
        place: PlaceAddress,
        title: str,
        opening: Message,
        key: str,
        *,
        first: MessageRef | None = None,
        pinned: bool = True,
    ) -> PlaceAddress:
        room = place.room
        first = first or await self.post(room, opening, key)
        await self._rest.patiently(asyncio.create_task(self._start_thread(room, title, first.message)))
        if pinned:
            await self._pinning.pin(room, first.message)
        thread = PlaceAddress(room.platform, room.space, room.place, first.message)  # it has its message's id
        if self._opened is not None:
            self._opened(thread)
        return thread

    async def close(self, place: PlaceAddress) -> None:
        if place.thread is None:
            return
        try:
            await self._change_thread(place, {"archived": True, "locked": True})
        except Unauthorised:  # locking takes a permission that archiving our own does not
            await self._change_thread(place, {"archived": True})
        except Undeliverable as never:
            if code_of(never) != errors.ARCHIVED and not never.gone:
                raise
        await self._pinning.unpin(place.room, place.thread)

    async def reopen(self, place: PlaceAddress) -> None:
        if place.thread is None:
            return
        try:
            await self._change_thread(place, {"archived": False, "locked": False})
        except Unauthorised:  # then it was not locked by us
            await self._change_thread(place, {"archived": False})

    async def direct(self, person: PersonAddress) -> PlaceAddress:
        if person.platform != places.PLATFORM or not places.is_number(person.person):
            raise Undeliverable("there is nobody of that name", gone=True)
        return places.direct(person.space, await self._doors.channel(person.person))

    async def look_up(self, person: PersonAddress) -> PlatformPerson | None:
        ask = self._rest.ask(
            "GET",
            "/guilds/{guild_id}/members/{user_id}",
            weight=Weight.OPTIONAL,
            guild_id=person.space,
            user_id=person.person,
        )
        try:
            member = await self._rest.patiently(asyncio.create_task(ask))
        except Undeliverable as never:
            if never.gone:
                return None
            raise
        return PlatformPerson(person, name_of(member["user"], member))

    def link(self, ref: MessageRef) -> str | None:
        """Where a browser or the app opens a message."""
        return places.web_address(ref)

    async def _start_thread(self, room: PlaceAddress, title: str, first: str) -> None:
        name = limits.shorten(visible(title), THREAD_NAME) or "Thread"
        try:
            await self._rest.ask(
                "POST",
                MESSAGE + "/threads",
                json={"name": name[:THREAD_NAME], "auto_archive_duration": QUIET},
                needs=STARTS_THREADS,
                channel_id=_channel(room),
                message_id=first,
            )
        except Undeliverable as told:
            if code_of(told) != errors.ALREADY_A_THREAD:
                raise

    async def _post(self, place: PlaceAddress, message: Message, key: str) -> MessageRef:
        body = self._drawn(place, message, marker=marker_of(key)) | {"enforce_nonce": True}
        try:
            posted = await self._send(place, message, body | {"nonce": nonce_of(key)})
        except Undeliverable as never:
            if code_of(never) == errors.ARCHIVED:
                await self._change_thread(place, {"archived": False})
                posted = await self._send(place, message, body | {"nonce": nonce_of(key)})
            elif code_of(never) == errors.NO_MESSAGE:  # the nonce is remembered, its message was deleted
                posted = await self._send(place, message, body | {"nonce": nonce_of(f"{key} anew")[:25]})
            else:
                raise
        return MessageRef(place, str(posted["id"]))

    async def _of_a_room(
        self, place: PlaceAddress, message: Message | None, work: Coroutine[Any, Any, T]
    ) -> T:
        """Do something in a room; if it turns out that nothing can be posted there, tell of that first."""
        try:
            return await work
        except (Undeliverable, Unauthorised) as refused:
            away = errors.away(code_of(refused), files=bool(message and message.files))
            if self._lost is None or away is None or places.is_direct(place):
                raise
            refused.room = await self._lost(place, away)
            if not refused.room:
                raise TryLater(OUTAGE) from refused
            raise

    async def _send(self, place: PlaceAddress, message: Message, body: Json) -> Any:
        channel, private = _channel(place), places.is_direct(place)
        if private:
            self._doors.demand(channel)
        try:
            return await self._rest.ask(
                "POST",
                MESSAGES,
                json=body,
                files=message.files,
                rests=None if private else channel,
                needs=IN_THREADS if place.thread else Needs(),
                channel_id=channel,
            )
        except Undeliverable as never:
            if private and code_of(never) in SHUT:
                await self._doors.shut(channel)
            raise

    async def _edit(self, ref: MessageRef, body: Json, message: Message) -> None:
        try:
            await self._at(ref, "PATCH", body, message)
        except Undeliverable as never:
            if code_of(never) != errors.ARCHIVED:
                raise
            await self._change_thread(ref.place, {"archived": False})
            await self._at(ref, "PATCH", body, message)

    async def _at(
        self, ref: MessageRef, method: str, body: Json | None = None, message: Message | None = None
    ) -> None:
        await self._rest.ask(
            method,
            MESSAGE,
            weight=Weight.OPTIONAL,
            json=body,
            files=message.files if message else (),
            rests=f"{_channel(ref.place)} {method}",
            channel_id=_channel(ref.place),
            message_id=ref.message,
        )

    async def _change_thread(self, place: PlaceAddress, change: Json) -> None:
        ask = self._rest.ask("PATCH", CHANNEL, json=change, needs=CLOSES_THREADS, channel_id=_channel(place))
        await self._rest.patiently(asyncio.create_task(ask))

    def _drawn(
        self, place: PlaceAddress, message: Message, *, marker: int | None = None, edits: bool = False
    ) -> Json:
        space = place.space if places.is_direct(place) else None
        return tokens.about(draw_message(message, marker=marker, now=self._now(), edits=edits), space)


def _channel(place: PlaceAddress) -> str:
    channel = places.channel_of(place)
    if place.platform != places.PLATFORM or not places.is_number(channel):
        raise Undeliverable(f"there is no place {place}", gone=True)
    return channel
