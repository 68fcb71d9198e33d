"""Videos that are shown in a room: drawn as they are when the message leaves, gone when they are hidden."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from communitybot.conversation.addresses import MessageRef
from communitybot.outbox.entry import Done, Entry, NewEntry, Outcome, Remove, Skip, State
from communitybot.ports import Clock
from communitybot.resources.cards.watching import video_card
from communitybot.resources.delivery.promises import entry, told_of
from communitybot.resources.model.resource import Resource
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.watching import SHOW

GONE = "resource.video_gone"
MOST_LATE = timedelta(hours=1)  # whoever wanted to show it has gone on


class Showing:
    """What the outbox does about videos."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def shows(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        return [await self._drawn(each, work) for each in entries]

    async def shown(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        """Have what shows a video taken away where others see that no more."""
        now = self._clock.now()
        for resource in await told_of(entries, work):
            if not resource.seen:
                shown = await work.outbox.refs(resource.community, resource.subject, SHOW)
                await work.outbox.put([_gone(resource, ref, now) for _, ref in shown])
        return [Done() for _ in entries]

    async def goes(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        del work
        return [Remove(MessageRef.parse(each.args["ref"])) for each in entries]

    async def _drawn(self, each: Entry, work: ResourcesWork) -> Outcome:
        resource = await work.resources.get(each.community, each.args["resource"])
        if resource is None or not resource.seen:
            return Skip("others see it no more", State.CANCELLED)
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is too late to show it")
        return video_card(resource, by=each.args["by"])


def _gone(resource: Resource, ref: MessageRef, now: datetime) -> NewEntry:
    return entry(resource, GONE, f"video_gone:{ref}", now, destination=str(ref.place), ref=str(ref))
