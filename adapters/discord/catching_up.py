"""Reads what may have been missed in threads from their history, until each has been told or cannot be."""

import asyncio
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord import places
from adapters.discord.connection import Connection
from adapters.discord.hearing import Hearing
from adapters.discord.history import History
from adapters.discord.names import Names
from adapters.discord.spans import spans
from adapters.discord.spoken import is_persons, is_withheld, mentioned, posted
from communitybot.bot import Bot
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Heard, Listening, Missed, Posted, Removed, Retold, Reworded
from communitybot.logs import Log
from communitybot.ports import TryLater, Unauthorised, Undeliverable

log = Log("adapters.discord")

Json = dict[str, Any]

AT_ONCE = 3  # ours: threads read side by side
FIRST, LONGEST = 0.5, 60.0  # seconds between two tries
BREATH = 100  # messages read before others have their turn
EVER = datetime(2015, 1, 1, tzinfo=UTC)  # nothing on Discord is older
OVERLAP = timedelta(seconds=5)  # read twice at the end: ids are given out by several machines of Discord's
WITHHELD = "the words of messages, which Discord keeps from me"


class CatchingUp:
    """Tells the core what threads hold, wherever something may have gone unheard."""

    def __init__(
        self, bot: Bot, connection: Connection, history: History, hearing: Hearing, names: Names
    ) -> None:
        self._bot = bot
        self._connection = connection
        self._history = history
        self._hearing = hearing
        self._names = names
        self._reading = asyncio.Semaphore(AT_ONCE)
        self._latest: dict[Hashable, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, what: Hashable, wanted: Callable[[PlaceAddress], bool], *, after: float = 0.0) -> None:
        """Go through the threads that are wanted; from the beginning where that was under way."""
        if before := self._latest.pop(what, None):
            before.cancel()
        task = asyncio.create_task(self._go(wanted, after), name="catching up")
        self._latest[what] = task
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._done(what, done))

    async def close(self, within: float) -> None:
        """End; what has reached the database ends there whole."""
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)

    def _done(self, what: Hashable, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if self._latest.get(what) is task:
            del self._latest[what]

    async def _go(self, wanted: Callable[[PlaceAddress], bool], after: float) -> None:
        await asyncio.sleep(after)
        threads: list[Listening] = []

        async def ask() -> None:
            threads.extend(await self._bot.listening(places.PLATFORM))

        await _surely(ask)
        async with asyncio.TaskGroup() as group:
            for each in threads:
                if wanted(each.thread):
                    group.create_task(_surely(self._told_of(each)))

    def _told_of(self, listening: Listening) -> Callable[[], Any]:
        async def tell() -> None:
            async with self._reading:
                try:
                    await self._tell(listening)
                except (Unauthorised, Undeliverable) as refused:
                    await self._miss(listening, str(refused))

        return tell

    async def _miss(self, listening: Listening, why: str) -> None:
        log.warning("A thread's history cannot be read.", action="discord.missed", why=why)
        now = self._bot.now()
        await self._bot.miss(Missed(thread=listening.thread, since=listening.since, until=now, why=why))

    async def _tell(self, listening: Listening) -> None:
        """Tell all, the end last: that is read again while nothing is told live, so that it is whole."""
        thread, channel = listening.thread, places.channel_of(listening.thread)
        if self._connection.client.get_guild(int(thread.space)) is None:
            raise TryLater(timedelta(seconds=FIRST))
        found: dict[str, Json] = {}
        with self._hearing.witness(channel) as meanwhile:
            await self._history.may_read(channel, thread.place)
            await self._read(channel, listening.since, found)
            await self._names.meet(thread.space, {user for each in found.values() for user in _people(each)})
            since, end = listening.since, _end(found, listening.since)
            for span in spans(await self._posts(thread, found), since, end):
                async with self._hearing.held(channel):
                    posts = _as_it_stands(span.posts, meanwhile)
                    await self._retell(thread, since, span.until, posts)
                since = span.until
            async with self._hearing.held(channel):
                until = self._bot.now()
                await self._read(channel, end, found)
                until = max(until, _last(found))  # where our clock is behind Discord's
                posts = _as_it_stands(await self._posts(thread, found, after=since), meanwhile)
                await self._retell(thread, since, until, posts)

    async def _retell(
        self, thread: PlaceAddress, since: datetime, until: datetime, posts: tuple[Posted, ...]
    ) -> None:
        await self._bot.retell(Retold(thread=thread, since=since, until=until, posts=posts))

    async def _read(self, channel: str, since: datetime, found: dict[str, Json]) -> None:
        async for message in self._history.said(channel, since):
            found[str(message["id"])] = message

    async def _posts(
        self, thread: PlaceAddress, found: Mapping[str, Json], *, after: datetime | None = None
    ) -> list[Posted]:
        """Read messages, oldest first, letting others have their turn now and then."""
        if _are_withheld(found.values()):
            raise Unauthorised(WITHHELD)
        told: list[Posted] = []
        for count, number in enumerate(sorted(found, key=int)):
            if is_persons(found[number]):
                post = posted(found[number], thread, self._names.in_message(thread.space, found[number]))
                told += [] if post is None or (after and post.at <= after) else [post]
            if count % BREATH == 0:
                await asyncio.sleep(0)
        return told


def _people(message: Json) -> set[str]:
    return {str(user["id"]) for user, _ in mentioned(message)} if is_persons(message) else set()


def _end(found: Mapping[str, Json], since: datetime) -> datetime:
    """Where the second reading begins: shortly before the last message of the first."""
    return max(since, _last(found) - OVERLAP)


def _last(found: Mapping[str, Json]) -> datetime:
    return max((datetime.fromisoformat(each["timestamp"]) for each in found.values()), default=EVER)


def _are_withheld(messages: Iterable[Json]) -> bool:
    """Whether Discord leaves the words out; a few messages without any may be of a kind not known here."""
    persons = [message for message in messages if is_persons(message)]
    return sum(is_withheld(message) for message in persons) * 2 > len(persons)


def _as_it_stands(posts: Sequence[Posted], meanwhile: Sequence[Heard]) -> tuple[Posted, ...]:
    """Let what was told live while history was read be the last word."""
    gone = {ref for each in meanwhile if isinstance(each, Removed) for ref in each.refs}
    changed = {each.ref: each for each in meanwhile if isinstance(each, Reworded)}
    stand = [each for each in posts if each.ref not in gone]
    return tuple(_changed(each, changed.get(each.ref)) for each in stand)


def _changed(post: Posted, since: Reworded | None) -> Posted:
    if since is None:
        return post
    return replace(post, text=since.text, shown=since.shown)


async def _surely(work: Callable[[], Any]) -> None:
    """Do something until it succeeds, with growing patience."""
    delay = FIRST
    while True:
        try:
            await work()
        except TryLater as later:
            wait = max(delay, later.after.total_seconds())
        except Exception as fault:  # noqa: BLE001 - whatever it is, it may pass, and the bot goes on
            log.warning("A history was not told.", action="discord.retell", fault=type(fault).__name__)
            wait = delay
        else:
            return
        await asyncio.sleep(wait)
        delay = min(delay * 2, LONGEST)
