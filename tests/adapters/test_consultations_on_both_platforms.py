"""A consultation is opened and answered on both platforms: in steps on Discord, in one form on Slack."""

import pytest
from twins import loom

from tests.adapters.discording import scene
from tests.adapters.slacking import seated

pytestmark = pytest.mark.slow

ASKED = "Should the day start later? [yes | no] | How sure are you? [1-5] | What would it change? | For whom?"
SCHOOL_DAY = (
    "open School day, who: Rosa Lind, superintendent, why: The board decides, used: I read it out, "
    "questions: Should the day start later? [yes | no] | What would it change?, closes: in 14 days"
)


async def test_on_discord_it_is_asked_and_answered_in_steps(tmp_path):
    async with scene(tmp_path) as there, there.bot():
        principal, teacher = there.principal, there.teacher
        given = {"title": "School day", "who": "me, superintendent", "why": "The board decides"}
        given |= {"used": "I read it out", "closes": "in 14 days", "questions": ASKED}
        preview = await (await principal.command(there.events, "consult open", given)).answer()
        assert "Nobody else has seen it yet" in preview.text
        assert preview.ephemeral
        await (await principal.press(preview, "Open it")).answer()
        card = await there.twin.see(teacher, there.events, "asks this community")
        first = await (await teacher.press(card, "Answer")).answer()
        assert first.title == "Your answers (1/2)"
        told = {"showing": "With my name", "q1": "yes", "q2": "4"}
        between = await (await teacher.fill(first, told)).answer()
        second = await (await teacher.press(between, "Continue")).answer()
        kept = await (await teacher.fill(second, {"q4": "First period."})).answer()
        assert "with your name, Priya Raman" in kept.text


async def test_on_slack_one_form_has_all_of_it(tmp_path):
    async with loom.Twin.open(seed=12) as twin, seated(twin, tmp_path / "bot.db") as table:
        preview = await (await table.priya.command(table.room, "/consult", SCHOOL_DAY)).answer()
        await (await table.priya.press(preview, "Open it")).answer()
        await table.settled()
        card = next(each for each in table.shared() if "asks this community" in each.text)
        form = await (await table.dana.press(card, "Answer")).answer()
        told = {"showing": "With my role, without my name", "role": "a math teacher", "q2": "Sleep."}
        await (await table.dana.fill(form, told)).ack()
        await table.settled()
        kept = twin.seen(table.dana, table.room)[-1]
        assert "as “a math teacher”, without your name" in kept.text
        again = await (await table.dana.press(kept, "Change my answers")).answer()
        assert again
        assert twin.check_shapes() == []
