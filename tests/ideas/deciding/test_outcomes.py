"""What came of an idea is written by its team, told once, and listed; the public page is opt-in, twice."""

from dataclasses import replace

import pytest

from communitybot.errors import NotFound
from communitybot.ideas.model.brief import Again
from communitybot.ideas.model.idea import IdeaSettings
from communitybot.ideas.outcomes import OutcomeDesk, OutcomeWish
from tests.ideas.deciding.asking import shared
from tests.ideas.discussing.made import caller, idea
from tests.ideas.labs.bench import IDEA

WRITTEN = {
    "changed": "Fewer teachers left.",
    "measured": "We counted them in June.",
    "again": "yes, with changes",
    "why": "Begin in August.",
    "number": "Teachers who stayed",
    "before": "71 %",
    "after": "84 %",
}


async def test_an_outcome_is_written_told_once_and_can_be_worded_anew(bench):
    form = await bench.types("ben", "idea outcome")
    assert [field.name for field in form.fields] == list(WRITTEN)
    assert not await bench.units.read(lambda work: work.briefs.reported("c1", IDEA))

    told = await bench.types("ben", "idea outcome", idea=IDEA, **WRITTEN)
    assert "Teachers who stayed: 71 % before, 84 % after." in told
    assert "They would do it again, with changes. Begin in August." in told
    assert await bench.units.read(lambda work: work.briefs.reported("c1", IDEA))
    await bench.types("ana", "idea outcome", idea=IDEA, **(WRITTEN | {"changed": "Far fewer left."}))
    await bench.passes(minutes=1)
    assert [each for each in await bench.news() if "What came" in each] == [
        "What came of this idea is written down: “Fewer teachers left.”"
    ]
    assert ["What came of" in "".join(bench.heard(one)) for one in ("ana", "ben", "dan", "eve")] == [
        True,
        False,
        True,
        False,
    ]
    assert "Far fewer left." in await bench.types("eve", "idea outcome", idea="Mentor")
    listed = await bench.types("eve", "outcomes")
    assert "Mentor hours: Far fewer left. Teachers who stayed" in listed
    assert "Public page" not in listed


async def test_what_is_missing_is_asked_for_and_only_the_team_writes(bench):
    for gone, told in (
        ("changed", "What changed?"),
        ("measured", "How was it measured?"),
        ("again", "again?"),
    ):
        given = {name: text for name, text in WRITTEN.items() if name != gone}
        assert told in await bench.types("ana", "idea outcome", idea=IDEA, **given), gone
    unnamed = {name: text for name, text in WRITTEN.items() if name != "number"}
    assert "Before and after of what?" in await bench.types("ana", "idea outcome", idea=IDEA, **unnamed)
    assert "Only the team" in await bench.types("eve", "idea outcome", idea=IDEA, **WRITTEN)
    assert "has not written down yet" in await bench.types("eve", "idea outcome", idea="Mentor")
    assert "Nothing is written down yet" in await bench.types("eve", "outcomes")
    foreign = caller("ana", community="c2", administers=True)
    with pytest.raises(NotFound):
        await OutcomeDesk(bench.units, bench.clock).report(foreign, IDEA, OutcomeWish(changed="Other."))


async def test_the_public_page_shows_what_both_an_administrator_and_an_author_allow(bench):
    pages = bench.house.bot.pages.briefs
    await bench.types("ana", "idea outcome", idea=IDEA, **WRITTEN)
    brief = await shared(bench)
    await bench.presses("ana", "idea.brief_publish", IDEA, brief, "on")
    assert await pages.outcomes("lincoln") is None

    await bench.units.run(lambda work: work.ideas.set("c1", IdeaSettings(outcomes_public=True)))
    (came,) = (await pages.outcomes("lincoln")).outcomes
    assert (came.title, came.brief) == ("Mentor hours", f"/briefs/{brief}")
    assert "Ana" not in repr(came)
    assert await pages.outcomes("no-such") is None
    assert "Public page" in await bench.types("eve", "outcomes")

    assert "Only whoever wrote" in await bench.presses("ben", "idea.outcome_show", IDEA, "off")
    assert "off the public page" in await bench.presses("ana", "idea.outcome_show", IDEA, "off")
    assert (await pages.outcomes("lincoln")).outcomes == ()
    assert "Mentor hours" in await bench.types("eve", "outcomes")  # members see it all the same


async def test_outcomes_are_paged(bench):
    many = [replace(idea(), id=f"idea{number:010}", title=f"Idea {number}") for number in range(7)]
    await bench.has(*many)
    desk, ana = OutcomeDesk(bench.units, bench.clock), caller("ana", "Ana Ruiz")
    for one in many:
        bench.clock.advance(1)
        await desk.report(ana, one.id, OutcomeWish(changed="It.", measured="So.", again=Again.NO))
    first = await bench.types("eve", "outcomes")
    assert [f"Idea {number}:" in first for number in range(7)] == [False, False, *[True] * 5]
    assert "Older" in first
    second = await bench.presses("eve", "idea.outcomes", "2")
    assert "Idea 0:" in second
    assert "Idea 2:" not in second
    assert "[6. Idea 1 | 7. Idea 0 | Newer]" in second
