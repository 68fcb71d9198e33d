"""A brief is private first, then shared; it shows people as they agreed, and nobody else can touch it."""

import asyncio
from dataclasses import replace

import pytest

from communitybot.errors import AlreadyDone, NotFound
from communitybot.ideas.brief_views import AnswerWish
from communitybot.ideas.briefing import Briefing
from communitybot.ideas.model.brief import AnswerKind, Showing
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.papers.service import BriefAddresses
from communitybot.ideas.replies import Replies
from tests.ideas.deciding.asking import WRITTEN, briefs, page, shared, written
from tests.ideas.discussing.made import ANA, idea
from tests.ideas.labs.bench import IDEA


async def test_a_brief_is_written_from_the_idea_seen_first_and_then_shared(bench):
    form = await bench.types("ana", "idea brief")
    known = {field.name: field.value for field in form.fields}
    assert list(known) == ["to", "role", "reply_by", "need", "evidence", "ask"]
    assert known["need"] == "New teachers leave within three years."
    assert known["ask"] == "Two hours a week for whoever mentors them."
    assert known["reply_by"] == "Mon 21 Dec 2026"

    assert "Lend my voice" in await bench.types("dan", "idea view", idea=IDEA)
    brief = await written(bench)
    again = await bench.types("ana", "idea brief", idea=IDEA, **WRITTEN)
    assert "Share with the community" in again
    assert len(await briefs(bench)) == 1  # the same form twice is one brief
    draft = await page(bench, brief)
    assert (draft.draft, draft.addressed) == (True, "Dr. Rosa Lind, superintendent")
    assert "draft" in await bench.types("ben", "idea brief", idea=IDEA)
    assert "There is no brief yet" in await bench.types("dan", "idea brief", idea=IDEA)
    assert "no such brief" in await bench.presses("dan", "idea.brief_view", IDEA, brief)
    await bench.passes(minutes=1)
    assert (await bench.news(), bench.heard("dan")) == ([], [])

    changed = await bench.types("ben", "idea brief", idea=IDEA, brief="Lind", ask="Two paid hours.")
    assert "Two paid hours." in changed
    told = await bench.presses("ana", "idea.brief_share", IDEA, brief)
    assert "Open the page | PDF" in told
    assert "shared already" in await bench.presses("ben", "idea.brief_share", IDEA, brief)
    await bench.passes(minutes=1)
    (news,) = await bench.news()
    assert "policy brief to Dr. Rosa Lind, superintendent. A reply is asked for by Mon 21 Dec 2026." in news
    assert f"/briefs/{brief}/" in news
    assert ["Dr. Rosa Lind" in "".join(bench.heard(one)) for one in ("ana", "ben", "dan", "eve")] == [
        False,
        True,
        True,
        False,
    ]
    assert f"/briefs/{brief}/" in "".join(bench.heard("dan"))
    assert ["until you choose" in "".join(bench.heard(one)) for one in ("ben", "dan")] == [True, False]
    seen = await bench.presses("dan", "idea.brief_view", IDEA, brief)
    assert "Two paid hours." in seen
    assert "Change" not in seen
    second = await written(bench, to="Board of education", role="school board")
    assert second != brief
    assert "Dr. Rosa Lind" in await bench.types("eve", "idea brief", idea="Mentor")
    assert "Board" not in await bench.types("eve", "idea brief", idea="Mentor")
    assert "The draft is gone" in await bench.presses("ben", "idea.brief_discard", IDEA, second)
    assert "so it stays" in await bench.presses("ana", "idea.brief_discard", IDEA, brief)


