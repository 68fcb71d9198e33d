"""What was said in threads while nothing was heard: read from their history, or told as missed."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.slack.calls import Calls
from adapters.slack.errors import status_of
from adapters.slack.pace import Use
from adapters.slack.spoken import moment
from adapters.slack.threads import Door, Threads
from communitybot.conversation.addresses import PlaceAddress
from communitybot.conversation.inbound import Listening, Missed, Posted, Retold
from communitybot.logs import Log
from communitybot.ports import DeliveryError, TryLater, Undeliverable

PAGE = 200  # Slack gives fewer, 15, to apps that are widely distributed outside its Marketplace
MOST_PAGES = 200  # of one thread; ours
FIRST_WAIT, MOST_WAIT = 1.0, 60.0  # seconds between tries, doubled each time
PATIENCE = 600.0  # seconds; ours: if Slack lets history be read so slowly, the gap is told instead
OFF = timedelta(seconds=10)  # by how much our clock may be ahead of Slack's
TOGETHER = 10.0  # seconds in which it is not done twice; ours
SPAN = 200  # posts told at one time; ours
NEVER = datetime.fromtimestamp(0, UTC)
TOO_SLOW = "Slack lets too little of its history be read"
TOO_LONG = "there was more than I can read again"
log = Log("communitybot.slack")

Json = Mapping[str, Any]


@dataclass(slots=True)
class _Reading:
    """How far the history of one thread has been read, and how long Slack's limits held it up."""

    thread: PlaceAddress
    since: datetime
    posts: list[Posted] = field(default_factory=list)
    meanwhile: list[Posted] = field(default_factory=list)  # what was told live
    asked: datetime = NEVER  # when Slack was asked for the last page
    until: datetime | None = None  # what was read last
    cursor: str = ""
    pages: int = 0
    waited: float = 0.0


