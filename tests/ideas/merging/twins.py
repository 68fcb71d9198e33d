"""Ana's idea, and Dov's which says the same, with what the tests of merging ask of them."""

from dataclasses import dataclass

from communitybot.ideas.merging import Merging
from communitybot.ideas.model.idea import Author, Role
from communitybot.ideas.publishing import publish
from tests.ideas.discussing.made import School, caller, idea

ANA, BEN, CLEO = caller("ana", "Ana Ruiz"), caller(), caller("cleo", "Cleo Diaz")
DOV, MOD = caller("dov", "Dov Katz"), caller("mod", "Mo Derr", administers=True)
HERS, HIS = idea().id, "1123456789abcd"
HOURS, WEEKS = "Mentor hours", "Hours for mentors"


def his(**changes):
    known = {"id": HIS, "title": WEEKS, "need": "Those who mentor new teachers have no hours for it."}
    known |= {"authors": (Author("dov", "Dov Katz"),), "tags": ("hours", "time"), "roles": (Role.WRITER,)}
    return idea(**(known | changes))


@dataclass
class Twins:
    """Two ideas and the service that makes them one."""

    school: School
    merging: Merging

    @classmethod
    async def of(cls, school):
        await school.person("dov", "Dov Katz")
        await school.person("mod", "Mo Derr")
        await school.has(his())
        return cls(school, Merging(school.units, school.clock))

    async def publish(self):
        """Open the threads of both."""

        async def unit(work):
            for name in (HERS, HIS):
                await publish(work, await work.ideas.get("c1", name), self.school.clock.now())

        await self.school.units.run(unit)

    async def vote(self, person, name, *, on=True):
        at = self.school.clock.now()
        await self.school.units.run(lambda work: work.ideas.vote("c1", name, person, on=on, at=at))

    async def follow(self, person, name):
        at = self.school.clock.now()
        await self.school.units.run(lambda work: work.ideas.follow("c1", name, person, on=True, at=at))

    async def enrol(self, name, *members):
        async def unit(work):
            for one in members:
                await work.ideas.enrol("c1", name, one)

        await self.school.units.run(unit)

    async def now(self, name):
        return await self.school.units.read(lambda work: work.ideas.get("c1", name))

    async def change(self, name, **changes):
        from dataclasses import replace

        async def unit(work):
            await work.ideas.save(replace(await work.ideas.get("c1", name), **changes))

        await self.school.units.run(unit)

    async def followers(self, name):
        return await self.school.units.read(lambda work: work.ideas.followers("c1", name))

    async def team(self, name):
        found = await self.school.units.read(lambda work: work.ideas.members("c1", name))
        return {one.person: one.role for one in found}

    async def merged(self, one=HIS, other=HERS):
        """Let an author of each agree; gives what was asked."""
        asked = await self.merging.propose(DOV, one, other)
        return await self.merging.agree(ANA, asked.pair.merge.id)
