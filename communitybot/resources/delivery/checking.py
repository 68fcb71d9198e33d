"""The night in which links are asked: an entry a community and night, which plans the next one."""

import asyncio
import zlib
from collections.abc import Sequence
from contextvars import Context
from datetime import datetime, time, timedelta

from communitybot.logs import Log
from communitybot.moments import wall
from communitybot.outbox.entry import Done, Entry, Later, NewEntry, Outcome
from communitybot.ports import Clock
from communitybot.resources.checking import LinkChecks
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.repository import ResourcesWork

log = Log("communitybot.resources")

NIGHT = "resource.night"
HOUR = time(3)
SPREAD = 45  # minutes over which the communities of one zone begin
LOOK = timedelta(seconds=20)  # between two looks whether a night's questions have been asked


async def plan(work: ResourcesWork, community: str, now: datetime) -> None:
    """Promise the next night in which links are asked; once, however often it is called."""
    house = await work.communities.get(community)
    if house is None:
        return
    today = now.astimezone(wall.zone_info(house.zone)).date()
    begins = timedelta(minutes=zlib.crc32(community.encode()) % SPREAD)
    due = now
    for day in (today, today + timedelta(days=1)):
        due = wall.at(datetime.combine(day, HOUR) + begins, house.zone)
        if due > now:
            break
    await work.outbox.put(
        [
            NewEntry(
                key=f"resources:{community}:night:{due.isoformat()}",
                community=community,
                kind=NIGHT,
                due=due,
                subject=f"resources:{community}",
            )
        ]
    )


class Nights:
    """Has the links of a night asked beside the transaction, and comes back until that is done.

    What each link answered is kept at once, so a night that is begun anew goes on where it was.
    """

    def __init__(self, clock: Clock, checks: LinkChecks) -> None:
        self._clock = clock
        self._checks = checks
        self._asking: dict[str, asyncio.Task[int]] = {}

    async def nights(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        return [await self._night(each, work) for each in entries]

    async def shared(self, entries: Sequence[Entry], work: JudgingWork) -> Sequence[Outcome]:
        """There is something to be asked from now on."""
        for community in dict.fromkeys(each.community for each in entries):
            await plan(work, community, self._clock.now())
        return [Done() for _ in entries]

    async def _night(self, each: Entry, work: JudgingWork) -> Outcome:
        now = self._clock.now()
        if self._checks.able:
            asking = self._asking.get(each.community)
            if asking is None:
                asked = self._checks.ask(each.community)
                made = asyncio.create_task(asked, name="links", context=Context())
                made.add_done_callback(_told)
                self._asking[each.community] = made
                return Later(now + LOOK, "its links are being asked")
            if not asking.done():
                return Later(now + LOOK, "its links are being asked")
            del self._asking[each.community]
        if await work.judging.has_links(each.community):
            await plan(work, each.community, now)
        return Done()


def _told(asked: asyncio.Task[int]) -> None:
    """Log why links could not be asked, also where nobody comes back for it."""
    if not asked.cancelled() and (fault := asked.exception()) is not None:
        log.warning("Links could not be asked.", action=NIGHT, fault=type(fault).__name__)
