"""No archive is made where words may not be kept, whatever was allowed when the chat was planned."""

from datetime import timedelta

import pytest
from hall import START, opened

from communitybot.errors import NotAllowed
from communitybot.livechats.model.chat import Archiving
from communitybot.settings import load

END = START + timedelta(hours=1)


@pytest.mark.parametrize("ruled_out", [True, False])
async def test_a_chat_planned_with_an_archive_gets_none_once_a_platform_rules_it_out(hall, hana, ruled_out):
    """The control is the same hour where nothing is ruled out."""
    chat = await hall.planned(hana)
    if ruled_out:
        hall.house.wordless.add("slack")
    await hall.until(END + timedelta(minutes=15))
    over = await hall.chat(chat)
    told = hall.read("discord")

    assert over.archiving is (Archiving.OFF if ruled_out else Archiving.ON)
    assert ("This chat is not archived." in told) is ruled_out
    assert ("This chat is archived." in told) is not ruled_out


async def test_it_is_ruled_out_also_for_a_chat_that_its_host_begins_early(hall, hana):
    chat = await hall.planned(hana)
    hall.house.wordless.add("slack")
    begun = await hall.chats.start(await hana.caller(), chat.id)

    assert begun.archiving is Archiving.OFF


async def test_nobody_plans_an_archive_where_one_platform_of_the_community_rules_it_out(hall, hana):
    """Also from another platform: what is said there would stand in the archive as well."""
    hall.house.wordless.add("slack")
    with pytest.raises(NotAllowed):
        await hall.planned(hana)

    assert (await hall.planned(hana, archive=False)).archiving is Archiving.OFF


@pytest.mark.parametrize(("setting", "archiving"), [("off", None), ("on", Archiving.ON), ("", Archiving.ON)])
async def test_whoever_runs_the_bot_rules_archives_out_for_all(sqlite_url, monkeypatch, setting, archiving):
    asked = {"COMMUNITYBOT_ARCHIVES": setting}
    monkeypatch.setattr("gathering.load", lambda environment: load(environment | asked))
    hall = await opened(sqlite_url)
    hana = hall.member("Hana Ito", "discord", administers=True)
    try:
        found = (await hall.planned(hana)).archiving
    except NotAllowed:
        found = None
    finally:
        await hall.house.relay.stop()
        await hall.house.close()

    assert found is archiving
