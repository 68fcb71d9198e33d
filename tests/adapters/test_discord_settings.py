"""Discord's variables: what is set, what is wrong with it, and that the token is never shown."""

from types import SimpleNamespace

import pytest

from adapters.discord.adapter import DiscordAdapter
from adapters.discord.settings import DiscordSettings, is_wanted, mistakes, read
from communitybot.settings import BadSettings

TOKEN = "MTA0.secret.of-the-bot"


def told(**environment: str) -> SimpleNamespace:
    return SimpleNamespace(environment={"DISCORD_TOKEN": TOKEN, **environment})


def test_a_token_is_all_it_takes():
    assert is_wanted(told())
    assert read(told()) == DiscordSettings(token=TOKEN)


@pytest.mark.parametrize("nothing", [{}, {"DISCORD_TOKEN": ""}, {"DISCORD_TOKEN": "  "}])
def test_without_a_token_it_is_off(nothing):
    assert not DiscordAdapter().wanted(SimpleNamespace(environment=nothing))


def test_a_token_copied_with_its_word_is_understood():
    assert read(told(DISCORD_TOKEN=f" Bot {TOKEN} ")).token == TOKEN


def test_everything_that_can_be_set_is_read():
    found = read(
        told(
            DISCORD_API_URL="http://127.0.0.1:9/api/v10/",
            DISCORD_GATEWAY_URL="ws://127.0.0.1:9/gateway",
            DISCORD_MESSAGE_CONTENT="On",
            DISCORD_SHARD_IDS="0-2, 5",
            DISCORD_SHARD_COUNT="6",
        )
    )

    assert found.api_url == "http://127.0.0.1:9/api/v10"
    assert found.gateway_url == "ws://127.0.0.1:9/gateway"
    assert found.message_content is True
    assert (found.shard_ids, found.shard_count) == ((0, 1, 2, 5), 6)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD_TOKEN", "two words here"),
        ("DISCORD_TOKEN", "t\u00f6ken"),
        ("DISCORD_API_URL", "http://127.0.0.1/api/v9"),
        ("DISCORD_API_URL", "discord.com/api/v10"),
        ("DISCORD_API_URL", "http://me:pass@host/api/v10"),
        ("DISCORD_GATEWAY_URL", "https://gateway.example"),
        ("DISCORD_GATEWAY_URL", "ws://[broken"),
        ("DISCORD_MESSAGE_CONTENT", "perhaps"),
        ("DISCORD_SHARD_IDS", "one"),
        ("DISCORD_SHARD_IDS", "3-1"),
        ("DISCORD_SHARD_COUNT", "0"),
        ("DISCORD_SHARD_COUNT", "-1"),
        ("DISCORD_SHARD_COUNT", "9" * 50),
    ],
)
def test_a_mistake_is_told_by_the_name_of_its_variable(name, value):
    assert any(sentence.startswith(name) for sentence in mistakes(told(**{name: value})))


def test_all_mistakes_are_told_at_once_and_the_token_is_in_none_of_them():
    with pytest.raises(BadSettings) as bad:
        read(told(DISCORD_TOKEN=f"{TOKEN} x", DISCORD_API_URL="x", DISCORD_SHARD_IDS="x"))

    assert len(bad.value.mistakes) == 3
    assert TOKEN not in str(bad.value)
    assert TOKEN not in repr(read(told()))


def test_shards_are_numbered_below_their_count():
    assert mistakes(told(DISCORD_SHARD_IDS="0,1"))[0].startswith("DISCORD_SHARD_COUNT")
    assert mistakes(told(DISCORD_SHARD_IDS="0,4", DISCORD_SHARD_COUNT="4"))[0].startswith("DISCORD_SHARD_IDS")
    assert mistakes(told(DISCORD_SHARD_IDS="0,3", DISCORD_SHARD_COUNT="4")) == ()
