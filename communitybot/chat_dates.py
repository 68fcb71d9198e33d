"""Where live chats meet the calendar: each stands on one date of an event, and here is how it finds it."""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime
from typing import Any, TypeVar

from communitybot.conversation.inbound import Caller
from communitybot.events.desk import follow
from communitybot.events.details import DESCRIPTION
from communitybot.events.model import Details, Host, Kind, Occurrence, Scope, Status, key_of
from communitybot.events.service import Changes, Events, Plan
from communitybot.livechats.calendar import Dated
from communitybot.livechats.cards.announcing import PLACE, announced, written
from communitybot.livechats.model.chat import Host as ChatHost
from communitybot.livechats.planning import LENGTHS
from communitybot.livechats.views import ChatPlan
from communitybot.ports import Clock

T = TypeVar("T")


class Within:
    """Units of a service that are all part of the one under way: kept with it, or not at all."""

    def __init__(self, work: Any) -> None:
        self._work = work

    async def run(self, unit: Callable[[Any], Awaitable[T]]) -> T:
        return await unit(self._work)

    async def read(self, unit: Callable[[Any], Awaitable[T]], *, same: Hashable | None = None) -> T:  # noqa: ARG002 - what this unit wrote is not remembered for others
        return await unit(self._work)


class EventDates:
    """The calendar of live chats, as the events feature keeps it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def draft(self, work: Any, caller: Caller, plan: ChatPlan) -> Dated:
        """Keep the event of a plan as a draft; raises what planning an event raises."""
        wish = Plan(
            details=Details(
                title=plan.title,
                description=announced(plan.description, archived=plan.archive, most=DESCRIPTION),
                kind=Kind.CHAT,
                hosts=tuple(Host(host.name, host.person) for host in plan.hosts),
                place=PLACE,
                hashtag=plan.hashtag,
                topics=plan.topics,
            ),
            starts=plan.starts,
            zone=plan.zone,
            length=plan.length or LENGTHS[plan.form],
            programme=plan.programme,
        )
        return _dated(await self._events(work).draft(caller, wish))

    async def post(self, work: Any, caller: Caller, event: str) -> Dated:
        return _dated(await self._events(work).post(caller, event))

    async def discard(self, work: Any, caller: Caller, event: str) -> None:
        await self._events(work).discard(caller, event)

    async def tell(self, work: Any, caller: Caller, dated: tuple[str, datetime], *, archived: bool) -> None:
        """Let a date say whether its chat is archived; its card follows, and nobody is written to."""
        now = self._clock.now()
        found = await follow(work, caller.community, *dated, now=now)
        if found is None or found.occurrence.end <= now or found.occurrence.status is Status.CANCELLED:
            return
        words = announced(found.occurrence.details.description, archived=archived, most=DESCRIPTION)
        await self._events(work).edit(caller, found.occurrence.key, Changes(description=words), Scope.THIS)

    async def cancel(self, work: Any, caller: Caller, dated: tuple[str, datetime], reason: str) -> None:
        """Cancel the one date a chat stands on; the other dates of a series stay."""
        await self._events(work).cancel(caller, key_of(*dated), Scope.THIS, reason)

    async def dated(self, work: Any, community: str, event: str, original: datetime) -> Dated | None:
        """The date as it is now, also after its series was moved or split; None when it is gone."""
        found = await follow(work, community, event, original, now=self._clock.now())
        return None if found is None else _dated(found.occurrence)

    def _events(self, work: Any) -> Events:
        return Events(Within(work), self._clock)


def _dated(one: Occurrence) -> Dated:
    return Dated(
        event=one.event.id,
        original=one.original,
        title=one.details.title,
        hashtag=one.details.hashtag,
        hosts=tuple(ChatHost(host.name, host.person) for host in one.details.hosts),
        zone=one.event.zone,
        start=one.start,
        end=one.end,
        description=written(one.details.description),
        called_off=one.status is Status.CANCELLED or one.details.kind is not Kind.CHAT,
        cancelled=one.status is Status.CANCELLED,
    )
