"""Reporting a resource in private: enough reports hide it until a moderator has checked it."""

from collections.abc import Sequence
from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import one_line
from communitybot.errors import Misread, NotAllowed
from communitybot.ports import Clock, Units
from communitybot.resources.delivery import cards, reviewing
from communitybot.resources.desk import find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import Reported
from communitybot.resources.model.judgement import REPORT_MOST, Report, Why
from communitybot.resources.model.resource import Resource, State

MOST_WAITING = 20  # resources one person has reported that no host has checked yet


class Reporting:
    """What anybody can do who finds that something is wrong with a resource."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def look(self, caller: Caller, resource: str) -> Resource:
        """The resource, if the caller may report it.

        Raises:
            NotAllowed: of what is theirs.
        """

        async def look(work: JudgingWork) -> Resource:
            return _not_theirs(caller, await find(work, caller, resource))

        return await self._units.read(look)

    async def report(self, caller: Caller, resource: str, why: Why, words: str = "") -> Reported:
        """Keep a report in place of an open one of the same person.

        What tells who a student is hides the resource at once, other reasons when as many people as the
        community decides have reported; but nobody hides a second time what was found fine since.

        Raises:
            NotAllowed: of what is theirs, and while too many reports of theirs wait.
        """
        now = self._clock.now()
        said = one_line(words)
        if len(said) > REPORT_MOST:
            raise Misread(
                f"A sentence is enough: at most {REPORT_MOST} characters; this has {len(said):,}.",
                example=said[:80],
                field="words",
            )

        async def unit(work: JudgingWork) -> Reported:
            found = _not_theirs(caller, await find(work, caller, resource, hold=True))
            if found.state is State.WITHDRAWN:
                return Reported(resource=found, hidden=False)
            await _demand_few(work, caller, found)
            told = Report(person=caller.person, why=why, words=said, at=now)
            kept = await work.judging.report(caller.community, found.id, told)
            reports = await work.judging.reports(caller.community, found.id)
            settings = await work.resources.settings(caller.community)
            found = await work.resources.get(caller.community, found.id) or found
            if found.seen and hides(kept, reports, settings.reports):
                found = replace(found, state=State.HIDDEN, revision=found.revision + 1)
                await work.resources.save(found)
                await cards.changed(work, found, now)
                await reviewing.tell_hidden(work, found, reports, now)
            await reviewing.tell_moderators(work, found, reports, now)
            return Reported(resource=found, hidden=found.state is State.HIDDEN)

        return await self._units.run(unit)


def hides(kept: Report, reports: Sequence[Report], most: int) -> bool:
    """Whether a report that was just kept hides its resource, among those not yet checked."""
    if kept.before:
        return False
    people = {one.person for one in reports if not one.before}
    return kept.why is Why.STUDENT or len(people) >= most


async def _demand_few(work: JudgingWork, caller: Caller, resource: Resource) -> None:
    """Nobody hides a whole library by themselves."""
    waiting = await work.judging.reported_by(caller.community, caller.person)
    if resource.id not in waiting and len(waiting) >= MOST_WAITING:
        raise NotAllowed(
            f"You have reported {len(waiting)} resources that wait to be checked; hosts look at those first.",
            example="/resources",
        )


def _not_theirs(caller: Caller, resource: Resource) -> Resource:
    if resource.by(caller.person):
        raise NotAllowed(
            "You shared this one yourself: you can change it, or take it back.", example="/resource edit"
        )
    return resource
