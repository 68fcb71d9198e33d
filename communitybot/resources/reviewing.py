"""Checking what was reported: the queue, and an answer to each, given once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from communitybot.conversation.inbound import Caller
from communitybot.conversation.visible import one_line, shows
from communitybot.errors import AlreadyDone, Misread, NotAllowed
from communitybot.people.administrators import moderators
from communitybot.ports import Clock, Units
from communitybot.resources.addresses import read_address
from communitybot.resources.delivery import cards, reviewing
from communitybot.resources.delivery.promises import of_showing
from communitybot.resources.desk import community_of, demand_moderating, find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import CheckQueue, Decided
from communitybot.resources.looking import Looking
from communitybot.resources.model.judgement import REASON_MOST, Check, Verdict, Why, mark_of
from communitybot.resources.model.resource import Resource, State
from communitybot.resources.relinking import linked

WAITING = 100  # resources in the queue that are counted one by one
CHECK = "/resource check"
Change = Callable[[JudgingWork, Resource], Awaitable[Resource]]


class Reviewing:
    """What hosts and administrators do with resources that were reported."""

    def __init__(self, units: Units[JudgingWork], clock: Clock, looking: Looking) -> None:
        self._units = units
        self._clock = clock
        self._looking = looking

    async def queue(self, caller: Caller, *, at: str | None = None, after: str | None = None) -> CheckQueue:
        """The resource to check now: those hidden first, the one `at`, or the next `after` one.

        Raises:
            NotAllowed: for anybody else.
        """

        async def look(work: JudgingWork) -> CheckQueue:
            await demand_moderating(work, caller, there=CHECK)
            waiting = await work.judging.to_check(caller.community, limit=WAITING)
            if not waiting:
                return CheckQueue(resource=None)
            place = _place([one.id for one in waiting], at, after)
            resource = waiting[place]
            return CheckQueue(
                resource=resource,
                reports=await work.judging.reports(caller.community, resource.id),
                place=place + 1,
                waiting=len(waiting),
                last=await work.judging.checked(caller.community, resource.id),
                zone=(await community_of(work, caller.community)).zone,
            )

        queue = await self._units.read(look)
        if queue.resource is None or not queue.resource.address or self._looking.door is None:
            return queue
        page = await self._looking.look(queue.resource.address, by=caller, anew=True)
        return replace(queue, page=page, looked=True)

    async def open(self, caller: Caller, resource: str) -> Resource:
        """A resource that a moderator looks at, whatever became of it."""

        async def look(work: JudgingWork) -> Resource:
            await demand_moderating(work, caller, there=CHECK)
            return await find(work, caller, resource)

        return await self._units.read(look)

    async def last(self, caller: Caller, resource: Resource) -> Check | None:
        """What the last check of it came to."""
        return await self._units.read(lambda work: work.judging.checked(caller.community, resource.id))

    async def fine(self, caller: Caller, resource: str, *, seen: str | None = None) -> Decided:
        """Answer its reports: everybody sees it (again). `seen` marks the reports as the caller read them."""

        async def change(work: JudgingWork, found: Resource) -> Resource:
            await _demand_other(work, caller, found)
            return replace(found, state=State.SHARED)

        return await self._decide(caller, resource, Verdict.FINE, change, seen=seen)

    async def put_aside(self, caller: Caller, resource: str, reason: str) -> Decided:
        """Take it away from everybody; its sharer reads why.

        Raises:
            Misread: without a reason.
        """
        why = one_line(reason)[:REASON_MOST]

        async def change(_: JudgingWork, found: Resource) -> Resource:
            if not shows(why):
                raise Misread(
                    "Please say why: whoever shared it gets to read it.",
                    example="/resource check",
                    field="reason",
                )
            return replace(found, state=State.WITHDRAWN, reason=why)

        return await self._decide(caller, resource, Verdict.ASIDE, change, reason=why)

    async def fix(self, caller: Caller, resource: str, address: str) -> Decided:
        """Put another link in; its reports are answered by that.

        Raises:
            Misread: for what is no link.
            AlreadyDone: where that link is shared already.
        """
        new = read_address(address)

        async def change(work: JudgingWork, found: Resource) -> Resource:
            reports = await work.judging.reports(caller.community, found.id)
            if any(one.why is not Why.BROKEN for one in reports):
                await _demand_other(work, caller, found)
            return replace(await linked(work, found, new), state=State.SHARED)

        return await self._decide(caller, resource, Verdict.FIXED, change)

    async def _decide(
        self,
        caller: Caller,
        resource: str,
        verdict: Verdict,
        change: Change,
        *,
        reason: str = "",
        seen: str | None = None,
    ) -> Decided:
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Decided:
            await demand_moderating(work, caller, there=CHECK)
            found = await find(work, caller, resource, hold=True)
            reports = await work.judging.reports(caller.community, found.id)
            if not reports or found.state not in {State.SHARED, State.HIDDEN}:
                last = await work.judging.checked(caller.community, found.id)
                return Decided(resource=found, check=last, now=False)
            if seen is not None and seen != mark_of(reports):
                return Decided(resource=found, check=None, now=False, changed=True)
            after = await change(work, found)
            check = Check(at=now, person=caller.person, name=caller.name, verdict=verdict, reason=reason)
            return await self._close(work, found, after, check)

        return await self._units.run(unit)

    async def _close(self, work: JudgingWork, found: Resource, after: Resource, check: Check) -> Decided:
        """Answer all reports, store what the check changed, and tell whom it concerns."""
        reporters = await work.judging.check(found.community, found.id, check)
        held = await work.resources.get(found.community, found.id) or found
        if after != found:
            after = replace(after, reports=held.reports, revision=held.revision + 1)
            if not await work.resources.save(after):
                raise AlreadyDone("That link is shared already by somebody else.", example="/resource check")
            if after.state is State.WITHDRAWN:
                await work.resources.drop_file(after.community, after.id)
            await cards.changed(work, after, check.at)
            if after.seen and (not found.seen or after.address != found.address):
                await work.outbox.put([of_showing(after, check.at)])
        else:
            after = held
        hidden = found.state is State.HIDDEN
        await reviewing.tell_checked(work, after, check, reporters=reporters, was_hidden=hidden)
        return Decided(resource=after, check=check, now=True)


async def _demand_other(work: JudgingWork, caller: Caller, resource: Resource) -> None:
    """Nobody finds fine what they shared themselves, where another could look."""
    if not resource.by(caller.person):
        return
    if await moderators(work, await community_of(work, caller.community), but=caller.person):
        raise NotAllowed(
            "You shared this one yourself, so another host says whether it is fine. You can change it.",
            example="/resource edit",
        )


def _place(ids: Sequence[str], at: str | None, after: str | None) -> int:
    """Where to look in the queue: behind the last one it begins again; what waits no more is passed over."""
    if at in ids:
        return ids.index(at)
    if after in ids:
        return (ids.index(after) + 1) % len(ids)
    return 0
