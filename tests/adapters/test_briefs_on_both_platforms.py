"""A brief and a voice are written in forms on both platforms, seen alone, and shared."""

from datetime import UTC, datetime

import pytest
from twins import loom

from communitybot.conversation.addresses import PersonAddress
from communitybot.ideas.model.idea import Author, Idea, Member, Role, Stage
from tests.adapters.discording import scene
from tests.adapters.slacking import room_of, seated

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
BRIEF = {"To whom": "Dr. Rosa Lind", "Their role": "superintendent", "Reply by": "in 3 weeks"}


async def posted(units, space, account):
    """An idea of whoever has just used the bot."""

    async def unit(work):
        community = await work.communities.by_space(space)
        person = await work.people.by_account(community.id, account)
        idea = Idea(
            id="0123456789abcd",
            community=community.id,
            stage=Stage.SEED,
            title="Mentor hours",
            need="New teachers leave.",
            approach="One paid hour a week.",
            authors=(Author(person.id, person.name),),
            created=AT,
            published=AT,
        )
        await work.ideas.add(idea)
        place = Member(person=person.id, name=person.name, role=Role.TEACHER, at=AT)
        await work.ideas.enrol(community.id, idea.id, place)

    await units.run(unit)


async def test_in_steps_on_discord(tmp_path):
    async with scene(tmp_path) as there, there.bot() as running:
        teacher = there.teacher
        await (await teacher.command(there.events, "outcomes")).answer()
        account = there.address(teacher)
        await posted(running.house.units, account.in_space, account)

        first = await (await teacher.command(there.events, "idea brief")).answer()
        assert first.field("The need").value == "New teachers leave."
        between = await (await teacher.fill(first, BRIEF)).answer()
        second = await (await teacher.press(between, "Continue")).answer()
        assert second.field("What you ask").value == "One paid hour a week."
        preview = await (await teacher.fill(second, {})).answer()
        assert preview.ephemeral
        assert "Nobody else has seen it yet." in preview.text
        assert {"Share with the community", "Open the page", "PDF"} <= {*preview.labels}
        shared = await (await teacher.press(preview, "Share with the community")).answer()
        assert "Shared." in shared.text

        form = await (await teacher.press(shared, "Lend my voice")).answer()
        voice = await (await teacher.fill(form, {"Your words": "I stayed.", "Your role": "coach"})).answer()
        assert "exactly how it would appear" in voice.text
        agreed = await (await teacher.press(voice, "Show it like this")).answer()
        assert "Your voice stands." in agreed.text


async def test_in_one_form_on_slack(tmp_path):
    async with loom.Twin.open(seed=32) as twin, seated(twin, tmp_path / "bot.db") as table:
        priya = table.priya
        await (await priya.command(table.room, "/outcomes", "")).answer()
        await table.settled()
        where = room_of(table)
        account = PersonAddress(where.platform, where.space, priya.id)
        await posted(table.house.units, where.in_space, account)

        form = await (await priya.command(table.room, "/idea", "brief")).answer()
        sent = {"to": "Dr. Rosa Lind", "role": "superintendent", "reply_by": "soonish"}
        wrong = await (await priya.fill(form, sent)).answer()
        assert "I cannot read that as a date." in wrong.errors["reply_by"]
        await (await priya.fill(form, sent | {"reply_by": "in 3 weeks"})).ack()
        await table.settled()
        preview = twin.seen(priya, table.room)[-1]
        assert "Nobody else has seen it yet." in preview.text
        await (await priya.press(preview, "Share with the community")).ack()
        await table.settled()
        assert "Shared." in twin.seen(priya, table.room)[-1].text
