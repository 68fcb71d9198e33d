"""Saving a resource for oneself: one press keeps it, another button lets it go."""

from communitybot.conversation.inbound import Caller
from communitybot.errors import AlreadyDone
from communitybot.ports import Clock, Units
from communitybot.resources.delivery import cards
from communitybot.resources.desk import EXAMPLE, find
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.judging_views import Saved, SavedPage

PAGE = 5  # each may come with a long link
FIT = 24  # collections offered at once; a list has room for one choice more


class Saving:
    """What somebody keeps for themselves; nobody else sees it, only how many have."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        self._units = units
        self._clock = clock

    async def save(self, caller: Caller, resource: str, *, on: bool = True) -> Saved:
        """Save it, or no more, as `on` says: whoever presses twice means it once."""
        now = self._clock.now()

        async def unit(work: JudgingWork) -> Saved:
            found = await find(work, caller, resource, hold=True)
            is_saved = await work.judging.is_saved(caller.community, found.id, caller.person)
            if on and not found.seen:
                raise AlreadyDone("Others do not see this resource, so it cannot be saved.", example=EXAMPLE)
            if on is not is_saved:
                await work.judging.put_saved(caller.community, found.id, caller.person, on=on, at=now)
                if found.seen:
                    found = await cards.recounted(work, found, now)
            owned = await work.judging.owned(caller.community, caller.person) if on else ()
            latest = sorted(owned, key=lambda one: one.changed, reverse=True)
            return Saved(resource=found, on=on, fit=latest[:FIT])

        return await self._units.run(unit)

    async def listing(self, caller: Caller, page: int = 1) -> SavedPage:
        """What the caller saved; of what others do not see any more it tells how many that are."""
        number = max(page, 1)

        async def look(work: JudgingWork) -> SavedPage:
            ids = await work.judging.saved(
                caller.community, caller.person, limit=PAGE + 1, offset=(number - 1) * PAGE
            )
            known = await work.resources.many(caller.community, ids[:PAGE])
            seen = [one for one in known if one.seen]
            return SavedPage(
                resources=seen,
                gone=len(ids[:PAGE]) - len(seen),
                number=number,
                more=len(ids) > PAGE,
            )

        return await self._units.read(look)
