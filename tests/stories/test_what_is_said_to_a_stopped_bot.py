"""The control to the restart of the hour: it is the history, read again, that brings what was missed."""

import pytest

from communitybot.bot import Bot
from tests.stories.ce14 import invitation
from tests.stories.ce14.invitation import START
from tests.stories.three_platforms import three_platforms


@pytest.mark.promise("R17")
@pytest.mark.slow
async def test_without_its_history_what_was_said_meanwhile_would_be_missing(tmp_path, monkeypatch):
    async def deaf(_bot, _retold):
        """The protection taken away."""

    async with three_platforms(tmp_path) as (hall, people):
        await invitation.planned(hall, people)
        await hall.until(hall.began + START)
        await hall.sees(people.wei, "Welcome to #ce14")
        with monkeypatch.context() as patch:
            patch.setattr(Bot, "retell", deaf)
            await hall.closes()
            await people.lucia.says("Grade 4, Tucson.")
            await people.dana.says("High school science, in Ohio.")
            await hall.opens()
            await people.lucia.says("I am still here.")
            await hall.sees(people.maya, "I am still here.")
            assert not [said for said in people.maya.heard() if "Tucson" in said or "Ohio" in said]

        await hall.closes()
        await hall.opens()
        for missed in ("Grade 4, Tucson.", "High school science, in Ohio."):
            await hall.sees(people.maya, missed)