class CatchingUp:
    """Goes through all threads that are listened to; asked again meanwhile, it goes through them again."""

    def __init__(
        self,
        bot: Door,
        calls: Calls,
        threads: Threads,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        now: Callable[[], datetime],
    ) -> None:
        """`now` is about the time that Slack has, too."""
        self._bot = bot
        self._calls = calls
        self._threads = threads
        self._sleep = sleep
        self._now = now
        self._task: asyncio.Task[None] | None = None
        self._again = False
        self._later: dict[asyncio.Task[None], float] = {}  # when each is due, on the loop's clock

    def begin(self, *, after: float = 0.0) -> None:
        """Something may have been lost; `after` so many seconds, no more is."""
        if after > 0:
            due = asyncio.get_running_loop().time() + after
            if any(abs(each - due) < TOGETHER for each in self._later.values()):
                return
            task = asyncio.create_task(self._in_a_while(after), name="slack catching up later")
            self._later[task] = due
            task.add_done_callback(self._later.pop)
            return
        self._again = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._all(), name="slack catching up")

    async def stop(self) -> None:
        running = [*self._later, *([self._task] if self._task is not None else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _in_a_while(self, seconds: float) -> None:
        await self._sleep(seconds)
        self.begin()

    async def _all(self) -> None:
        while self._again:
            self._again = False
            spaces: defaultdict[str, list[Listening]] = defaultdict(list)
            for each in await self._surely(lambda: self._bot.listening("slack")):
                spaces[each.thread.space].append(each)
            # what one workspace's limits hold up is of no matter to another
            await asyncio.gather(*(self._one_by_one(listed) for listed in spaces.values()))

    async def _one_by_one(self, listed: list[Listening]) -> None:
        for each in listed:
            reading = _Reading(each.thread, each.since)
            with self._threads.witness.watching(each.thread) as reading.meanwhile:
                why = await self._read(reading)
                await self._surely(lambda: self._tell(reading, why))  # noqa: B023 - it is awaited here

    async def _read(self, reading: _Reading) -> str | None:
        """Read the thread to its end; gives why not, where that cannot be."""
        wait = FIRST_WAIT
        while True:
            try:
                await self._note(reading, await self._page(reading))
            except TryLater as later:
                seconds = max(later.after.total_seconds(), wait)
                reading.waited += seconds if _is_limit(later) else 0.0
                if reading.waited > PATIENCE:
                    return TOO_SLOW
                await self._sleep(seconds)
                wait = min(2 * wait, MOST_WAIT)
            except Undeliverable as problem:
                if not reading.cursor:
                    return problem.reason
                # the rest of a reading does not keep for ever
                reading.cursor, reading.until, reading.waited = "", None, reading.waited + FIRST_WAIT
                reading.posts.clear()
            except DeliveryError as problem:
                return str(problem)
            else:
                wait = FIRST_WAIT
                if not reading.cursor:
                    return None
                if reading.pages >= MOST_PAGES:
                    return TOO_LONG

    async def _page(self, reading: _Reading) -> Json:
        thread, reading.asked = reading.thread, self._now()
        return await self._calls.call(
            thread.space,
            "conversations.replies",
            Use.CATCHING_UP,
            channel=thread.place,
            ts=thread.thread,
            oldest=f"{reading.since.timestamp():.6f}",
            inclusive="true",
            limit=PAGE,
            cursor=reading.cursor or None,
        )

    async def _note(self, reading: _Reading, page: Json) -> None:
        await self._threads.meet(reading.thread, page.get("messages") or ())
        for message in page.get("messages") or ():
            at = moment(message.get("ts"))
            if at is None or at < reading.since or message.get("ts") == reading.thread.thread:
                continue  # what begins the thread is told with every page
            reading.until = max(at, reading.until or at)
            posted = await self._threads.read(message, reading.thread)
            if posted is not None:
                reading.posts.append(posted)
        reading.cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        reading.pages += 1

    async def _tell(self, reading: _Reading, why: str | None) -> None:
        """Tell what was read, and of what could not be."""
        since, read = reading.since, reading.until
        until = max(reading.asked - OFF, since, read or since) if why is None else read
        if until is not None:
            await self._retell(reading, until)
        if why is not None:
            log.warning("A thread's history could not be read.", action="slack.catching_up", why=why)
            gap = Missed(thread=reading.thread, since=read or since, until=max(self._now(), since), why=why)
            await self._bot.miss(gap)

    async def _retell(self, reading: _Reading, until: datetime) -> None:
        """Tell it in spans, so that a long story holds up nobody; where two meet, both tell of the post."""
        posts = _once(sorted(reading.posts, key=lambda each: each.at))
        since = reading.since
        for start in range(0, max(len(posts), 1), SPAN):
            span = posts[max(start - 1, 0) : start + SPAN]
            async with self._threads.witness.held(reading.thread):
                is_last = start + SPAN >= len(posts)
                end = _before_what_is_new(until, reading) if is_last else span[-1].at
                now_so = [await self._threads.as_it_stands(each) for each in span]
                told = tuple(each for each in now_so if each is not None)
                retold = Retold(thread=reading.thread, since=since, until=max(end, since), posts=told)
                await self._bot.retell(retold)
            since = end

    async def _surely(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Do it, again and again until the bot has been able to."""
        wait = FIRST_WAIT
        while True:
            try:
                return await work()
            except Exception as fault:  # noqa: BLE001 - whatever it is, what was said must not be lost
                log.warning(
                    "What was missed could not be kept yet.",
                    action="slack.catching_up",
                    fault=type(fault).__name__,
                )
            await self._sleep(wait)
            wait = min(2 * wait, MOST_WAIT)


def _before_what_is_new(until: datetime, reading: _Reading) -> datetime:
    """Up to when the history is whole: what was told live and is not in it came after it was read."""
    read = {each.ref for each in reading.posts}
    new = (each.at for each in reading.meanwhile if each.ref not in read)
    return min((until, *(at - timedelta(microseconds=1) for at in new)))


def _is_limit(later: TryLater) -> bool:
    """Whether Slack lets nothing more be read just now, and not that it cannot be reached."""
    return later.__cause__ is None or status_of(later.__cause__) == 429  # type: ignore[arg-type] # any may be asked


def _once(posts: list[Posted]) -> list[Posted]:
    """Each message once, though pages overlap."""
    return [
        one
        for one, before in zip(posts, [None, *posts], strict=False)
        if before is None or one.ref != before.ref
    ]
