"""What was answered with a link, told of it and waved away goes on with the one that stays of two."""

from rows import row
from shelf import AT, resource
from sqlalchemy import insert

from communitybot.resources.model.digest import Digest
from communitybot.resources.model.request import Reply, Request, Stage
from communitybot.resources.model.resource import Sharer
from communitybot.storage.tables.communities import communities
from tests.storage.test_resources_joining import HOME, LINK, OLD

BEN = Sharer("ben", "Ben Ito")


async def test_answers_digests_and_nos_are_about_the_one_that_stays(units):
    async def unit(work):
        for community in (OLD, HOME):
            await work.connection.execute(insert(communities), row(communities, community))
        await work.resources.add(resource("ours", community=HOME, canonical=LINK))
        await work.resources.add(resource("theirs", community=OLD, canonical=LINK))
        for name, community in (("q1", OLD), ("q2", HOME)):
            asked = Request(
                id=name, community=community, words="dice", asker=BEN, stage=Stage.OPEN, added=AT, opened=AT
            )
            await work.requests.add(asked)
        await work.requests.reply(OLD, "q1", Reply(resource="theirs", by=BEN, at=AT))
        await work.requests.reply(HOME, "q2", Reply(resource="ours", by=BEN, at=AT))
        await work.digests.keep(Digest(id="d1", community=OLD, person="ann", name="Ann", made=AT))
        await work.digests.tell(OLD, "d1", ["theirs"])
        await work.digests.dismiss(OLD, "ann", "theirs", on=True, at=AT)
        await work.links.join(OLD, HOME)

    await units.run(unit)

    async def look(work):
        answers = [[one.resource for one in await work.requests.replies(HOME, name)] for name in ("q1", "q2")]
        fresh = await work.digests.fresh(HOME, "d1", (AT, ""), AT, limit=9)
        return answers, fresh, await work.digests.dismissed(HOME, "ann")

    assert await units.read(look) == ([["ours"], ["ours"]], [], frozenset({"ours"}))
