"""Hostile words in the playground's threads stay the words they are."""

import pytest

from adapters.playground.cast import room_address
from communitybot.conversation.message import message
from tests.adapters.talking import act, said


@pytest.fixture
async def there(table):
    thread = await table.platform.open_thread(room_address("chats"), "#ce14", message("Welcome"), "opening")
    return f"chats/{thread.thread}"


HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover=alert(1) x="',
    "[x](javascript:alert(1))",
    "@everyone @here @\u200beveryone",
    "<!channel> <!here> <@U1> <#C1>",
    "&lt;!channel&gt;",
    "<http://evil|https://our.site> [https://our.site](http://evil)",
    "</textarea><script>alert(1)</script>",
    "*" * 5_000,
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_words_are_shown_and_told_as_the_words_they_are(table, there, words):
    mine = await said(table, words, there)
    await act(table, "reword", message=mine["id"], text=f"{words}.")

    assert (await table.messages("host", there))[0]["plain"] == f"{words}."
    assert [each.text for each in table.bot.heard] == [words, f"{words}."]


async def test_text_that_turns_itself_around_is_told_without_the_turning(table, there):
    await said(table, "exe.\u202efdp", there)

    assert table.bot.heard[0].text == "exe.fdp"
