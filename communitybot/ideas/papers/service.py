"""What the web shows of briefs and outcomes, each as people agreed to at this moment."""

import asyncio
from collections import OrderedDict

from communitybot.conversation.visible import one_line
from communitybot.ideas.brief_repository import BriefsWork
from communitybot.ideas.model.brief import Brief
from communitybot.ideas.model.idea import Idea
from communitybot.ideas.papers.building import built, came
from communitybot.ideas.papers.markdown import markdown
from communitybot.ideas.papers.page import BriefPage, OutcomesPage
from communitybot.ideas.papers.pdf import pdf
from communitybot.ports import Units
from communitybot.proven import ProvenAddresses

MOST_KEPT = 8  # files kept ready, some tens of kilobytes each
A_PAGE = 30  # outcomes


class BriefAddresses(ProvenAddresses):
    """The addresses of briefs; `key` is the bot's secret."""

    def __init__(self, base_url: str, key: bytes) -> None:
        super().__init__(base_url, key, folder="briefs", kind="brief")

    def outcomes(self, slug: str) -> str:
        """Where a community shows what came of its ideas, if it does."""
        return f"{self._base_url}/outcomes/{slug}"

    def shown(self, brief: Brief) -> str:
        """The address members are told: the public one while there is one."""
        return self.public(brief.id) if brief.published else self.members(brief.id)


class BriefPages:
    """Answers the web server's questions."""

    def __init__(self, units: Units[BriefsWork], addresses: BriefAddresses) -> None:
        self._units = units
        self._addresses = addresses
        self._files: OrderedDict[BriefPage, bytes] = OrderedDict()
        self._turn = asyncio.Lock()

    async def page(self, brief: str, proof: str | None = None) -> BriefPage | None:
        """The brief at an address; without proof only if it is published.

        None for an address we did not make, and for a brief of an idea that nobody is to see any more.
        """
        if proof is not None and not self._addresses.proves(brief, proof):
            return None

        async def look(work: BriefsWork) -> BriefPage | None:
            found = await work.briefs.addressed(brief)
            if found is None or not (found.published or proof is not None):
                return None
            idea = await work.ideas.get(found.community, found.idea)
            return None if idea is None or not idea.stage.seen else await built(work, found, idea)

        return await self._units.read(look)

    async def file(self, page: BriefPage, ending: str) -> bytes:
        """A brief as a file: `md` or `pdf`. A PDF is made in a thread, one at a time."""
        if ending == "md":
            return markdown(page).encode()
        async with self._turn:
            made = self._files.get(page)
            if made is None:
                made = await asyncio.to_thread(pdf, page)
            self._files[page] = made
            self._files.move_to_end(page)
            while len(self._files) > MOST_KEPT:
                self._files.popitem(last=False)
        return made

    async def outcomes(self, slug: str, page: int = 1) -> OutcomesPage | None:
        """What came of the ideas of a community; None where it does not show that to everybody."""

        async def look(work: BriefsWork) -> OutcomesPage | None:
            community = await work.communities.by_slug(slug)
            if community is None or not (await work.ideas.settings(community.id)).outcomes_public:
                return None
            found = await work.briefs.outcomes(
                community.id, limit=A_PAGE + 1, offset=(page - 1) * A_PAGE, listed=True
            )
            if not found and page > 1:
                return None
            ideas = await work.ideas.many(community.id, [each.idea for each in found])
            known = {idea.id: idea for idea in ideas}
            shown = [
                came(
                    known[each.idea],
                    each,
                    zone=community.zone,
                    brief=await self._brief(work, known[each.idea]),
                )
                for each in found[:A_PAGE]
                if each.idea in known
            ]
            return OutcomesPage(
                community=one_line(community.name),
                slug=community.slug,
                outcomes=tuple(shown),
                page=page,
                more=len(found) > A_PAGE,
            )

        return await self._units.read(look)

    async def _brief(self, work: BriefsWork, idea: Idea) -> str:
        """The path of the last published brief of an idea; empty where there is none."""
        briefs = [each for each in await work.briefs.of_idea(idea.community, idea.id) if each.published]
        return f"/briefs/{briefs[-1].id}" if briefs else ""
