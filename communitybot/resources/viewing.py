"""Looking at one resource: what is known of it, its notes, its file."""

from communitybot.conversation.inbound import Caller
from communitybot.conversation.message import File
from communitybot.errors import NotFound
from communitybot.ports import Clock, Units
from communitybot.resources.cards.view import PAGE, TRIES, notes_page
from communitybot.resources.desk import Desk, community_of, find, moderates
from communitybot.resources.judging_repository import JudgingWork
from communitybot.resources.repository import ResourcesWork
from communitybot.resources.views import Seen

MOST_PAGES = 50  # of notes; one person has one note


class Viewing(Desk):
    """What somebody may see of a resource."""

    def __init__(self, units: Units[JudgingWork], clock: Clock) -> None:
        super().__init__(units, clock)
        self._judging = units

    async def look(self, caller: Caller, resource: str, page: int = 0) -> tuple[Seen, bool]:
        """A resource as the caller sees it, with one page of its notes; and whether others follow."""
        page = min(max(page, 0), MOST_PAGES)

        async def unit(work: JudgingWork) -> tuple[Seen, bool]:
            found = await find(work, caller, resource)
            house = await community_of(work, caller.community)
            notes = await work.resources.noted(found.community, found.id, limit=(page + 1) * PAGE + 1)
            shown, more = notes_page(notes, page)
            seen = Seen(
                resource=found,
                notes=shown,
                mine=found.by(caller.person),
                moderates=await moderates(work, caller),
                zone=house.zone,
                tries=await work.judging.tries(found.community, found.id, limit=TRIES),
                tried=await work.judging.tried_grades(found.community, found.id),
            )
            return seen, more

        return await self._judging.read(unit)

    async def own_note(self, caller: Caller, resource: str, draft: str = "") -> tuple[Seen, str]:
        """A resource, and what the caller wrote on it, or else on a draft of theirs."""

        async def unit(work: ResourcesWork) -> tuple[Seen, str]:
            found = await find(work, caller, resource)
            own = await work.resources.noted_by(found.community, found.id, caller.person)
            held = await work.resources.get(caller.community, draft) if draft and own is None else None
            if held is not None and held.by(caller.person):
                own = await work.resources.noted_by(held.community, held.id, caller.person)
            mine = found.by(caller.person)
            seen = Seen(resource=found, notes=(), mine=mine, moderates=await moderates(work, caller))
            return seen, own.text if own is not None else ""

        return await self._units.read(unit)

    async def file(self, caller: Caller, resource: str) -> File:
        """The file kept with a resource.

        Raises:
            NotFound: when there is none.
        """

        async def unit(work: ResourcesWork) -> File:
            found = await find(work, caller, resource)
            kept = await work.resources.file(found.community, found.id)
            if kept is None:
                raise NotFound("No file is kept with this resource.", example="/resource view")
            return File(*kept)

        return await self._units.read(unit)
