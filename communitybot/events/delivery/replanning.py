"""Reminders follow settings: what a person or a community changes is planned anew for the dates to come."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from communitybot.communities.repository import GaveWay
from communitybot.events.answering import move_up
from communitybot.events.delivery import scheduling, waiting
from communitybot.events.delivery.handlers import WISHES
from communitybot.events.model import Event, Occurrence, Status
from communitybot.events.repository import EventsWork
from communitybot.ids import new_id
from communitybot.outbox.entry import Done, Entry, Handler, Later, NewEntry, Outcome
from communitybot.ports import Clock

SETTINGS = "community.reminders"
JOINED = "community.joined"
SWEPT = timedelta(minutes=1)  # ours: longer than anything takes that began before two communities joined
GIVEN_WAY = timedelta(seconds=1)


class JoinedWork(EventsWork, Protocol):
    """The stores a unit of work offers here."""

    @property
    def links(self) -> "Moves": ...


class Moves(Protocol):
    """Whoever gives the rows of one community to another."""

    async def join(self, community: str, into: str) -> None: ...


class Replanning:
    """Puts a task in the transaction of the change; what is no longer wanted ends when it is due."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def person(self, work: EventsWork, community: str, person: str) -> None:
        await self._task(work, WISHES, community, f"person:{person}", {"person": person})

    async def community(self, work: EventsWork, community: str) -> None:
        await self._task(work, SETTINGS, community, f"community:{community}", {})

    async def joined(self, work: EventsWork, community: str, *, left: str) -> None:
        """Two communities are one: what both planned is posted and reminded in all rooms.

        What somebody was doing meanwhile in the community that was left is fetched a little later.
        """
        await self.community(work, community)
        now = self._clock.now()
        await work.outbox.put(
            [
                NewEntry(
                    key=f"{JOINED}:{left}:{turn}",
                    community=community,
                    kind=JOINED,
                    due=due,
                    subject=f"community:{community}",
                    args={"left": left},
                )
                for turn, due in (("now", now), ("swept", now + SWEPT))
            ]
        )

    async def united(self, work: EventsWork, community: str, dates: Sequence[tuple[str, datetime]]) -> None:
        """Two answers have become one: free places are given on, cards are redrawn."""
        now = self._clock.now()
        house = await work.communities.get(community)
        found = await work.events.occurrences([(community, event, original) for event, original in dates])
        for one in found.values():
            await work.events.get(community, one.event.id, hold=True)
            await move_up(work, one, now)
            if house is not None and one.end > now:
                await scheduling.redraw(work, one.event, house, now)

    def handlers(self) -> Mapping[str, Handler]:
        return {SETTINGS: self.settings, JOINED: self.both}

    async def both(self, entries: Sequence[Entry], work: JoinedWork) -> Sequence[Outcome]:
        """Fetch what was left behind, and post the next events in the rooms that have no card of them yet."""
        now = self._clock.now()
        outcomes: list[Outcome] = []
        for entry in entries:
            try:
                await work.links.join(entry.args["left"], entry.community)
            except GaveWay:
                outcomes.append(Later(now + GIVEN_WAY, "others are at work on what is left"))
                continue
            outcomes.append(Done())
            house = await work.communities.get(entry.community)
            if house is None:
                continue
            dates = await work.events.subscribed(entry.community, None, now)
            coming = [event for event, _ in _by_event([one for one in dates if one.status is Status.OPEN])]
            for event in coming[: waiting.SHOWN]:
                await work.outbox.put(scheduling.cards(event, house, now))
                await scheduling.redraw(work, event, house, now)
        return outcomes

    async def settings(self, entries: Sequence[Entry], work: EventsWork) -> Sequence[Outcome]:
        """Plan the dates to come by the community's settings as they are now, and post cards that waited."""
        now = self._clock.now()
        for community in {entry.community for entry in entries}:
            house = await work.communities.get(community)
            if house is None:
                continue
            dates = await work.events.subscribed(community, None, now)
            for event, coming in _by_event(dates):
                await scheduling.plan(work, event, house, coming, since=now, now=now)
            ahead = [event for event, _ in _by_event([one for one in dates if one.status is Status.OPEN])]
            await waiting.post(work, ahead, house, now)
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
