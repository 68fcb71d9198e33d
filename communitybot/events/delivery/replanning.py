"""Reminders follow settings: what a person or a community changes is planned anew for the dates to come."""

from collections.abc import Mapping, Sequence

from communitybot.events.delivery import scheduling
from communitybot.events.delivery.handlers import WISHES
from communitybot.events.model import Event, Occurrence
from communitybot.events.repository import EventsWork
from communitybot.ids import new_id
from communitybot.outbox.entry import Done, Entry, Handler, NewEntry, Outcome
from communitybot.ports import Clock

SETTINGS = "community.reminders"


class Replanning:
    """Puts a task in the transaction of the change; what is no longer wanted ends when it is due."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def person(self, work: EventsWork, community: str, person: str) -> None:
        await self._task(work, WISHES, community, f"person:{person}", {"person": person})

    async def community(self, work: EventsWork, community: str) -> None:
        await self._task(work, SETTINGS, community, f"community:{community}", {})

    def handlers(self) -> Mapping[str, Handler]:
        return {SETTINGS: self.settings}

    async def settings(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Plan the dates to come by the community's settings as they are now."""
        now = self._clock.now()
        for community in {entry.community for entry in entries}:
            house = await work.communities.get(community)
            if house is None:
                continue
            dates = await work.events.subscribed(community, None, now)
            for event, coming in _by_event(dates):
                await scheduling.plan(work, event, house, coming, since=now, now=now)
        return [Done()] * len(entries)

    async def _task(
        self, work: EventsWork, kind: str, community: str, subject: str, args: Mapping[str, str]
    ) -> None:
        now = self._clock.now()
        key = f"{kind}:{subject}:{new_id()}"
        await work.outbox.put(
            [NewEntry(key=key, community=community, kind=kind, due=now, subject=subject, args=args)]
        )


def _by_event(dates: Sequence[Occurrence]) -> list[tuple[Event, list[Occurrence]]]:
    found: dict[str, tuple[Event, list[Occurrence]]] = {}
    for one in dates:
        found.setdefault(one.event.id, (one.event, []))[1].append(one)
    return list(found.values())
