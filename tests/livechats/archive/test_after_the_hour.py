"""The archive of an hour in three places, from its first word to what people change days later."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hall import START

from adapters.web.server import application
from communitybot.livechats.model.chat import Showing
from tests.livechats.archive.served import SETTINGS

MINUTE = timedelta(minutes=1)
WORDS = "We read one poem aloud, whoever likes to begins."


class Told:
    """What the web server tells of one chat's archive."""

    def __init__(self, hall, chat, caller):
        self.hall, self.chat, self.caller = hall, chat, caller

    async def read(self, ending=".md"):
        address = await self.hall.chats.archive_of(self.caller, self.chat.id)
        app = application([], SETTINGS, self.hall.bot)
        async with TestClient(TestServer(app)) as client, client.get(urlsplit(address).path + ending) as told:
            assert told.status == 200
            return (await told.text()).replace("\\", "")


@pytest.fixture
async def hour(hall, hana):
    """An hour in which Ana, Lee and Kit spoke, and Lee's words were quoted."""
    chat = await hall.planned(hana, late=timedelta(days=2))
    ana, lee = hall.member("Ana Ruiz", "slack"), hall.member("Lee Okafor", "discord")
    kit = hall.member("Kit Moss", "playground")
    await hall.until(START + 7 * MINUTE)
    hall.first = await ana.says("A1: It means I never plan alone. https://example.org/plan")
    hall.words = await lee.says(f"A1: {WORDS}")
    await kit.says(f"> {WORDS}\nWe do that too, Lee Okafor!")
    await ana.says("And then: read one poem aloud, whoever likes", reply_to=None)
    await hall.chats.show(await ana.caller(), chat.id, Showing.NAME)
    await hall.until(START + timedelta(hours=1, minutes=1))
    hall.ana, hall.lee, hall.kit = ana, lee, kit
    return Told(hall, chat, await hana.caller())


async def test_within_a_minute_of_the_end_it_is_told_where_the_archive_is(hall, hour):
    text = await hour.read()

    assert "Were you not there? Read it" in hall.read("discord")
    assert "- **Ana Ruiz** ·" in text
    assert "3 people spoke" in text
    assert "on Discord, the playground and Slack" in text
    assert "- <https://example.org/plan> shared by Ana Ruiz (Q1)" in text
    assert f"an educator** · 7:07 PM\n  {WORDS}" in text
    assert "Okafor" not in text


@pytest.mark.promise("R39")
async def test_who_is_left_out_afterwards_is_gone_with_what_others_quoted(hall, hour):
    assert "poem" in await hour.read()
    await hall.chats.show(await hall.lee.caller(), hour.chat.id, Showing.LEFT_OUT)

    for ending in (".md", ".json", ".csv", ".html", ""):
        text = await hour.read(ending)
        assert "Okafor" not in text
        assert "poem" not in text
        assert "never plan alone" in text
    kept = await hall.lines(hour.chat)
    assert not [line for line in kept if "poem" in line.text or "begins" in line.text]
    assert [line.text for line in kept if line.name.startswith("Kit")] == [
        "> (words of someone who is left out)\nWe do that too, Lee Okafor!"
    ]


@pytest.mark.promise("R39")
async def test_who_was_left_out_before_the_end_is_gone_from_the_start(hall, hana):
    chat = await hall.planned(hana)
    lee, kit = hall.member("Lee Okafor", "discord"), hall.member("Kit Moss", "slack")
    await hall.until(START + 7 * MINUTE)
    await hall.chats.show(await lee.caller(), chat.id, Showing.LEFT_OUT)
    said = await lee.says(f"A1: {WORDS}")
    await kit.says(f"I like: {WORDS}", reply_to=said)
    await hall.until(START + timedelta(hours=1, minutes=1))
    text = await Told(hall, chat, await hana.caller()).read()

    assert "poem" not in text
    assert "1 person spoke" in text
    assert "in reply to someone who is left out" in text
    assert not [line for line in await hall.lines(chat) if "poem" in line.text]


async def test_edits_deletions_and_late_answers_follow(hall, hour):
    await hall.ana.rewords(hall.first, "A1: It means we plan together.")
    text = await hour.read()
    assert "we plan together" in text
    assert "· edited" in text
    assert "never plan alone" not in text
    await hall.ana.removes(hall.first)
    assert "we plan together" not in await hour.read()
    await hall.later(hours=5)
    await hall.kit.says("A3: Much later, but still")
    late = (await hour.read()).split("## Q3")[1].split("## Q4")[0]
    assert "Much later, but still" in late
    assert "· late" in late


async def test_what_is_found_again_shows_nobody_who_may_not_be_seen(hall, hour):
    found = await hall.chats.search(await hall.ana.caller(), "we do that")

    assert [(one.author, one.line.text) for one in found] == [
        ("an educator", f"> {WORDS}\nWe do that too, an educator!")
    ]
    assert found[0].address.endswith(f"#line-{found[0].line.number}")
    await hall.chats.show(await hall.lee.caller(), hour.chat.id, Showing.LEFT_OUT)
    (one,) = await hall.chats.search(await hall.ana.caller(), "we do that")
    assert one.line.text == "> (words of someone who is left out)\nWe do that too, someone who is left out!"
    assert await hall.chats.search(await hall.ana.caller(), "poem aloud begins") == []
