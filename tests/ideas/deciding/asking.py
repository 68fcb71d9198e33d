"""What the tests of briefs do over and over: write one, share it, look at its page."""

from tests.ideas.labs.bench import IDEA

WRITTEN = {
    "to": "Dr. Rosa Lind",
    "role": "superintendent",
    "reply_by": "in 3 weeks",
    "need": "Teachers leave.",
    "evidence": "41 of 97.",
    "ask": "One paid hour.",
}


async def written(bench, who="ana", **changes):
    """Write a brief of the idea; gives its id."""
    told = await bench.types(who, "idea brief", idea=IDEA, **(WRITTEN | changes))
    assert "Nobody else has seen it yet" in told, told
    return (await briefs(bench))[-1].id


async def shared(bench, who="ana", **changes):
    brief = await written(bench, who, **changes)
    told = await bench.presses(who, "idea.brief_share", IDEA, brief)
    assert "Shared." in told, told
    return brief


async def briefs(bench):
    return await bench.units.read(lambda work: work.briefs.of_idea("c1", IDEA))


async def page(bench, brief):
    """The page of a brief as whoever has its address sees it."""
    pages = bench.house.bot.pages.briefs
    return await pages.page(brief, pages._addresses.proof(brief))
