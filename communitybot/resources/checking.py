"""Asking whether links still lead anywhere: politely, a few a night, never inside a transaction."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from communitybot.conversation.inbound import Caller
from communitybot.logs import Log
from communitybot.ports import Alive, Clock, Units
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.telling import tell
from communitybot.resources.desk import community_of, demand_moderating
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import BrokenPage
from communitybot.resources.looking import Looking
from communitybot.resources.model.judgement import AGAIN, EVERY, Asked, Due
from communitybot.resources.model.resource import Resource

log = Log("communitybot.resources")

LEAST, MOST = 100, 3_000  # links a night: enough for every link to come round in four weeks
HOSTS = 2  # asked at the same time, whatever community's; people's own looks come between
PAUSE = 1.0  # seconds between two questions to one host
LONGEST = 3_600.0  # seconds a night's questions may take; what is left comes the next night
PAGE = 8
ARCHIVE = "https://web.archive.org/web/{year}/{address}"


class LinkChecks:
    """Asks the links of a community, and keeps what became of each; `pause` is what lies between two."""

    def __init__(
        self, units: Units[JudgingWork], clock: Clock, looking: Looking, *, pause: float = PAUSE
    ) -> None:
        self._units = units
        self._clock = clock
        self._looking = looking
        self._pause = pause
        self._at_once = asyncio.Semaphore(HOSTS)

    @property
    def able(self) -> bool:
        """Whether there is a door through which pages can be asked."""
        return self._looking.door is not None

    async def ask(self, community: str) -> int:
        """Ask the links that are due; returns how many were asked."""
        due = await self._units.read(lambda work: self._due(work, community))
        hosts: dict[str, list[Due]] = {}
        for one in due:
            hosts.setdefault(urlsplit(one.address).hostname or "", []).append(one)
        asked: list[str] = []

        async def one_host(links: Sequence[Due]) -> None:
            async with self._at_once:
                for number, link in enumerate(links):
                    if number:
                        await asyncio.sleep(self._pause)
                    if await self._asked(community, link):
                        asked.append(link.resource)

        try:
            async with asyncio.timeout(LONGEST), asyncio.TaskGroup() as group:
                for links in hosts.values():
                    group.create_task(one_host(links))
        except TimeoutError:
            log.info("A night was too short for its links.", action="resources.links", asked=len(asked))
        return len(asked)

    async def _due(self, work: JudgingWork, community: str) -> Sequence[Due]:
        count = await work.judging.links(community)
        nights = max(EVERY // timedelta(days=1), 1)
        limit = min(max(-(-count // nights), LEAST), MOST)
        return await work.judging.due(community, self._clock.now(), limit=limit)

    async def _asked(self, community: str, link: Due) -> bool:
        try:
            await self._ask(community, link)
        except Exception as fault:  # noqa: BLE001 - one link that nobody foresaw must not end the night
            log.warning("A link could not be asked.", action="resources.links", fault=type(fault).__name__)
            return False
        return True

    async def _ask(self, community: str, link: Due) -> None:
        door = self._looking.door
        if door is None:
            return
        alive = await door.alive(link.address)
        await self._units.run(lambda work: note(work, community, link, alive, self._clock.now()))

    async def broken(self, caller: Caller, page: int = 1) -> BrokenPage:
        """Links that do not answer, for hosts and administrators."""
        number = max(page, 1)

        async def look(work: JudgingWork) -> BrokenPage:
            await demand_moderating(work, caller)
            found = await work.judging.broken(caller.community, limit=PAGE + 1, offset=(number - 1) * PAGE)
            zone = (await community_of(work, caller.community)).zone
            return BrokenPage(resources=found[:PAGE], number=number, more=len(found) > PAGE, zone=zone)

        return await self._units.read(look)


async def note(work: JudgingWork, community: str, link: Due, alive: Alive, now: datetime) -> None:
    """Keep what a link answered: one that fails twice, a week apart, is broken until it answers again."""
    resource = await work.resources.get(community, link.resource, hold=True)
    if resource is None or not resource.seen or resource.address != link.address:
        return
    known = await work.judging.asked(community, resource.id)
    failing = known.failing if known is not None and known.address == link.address else None
    match alive:
        case Alive.YES:
            failing = None
        case Alive.GONE if failing is None:
            failing = now
        case _:
            pass
    await work.judging.note_asked(
        community, Asked(resource=resource.id, address=link.address, at=now, failing=failing)
    )
    if alive is Alive.YES and resource.broken is not None:
        await _changed(work, replace(resource, broken=None, kept_at=""), now)
    if alive is Alive.GONE and resource.broken is None and failing is not None and now - failing >= AGAIN:
        year = (resource.shared or resource.added).year
        kept = ARCHIVE.format(year=year, address=resource.address)
        broken = await _changed(work, replace(resource, broken=now, kept_at=kept), now)
        words = (
            "Its link has not answered for a week. If you know where it has moved, View has a button for the "
            "new one. Its card says where the web archive may have a copy."
        )
        await tell(work, broken, now, f"broken:{now.date().isoformat()}", words, to=[broken.sharer.person])


async def _changed(work: JudgingWork, resource: Resource, now: datetime) -> Resource:
    after = replace(resource, revision=resource.revision + 1)
    await work.resources.save(after)
    await cards.changed(work, after, now)
    return after
