"""The brief of an idea that was merged says where the idea goes on: on its page, as Markdown and on paper."""

from dataclasses import replace

from adapters.web.templates import render
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.papers.markdown import markdown
from communitybot.ideas.papers.pdf import pdf
from tests.ideas.deciding import sheets
from tests.ideas.deciding.asking import page, shared
from tests.ideas.discussing.made import idea
from tests.ideas.labs.bench import IDEA

SECOND, THIRD = "0123456789abce", "0123456789abcf"
TOLD = "This idea goes on as part of “Shared hours”."


async def merged(bench, one, into):
    async def unit(work):
        found = await work.ideas.get("c1", one, hold=True)
        await work.ideas.save(replace(found, stage=Stage.MERGED, into=into, revision=found.revision + 1))

    await bench.units.run(unit)


async def test_it_names_the_last_of_the_ideas_it_became_as_long_as_others_may_see_that_one(bench):
    brief = await shared(bench)
    for name, title in ((SECOND, "Hours"), (THIRD, "Shared hours")):
        await bench.units.run(lambda work, name=name, title=title: work.ideas.add(idea(id=name, title=title)))
    assert (await page(bench, brief)).goes_on == ""

    await merged(bench, IDEA, SECOND)
    assert (await page(bench, brief)).goes_on == "This idea goes on as part of “Hours”."
    await merged(bench, SECOND, THIRD)
    assert (await page(bench, brief)).goes_on == TOLD

    async def withdrawn(work):
        found = await work.ideas.get("c1", THIRD, hold=True)
        await work.ideas.save(replace(found, stage=Stage.WITHDRAWN, revision=found.revision + 1))

    await bench.units.run(withdrawn)
    assert (await page(bench, brief)).goes_on == ""


def test_page_markdown_and_paper_say_it():
    stays, goes = sheets.page(), sheets.page(goes_on=TOLD)

    assert TOLD in markdown(goes)
    assert TOLD in render("brief.html", page=goes, here="/briefs/x").text
    assert len(pdf(goes)) > len(pdf(stays))
    for each in (markdown(stays), render("brief.html", page=stays, here="/briefs/x").text):
        assert "goes on" not in each


def test_a_title_in_it_is_only_words():
    hostile = sheets.page(goes_on="This idea goes on as part of “<b>[x](https://e.org)</b>”.")

    assert "<b>[x]" not in render("brief.html", page=hostile, here="/briefs/x").text
    assert r"\[x\]" in markdown(hostile)
