"""A gathering that discusses ideas."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from communitybot.ideas.delivery import talking
from communitybot.ideas.model.idea import Author, Stage
from tests import gathering
from tests.gathering import Gathering
from tests.ideas.discussing.made import idea

TUESDAY = datetime(2026, 12, 1, 15, tzinfo=UTC)  # ten in the morning in New York
ID = idea().id


@dataclass
class IdeaRoom(Gathering):
    async def posted(self, author, **given):
        """An idea of somebody's that has just been published, and its threads."""
        caller, now = await author.caller(), self.clock.now()
        own = (Author(caller.person, caller.name),)
        one = idea(authors=own, created=now, published=now, moved=now, said=now, **given)

        async def unit(work):
            await work.ideas.add(one)
            await talking.published(work, one, now)

        await self.units.run(unit)
        await self.later(seconds=3)
        return one

    async def idea(self):
        return await self.units.read(lambda work: work.ideas.get("c1", ID))

    async def lines(self, **wanted):
        return await self.units.read(lambda work: work.discussions.lines("c1", ID, **wanted))

    async def threads(self):
        return await self.units.read(lambda work: work.discussions.threads("c1", ID))

    async def act(self, deed, *given, **changes):
        """Change the idea and say so, as the services of ideas do."""
        now = self.clock.now()

        async def unit(work):
            one = await work.ideas.get("c1", ID, hold=True)
            one = replace(one, revision=one.revision + 1, **changes)
            await work.ideas.save(one)
            await deed(work, one, now, *given)

        await self.units.run(unit)

    async def withdrawn(self):
        now = self.clock.now()
        await self.act(talking.changed, stage=Stage.WITHDRAWN, moved=now)
        await self.act(talking.closed)

    def told(self, member):
        """What the bot told somebody in private."""
        posted = self.platforms[member.platform].visible()
        there = [each.shown for each in posted if each.place.place == f"dm-{member.account.person}"]
        return [gathering.said(shown) for shown in there]


async def opened(database_url, **given):
    return await gathering.opened(database_url, kind=IdeaRoom, **{"at": TUESDAY, **given})
