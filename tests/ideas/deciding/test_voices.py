"""A voice stands only as its author saw it, on page and paper, and is gone when taken back."""

from dataclasses import replace

import pytest

from communitybot.errors import NotAllowed, NotFound
from communitybot.ideas.model.brief import Showing
from communitybot.ideas.model.idea import Stage
from communitybot.ideas.voices import VoiceDesk
from tests.ideas.deciding.asking import page, shared
from tests.ideas.discussing.made import ANA, caller
from tests.ideas.labs.bench import IDEA

LENT = {"words": "I stayed because\nsomebody had an hour.", "role": "coach", "place": "Duluth"}


async def lends(bench, who="eve", showing=Showing.ROLE, **changes):
    """Write words and leave them to be looked at; gives the card, and the key behind its button."""
    told = await bench.types(who, "idea voice", idea=IDEA, shown=showing.value, **(LENT | changes))
    asked = await bench.units.read(lambda work: _waiting(work, who))
    return told, asked


async def _waiting(work, who):
    from sqlalchemy import select

    from communitybot.storage.tables.idea_briefs import idea_voices

    mine = select(idea_voices.c.id).where(idea_voices.c.person == who, idea_voices.c.agreed.is_(None))
    return await work.connection.scalar(mine)


async def test_words_stand_once_they_are_agreed_to_and_go_when_taken_back(bench):
    brief = await shared(bench)
    form = await bench.types("eve", "idea voice", idea="Mentor")
    assert [field.name for field in form.fields] == ["words", "shown", "role", "place"]

    told, voice = await lends(bench)
    assert "exactly how it would appear" in told
    assert "coach, Duluth" in told
    assert "Eve Stone" not in told
    assert (await page(bench, brief)).voices == ()
    assert "not waiting any more" in await bench.presses("dan", "idea.voice_agree", IDEA, voice)
    assert "Your voice stands" in await bench.presses("eve", "idea.voice_agree", IDEA, voice)
    await bench.presses("eve", "idea.voice_agree", IDEA, voice)  # again does nothing
    (shown,) = (await page(bench, brief)).voices
    assert (shown.words, shown.signed) == ("I stayed because somebody had an hour.", "coach, Duluth")
    assert shown.words in told
    before = await bench.house.bot.pages.briefs.file(await page(bench, brief), "md")
    assert b"somebody had an hour" in before
    await bench.passes(minutes=1)
    lent = [each for each in bench.heard("ben") if "lent their voice" in each]
    assert len(lent) == 1
    assert "Eve" not in lent[0]

    other, second = await lends(bench, showing=Showing.NAME, words="Other words.")
    assert "Until then your words from before stay" in other
    assert (await page(bench, brief)).voices == (shown,)
    _, third = await lends(bench, showing=Showing.NAME, words="Third words.")
    assert "not waiting any more" in await bench.presses("eve", "idea.voice_agree", IDEA, second)
    await bench.presses("eve", "idea.voice_agree", IDEA, third)
    assert [each.signed for each in (await page(bench, brief)).voices] == ["Eve Stone, coach, Duluth"]

    assert "Taken back" in await bench.presses("eve", "idea.voice_back", IDEA)
    assert "lend nothing" in await bench.presses("eve", "idea.voice_back", IDEA)
    now = await page(bench, brief)
    assert now.voices == ()
    for ending in ("md", "pdf"):
        assert await bench.house.bot.pages.briefs.file(now, ending) != before
    assert b"words" not in await bench.house.bot.pages.briefs.file(now, "md")


async def test_what_is_not_shown_is_not_kept_and_what_is_not_agreed_to_is_let_go(bench):
    _, voice = await lends(bench, showing=Showing.NOTHING)
    await bench.presses("eve", "idea.voice_agree", IDEA, voice)
    kept = await bench.units.read(lambda work: work.briefs.voice("c1", voice))
    assert (kept.name, kept.role, kept.place) == ("", "", "")
    assert kept.signed == "A member of this community"

    _, other = await lends(bench, "dan")
    await bench.passes(days=6)
    assert await bench.units.read(lambda work: work.briefs.voice("c1", other)) is not None
    await bench.passes(days=2)
    assert await bench.units.read(lambda work: work.briefs.voice("c1", other)) is None
    assert await bench.units.read(lambda work: work.briefs.voice("c1", voice)) == kept


async def test_the_team_may_leave_words_out_and_nobody_else(bench):
    brief = await shared(bench)
    _, voice = await lends(bench)
    await bench.presses("eve", "idea.voice_agree", IDEA, voice)

    assert "Leave 1 out" in await bench.presses("ben", "idea.voices", IDEA)
    assert "Only the team" in await bench.presses("dan", "idea.voices", IDEA)
    assert "Only the team" in await bench.presses("dan", "idea.voice_show", IDEA, voice, "off")
    assert len((await page(bench, brief)).voices) == 1
    assert "Show 1 again" in await bench.presses("ben", "idea.voice_show", IDEA, voice, "off", "1")
    assert (await page(bench, brief)).voices == ()
    assert "left it out" in await bench.types("eve", "idea voice", idea=IDEA)
    await bench.presses("ben", "idea.voice_show", IDEA, voice, "on", "1")
    assert len((await page(bench, brief)).voices) == 1


async def test_one_can_take_words_back_from_an_idea_that_is_gone(bench):
    _, voice = await lends(bench)
    await bench.presses("eve", "idea.voice_agree", IDEA, voice)

    async def withdraw(work):
        found = await work.ideas.get("c1", IDEA)
        await work.ideas.save(replace(found, stage=Stage.WITHDRAWN))

    await bench.units.run(withdraw)
    assert "Taken back" in await bench.presses("eve", "idea.voice_back", IDEA)
    assert await bench.units.read(lambda work: work.briefs.voice("c1", voice)) is None


@pytest.mark.promise("R37")
async def test_another_community_reaches_no_voice(bench):
    _, voice = await lends(bench)
    desk, foreign = VoiceDesk(bench.units, bench.clock), caller("eve", community="c2", administers=True)
    for done in (
        desk.agree(foreign, IDEA, voice),
        desk.mine(foreign, IDEA),
        desk.all_of(foreign, IDEA),
        desk.leave_out(foreign, IDEA, voice, on=True),
        desk.lend(foreign, IDEA, "Words.", Showing.NOTHING),
    ):
        with pytest.raises(NotFound):
            await done
    assert not await desk.take_back(foreign, IDEA)
    assert await bench.units.read(lambda work: work.briefs.voice("c1", voice)) is not None
    with pytest.raises(NotAllowed):
        await desk.leave_out(replace(ANA, person="dan"), IDEA, voice, on=True)
