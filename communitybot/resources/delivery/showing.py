"""Videos that are shown in a room, drawn as they are when the message leaves."""

from collections.abc import Sequence
from datetime import timedelta

from communitybot.outbox.entry import Entry, Outcome, Skip, State
from communitybot.ports import Clock
from communitybot.resources.cards.watching import video_card
from communitybot.resources.repository import ResourcesWork

MOST_LATE = timedelta(hours=1)  # whoever wanted to show it has gone on


class Showing:
    """What the outbox does about videos."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def shows(self, entries: Sequence[Entry], work: ResourcesWork) -> Sequence[Outcome]:
        return [await self._drawn(each, work) for each in entries]

    async def _drawn(self, each: Entry, work: ResourcesWork) -> Outcome:
        resource = await work.resources.get(each.community, each.args["resource"])
        if resource is None or not resource.seen:
            return Skip("others see it no more", State.CANCELLED)
        if self._clock.now() - each.due > MOST_LATE:
            return Skip("it is too late to show it")
        return video_card(resource, by=each.args["by"])
