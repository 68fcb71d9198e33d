"""Telling what happened in the classroom: who tried a resource, and whether they would again."""

from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import one_line
from communitybot.errors import AlreadyDone, Misread
from communitybot.ports import Clock, Units
from communitybot.resources.delivery import cards
from communitybot.resources.delivery.trying import tell_sharer
from communitybot.resources.desk import EXAMPLE, find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import TriesPage
from communitybot.resources.model.grades import Grade
from communitybot.resources.model.judgement import TRIED_MOST, Repeat, Try
from communitybot.resources.model.resource import Resource

PAGE = 5


class Trying:
    """What people tell of resources they used; one each, which they may change and take away."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def look(self, caller: Caller, resource: str, page: int = 1) -> TriesPage:
        """What was told of a resource, latest first."""

        async def look(work: JudgingWork) -> TriesPage:
            return await _page(work, caller, await find(work, caller, resource), page)

        return await self._units.read(look)

    async def tell(
        self, caller: Caller, resource: str, *, grade: Grade | None, words: str, repeat: Repeat
    ) -> TriesPage:
        """Keep what happened; whoever shared it hears of it, once a day at most.

        Raises:
            Misread: where it has too many words.
        """
        now = self._clock.now()
        said = one_line(words)
        if len(said) > TRIED_MOST:
            raise Misread(
                f"A sentence or two is enough: at most {TRIED_MOST} characters; this has {len(said):,}.",
                example=said[:80],
                field="happened",
            )

        async def unit(work: JudgingWork) -> TriesPage:
            found = await _shared(work, caller, resource)
            before = await work.judging.tried(caller.community, found.id, caller.person)
            tried = Try(
                person=caller.person, name=caller.name, grade=grade, words=said, repeat=repeat, at=now
            )
            if before is None or replace(before, at=now) != tried:
                await work.judging.tell_try(caller.community, found.id, tried)
                found = await cards.recounted(work, found, now)
                if before is None and not found.by(caller.person):
                    await tell_sharer(work, found, now)
            return await _page(work, caller, found, 1)

        return await self._units.run(unit)

    async def take_back(self, caller: Caller, resource: str) -> TriesPage:
        """Take away what the caller told; there may be nothing."""

        async def unit(work: JudgingWork) -> TriesPage:
            found = await find(work, caller, resource, hold=True)
            if await work.judging.untry(caller.community, found.id, caller.person):
                found = await cards.recounted(work, found, self._clock.now())
            return await _page(work, caller, found, 1)

        return await self._units.run(unit)


async def _shared(work: JudgingWork, caller: Caller, resource: str) -> Resource:
    found = await find(work, caller, resource, hold=True)
    if not found.seen:
        raise AlreadyDone(
            "Others do not see this resource now, so nothing can be told of it.", example=EXAMPLE
        )
    return found


async def _page(work: JudgingWork, caller: Caller, resource: Resource, page: int) -> TriesPage:
    number = max(page, 1)
    found = await work.judging.tries(
        resource.community, resource.id, limit=PAGE + 1, offset=(number - 1) * PAGE
    )
    return TriesPage(
        resource=resource,
        tries=found[:PAGE],
        mine=await work.judging.tried(resource.community, resource.id, caller.person),
        grades=await work.judging.tried_grades(resource.community, resource.id),
        number=number,
        more=len(found) > PAGE,
    )