async def test_what_is_pressed_twice_at_one_time_is_done_once(bench):
    brief = await written(bench)
    desk = Briefing(bench.units, bench.clock, BriefAddresses("https://bot.example", b"k"))
    told = await asyncio.gather(*(desk.share(ANA, IDEA, brief) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(each, AlreadyDone) for each in told) == 3
    assert len(await bench.news()) == 1

    replies, answer = Replies(bench.units, bench.clock), AnswerWish(kind=AnswerKind.ACCEPTED, words="Yes.")
    kept = await asyncio.gather(*(replies.record(ANA, IDEA, brief, answer) for _ in range(4)))
    assert sorted(each.new for each in kept) == [False, False, False, True]
    assert len((await page(bench, brief)).answers) == 1


async def test_everybody_stands_on_a_brief_as_they_agreed(bench):
    brief = await shared(bench)
    assert (await page(bench, brief)).signed == "a classroom teacher and a researcher"

    for who, showing in (("ana", Showing.NAME), ("ben", Showing.NOTHING)):
        told = await bench.presses(who, "idea.brief_signed", IDEA, brief, showing=showing.value)
        assert "Every brief of this idea follows at once" in told
    assert (await page(bench, brief)).signed == "Ana Ruiz (classroom teacher) and 1 more of the team"
    assert "Only the team" in await bench.presses(
        "dan", "idea.brief_signed", IDEA, brief, showing=Showing.NAME.value
    )

    async def hide(work):
        found = await work.ideas.get("c1", IDEA)
        await work.ideas.save(replace(found, anonymous=True))

    await bench.units.run(hide)  # whatever was chosen before, an anonymous author stays so
    assert (await page(bench, brief)).names == ("a classroom teacher",)
    refused = await bench.presses("ana", "idea.brief_signed", IDEA, brief, showing=Showing.NAME.value)
    assert "Your idea is anonymous" in refused
    for words in ("Ana Ruiz", "ana"):
        assert words not in "".join(await bench.news())
        assert words not in repr(await page(bench, brief))


async def test_a_page_is_for_whoever_has_its_address_until_an_author_publishes_it(bench):
    brief = await written(bench)
    pages = bench.house.bot.pages.briefs
    assert "a draft" in await bench.presses("ana", "idea.brief_publish", IDEA, brief, "on")
    await bench.presses("ana", "idea.brief_share", IDEA, brief)

    assert await pages.page(brief) is None
    assert await pages.page(brief, "x" * 32) is None
    assert await pages.page(brief, BriefAddresses("", b"another bot's").proof(brief)) is None
    assert "Only whoever wrote this idea" in await bench.presses(
        "ben", "idea.brief_publish", IDEA, brief, "on"
    )
    assert await pages.page(brief) is None
    assert "Everybody on the web" in await bench.presses("ana", "idea.brief_publish", IDEA, brief, "on")
    assert (await pages.page(brief)).published
    await bench.presses("ana", "idea.brief_publish", IDEA, brief, "off")
    assert await pages.page(brief) is None

    async def withdraw(work):
        found = await work.ideas.get("c1", IDEA)
        await work.ideas.save(replace(found, stage=Stage.WITHDRAWN))

    assert await page(bench, brief) is not None
    await bench.units.run(withdraw)
    assert await page(bench, brief) is None


async def test_what_is_missing_or_wrong_is_said_beside_its_field(bench):
    for changes, told in (
        ({"to": None}, "Who decides?"),
        ({"role": None}, "What is their role?"),
        ({"ask": "none"}, "What do you ask for?"),
        ({"reply_by": "yesterdayish"}, "I cannot read that as a date"),
        ({"reply_by": "2026-11-30"}, "no date to answer by any more"),
        ({"reply_by": "2029-01-01"}, "more than a year away"),
    ):
        given = {name: value for name, value in (WRITTEN | changes).items() if value is not None}
        assert told in await bench.types("ana", "idea brief", idea=IDEA, **given), changes
    assert "Only the team" in await bench.types("eve", "idea brief", idea=IDEA, **WRITTEN)
    assert await briefs(bench) == []


@pytest.mark.promise("R37")
async def test_a_brief_of_another_idea_or_community_cannot_be_reached(bench):
    brief = await shared(bench)
    before = await briefs(bench)
    service = Briefing(bench.units, bench.clock, BriefAddresses("https://bot.example", b"k"))
    other = idea(id="another0000000")
    await bench.has(other)
    foreign = replace(ANA, community="c2")
    for who, where in ((ANA, other.id), (foreign, IDEA), (foreign, other.id)):
        for done in (
            service.look(who, where, brief),
            service.share(who, where, brief),
            service.publish(who, where, brief, on=True),
        ):
            with pytest.raises(NotFound):
                await done
    await service.discard(ANA, other.id, brief)  # it is none of that idea's
    assert await briefs(bench) == before
