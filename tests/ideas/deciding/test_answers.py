"""An answer, or silence, is recorded exactly and told to whoever follows the idea."""

from datetime import timedelta

import pytest

from communitybot.errors import NotFound
from communitybot.ideas.brief_views import AnswerWish
from communitybot.ideas.model.brief import AnswerKind
from communitybot.ideas.replies import Replies
from tests.ideas.deciding.asking import briefs, page, shared
from tests.ideas.discussing.made import caller
from tests.ideas.labs.bench import IDEA


async def about(bench, who, words):
    return [each for each in bench.heard(who) if words in each]


async def test_silence_is_asked_about_then_noted_and_a_late_answer_still_counts(bench):
    brief = await shared(bench, reply_by="in 2 weeks")  # Monday 14 December
    kept = (await briefs(bench))[0]
    await bench.until(kept.reminded - timedelta(minutes=1))
    assert await about(bench, "ana", "asked for a reply by") == []
    await bench.until(kept.reminded + timedelta(minutes=1))
    for who in ("ana", "ben"):
        assert len(await about(bench, who, "none is recorded yet")) == 1
    assert await about(bench, "dan", "none is recorded yet") == []  # who follows is not the team

    await bench.until(kept.asked + timedelta(minutes=1))
    (asked,) = await about(bench, "ben", "Has Dr. Rosa Lind answered")
    assert "Mon 14 Dec 2026" in asked
    nothing = await bench.presses("ben", "idea.reply_none", IDEA, brief)
    assert "If nothing has come by Mon 21 Dec 2026, I note: “No answer by Mon 14 Dec 2026.”" in nothing

    same = {"reply_by": "Mon 14 Dec 2026", "ask": "An hour."}  # a form sends back the date that has passed
    await bench.passes(days=1)
    assert "An hour." in await bench.types("ana", "idea brief", idea=IDEA, brief=brief, **same)

    await bench.until(kept.silence - timedelta(minutes=1))
    assert (await page(bench, brief)).silence == ""
    await bench.until(kept.silence + timedelta(minutes=1))
    await bench.passes(days=1)
    assert (await page(bench, brief)).silence == "No answer by Mon 14 Dec 2026."
    assert "No answer by Mon 14 Dec 2026 to the brief for Dr. Rosa Lind" in (await bench.news())[-1]
    assert len(await about(bench, "dan", "No answer by Mon 14 Dec 2026")) == 1

    anew = await bench.types("ana", "idea brief", idea=IDEA, brief=brief, reply_by="in 9 weeks")
    assert "It is noted that no answer came, so it stays as Dr. Rosa Lind had it." in anew
    told = await bench.types(
        "ana", "idea reply", idea=IDEA, answer="partly accepted", words="Half.\n@everyone"
    )
    assert "(late)" in told
    await bench.passes(days=1)
    shown = await page(bench, brief)
    assert shown.silence == "No answer by Mon 14 Dec 2026. An answer came later."
    assert [(each.kind, each.late) for each in shown.answers] == [("partly accepted", True)]
    assert len(await about(bench, "dan", "An answer to the brief (late)")) == 1


async def test_an_answer_in_time_is_told_once_and_silence_never(bench):
    brief = await shared(bench)
    form = await bench.types("ana", "idea reply")
    assert [field.name for field in form.fields] == ["answer", "words", "by", "on", "link"]
    assert form.fields[2].value == "Dr. Rosa Lind"

    given = {
        "idea": IDEA,
        "answer": "will look into it",
        "words": "We will see.",
        "link": "example.org/letter",
    }
    told = await bench.types("ben", "idea reply", **given)
    assert "Recorded. Dr. Rosa Lind: will look into it, Mon 30 Nov 2026." in told
    assert "recorded already" in await bench.types("ana", "idea reply", **given)
    await bench.passes(minutes=1)
    assert len(await about(bench, "dan", "will look into it")) == 1
    assert len(await about(bench, "ben", "will look into it")) == 0  # he recorded it
    assert [each.link for each in (await page(bench, brief)).answers] == ["https://example.org/letter"]

    anew = await bench.types("ana", "idea brief", idea=IDEA, brief=brief, ask="Two hours.")
    assert "It was answered, so it stays" in anew
    await bench.passes(days=40)
    for words in ("none is recorded", "Has Dr. Rosa Lind", "No answer by"):
        assert await about(bench, "ana", words) == [], words
    assert (await page(bench, brief)).silence == ""


async def test_the_date_is_watched_as_it_is_now(bench):
    brief = await shared(bench, reply_by="in 2 weeks")
    await bench.types("ana", "idea brief", idea=IDEA, brief=brief, reply_by="2027-03-03")
    await bench.passes(days=40)
    assert await about(bench, "ana", "Has Dr. Rosa Lind") == []
    kept = (await briefs(bench))[0]
    await bench.until(kept.silence + timedelta(days=1))
    assert len(await about(bench, "ana", "Has Dr. Rosa Lind")) == 1
    assert (await page(bench, brief)).silence == "No answer by Wed 3 Mar 2027."


async def test_each_of_several_briefs_has_its_own_answer(bench):
    await shared(bench)
    board = await shared(bench, to="Ms. Okafor", role="school board")
    which = await bench.types("ana", "idea reply", idea=IDEA, answer="accepted")
    assert "Which brief was answered?" in which
    form = await bench.presses("ana", "idea.reply", IDEA, value=board)
    assert "Ms. Okafor, school board" in form.intro
    told = await bench.types("ana", "idea reply", idea=IDEA, answer="declined", brief="okafor", words="No.")
    assert "Ms. Okafor: declined" in told
    assert (await page(bench, board)).answers[0].words == "No."
    waits = await bench.types("ana", "idea reply", idea=IDEA, answer="accepted")
    assert "Dr. Rosa Lind: accepted" in waits  # only one is left that can be meant

    answers = await bench.units.read(lambda work: work.briefs.answers("c1", [board]))
    back = await bench.presses("ben", "idea.reply_back", IDEA, answers[board][0].id)
    assert "Taken back" in back
    assert "taken back already" in await bench.presses("ben", "idea.reply_back", IDEA, answers[board][0].id)
    assert (await page(bench, board)).answers == ()
    assert "was recorded by mistake" in (await bench.news())[-1]


async def test_what_cannot_have_been_is_refused(bench):
    assert "No brief of this idea is shared yet" in await bench.types("ana", "idea reply", idea=IDEA)
    brief = await shared(bench)
    for given, told in (
        ({"on": "2026-12-24"}, "still to come"),
        ({"on": "2 weeks ago"}, "so it was answered later"),
        ({"on": "whenever"}, "I cannot read that as a date"),
        ({"link": "javascript:alert(1)"}, "I cannot read that link"),
        ({"brief": "nobody"}, "I find no brief"),
    ):
        assert told in await bench.types("ana", "idea reply", idea=IDEA, answer="accepted", **given), given
    assert "Only the team" in await bench.types("eve", "idea reply", idea=IDEA, answer="accepted")
    foreign = caller("ana", community="c2", administers=True)
    with pytest.raises(NotFound):
        await Replies(bench.units, bench.clock).record(
            foreign, IDEA, brief, AnswerWish(kind=AnswerKind.OTHER)
        )
    assert (await page(bench, brief)).answers == ()
