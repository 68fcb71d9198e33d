"""A picture is shown where the platform can, and whoever cannot see it is told what it shows."""

import base64

import pytest
from twins import loom

from adapters.discord.reply import draw_message
from adapters.playground import cast
from communitybot.conversation import limits
from communitybot.conversation.frozen import freeze, thaw
from communitybot.conversation.message import File, message
from communitybot.conversation.text import Unsayable
from tests.adapters.discord_rules import faults_of_message, refused_by_schema
from tests.adapters.slacking import room_of, seated

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORDS = "Inputs: two hours a week. Activities: visits & talk <@1>."
MODEL = File("model.png", "image/png", DOT, WORDS)
SAID = message("The logic model", files=(MODEL, File("model.svg", "image/svg+xml", b"<svg/>")))


def test_discord_shows_a_picture_with_its_words_and_keeps_other_files_to_be_saved():
    body = draw_message(SAID)
    frame = body["components"][0]["components"]

    assert frame[1:] == [
        {"type": 12, "items": [{"media": {"url": "attachment://model.png"}, "description": WORDS}]},
        {"type": 13, "file": {"url": "attachment://model.svg"}},
    ]
    assert faults_of_message(body) == []
    assert refused_by_schema("MessageCreateRequest", body) == []
    unnamed = draw_message(message("x", files=(File("a.png", "image/png", DOT),)))
    assert unnamed["components"][0]["components"][1]["items"] == [{"media": {"url": "attachment://a.png"}}]


async def test_slack_is_given_the_words_with_the_upload(tmp_path):
    async with loom.Twin.open(seed=7) as twin, seated(twin, tmp_path / "bot.db") as table:
        await table.platform.post(room_of(table), SAID, "key")
        uploads = {each.name: each.alt_text for each in twin.world.uploads.values()}

    assert uploads == {"model.png": WORDS, "model.svg": ""}


async def test_the_playground_tells_what_a_picture_shows(table):
    await table.platform.post(cast.room_address("events"), SAID, "key")
    [shown] = await table.messages()

    assert [each.get("alt") for each in shown["files"]] == [WORDS, None]


def test_the_words_travel_with_a_frozen_message_and_older_ones_are_still_read():
    assert thaw(freeze(SAID)) == SAID
    older = freeze(message("x", files=(File("a.ics", "text/calendar", b"x"),)))
    assert thaw(older).files[0].alt == ""


def test_words_longer_than_a_platform_takes_are_a_mistake_of_ours():
    File("a.png", "image/png", b"", "x" * limits.ALT_TEXT)
    with pytest.raises(Unsayable):
        File("a.png", "image/png", b"", "x" * (limits.ALT_TEXT + 1))
