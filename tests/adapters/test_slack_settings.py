"""What Slack needs to be told: read once, told at once, and checked by logging in."""

import json
import re
from pathlib import Path

import pytest
from twins import loom
from twins.loom.faults import LOSES, Fault

from adapters.slack.adapter import SlackAdapter
from adapters.slack.manifest import SCOPES, draw_manifest
from adapters.slack.settings import mistakes, read
from adapters.slack.typed import typed_text
from communitybot.commands.spec import CommandSpec
from communitybot.settings import BadSettings, load
from tests.adapters.slacking import environment

WELL = {"SLACK_BOT_TOKEN": "xoxb-1-secret", "SLACK_APP_TOKEN": "xapp-1-secret"}


def wrong(**told):
    return mistakes(read(told))


def test_nothing_set_asks_for_nothing():
    assert not SlackAdapter().wanted(load({}))
    assert not SlackAdapter().wanted(
        load({"SLACK_BOT_TOKEN": " ", "SLACK_API_URL": "https://x.example/api/"})
    )


@pytest.mark.parametrize(
    "name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID"]
)
def test_any_secret_of_slacks_switches_it_on(name):
    assert SlackAdapter().wanted(load({name: "x"}))


@pytest.mark.parametrize(
    ("more", "socket", "http"),
    [
        ({}, True, False),
        ({"SLACK_SIGNING_SECRET": "s"}, True, True),
        ({"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s"}, False, True),
    ],
)
def test_what_is_set_decides_how_it_hears(more, socket, http):
    settings = read(WELL | more)

    assert mistakes(settings) == ()
    assert (settings.socket_mode, settings.http) == (socket, http)


def test_every_mistake_is_told_at_once_and_no_secret():
    found = wrong(
        SLACK_BOT_TOKEN="xoxp-a-persons-token",
        SLACK_APP_TOKEN="wrong-secret",
        SLACK_CLIENT_ID="1.2",
        SLACK_API_URL="slack.com/api",
        SLACK_COMMAND_PREFIX="Our Bot ",
    )

    assert [each.split()[0] for each in found] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_CLIENT_SECRET",
        "SLACK_API_URL",
        "SLACK_COMMAND_PREFIX",
    ]
    assert "persons" not in "".join(found)
    assert "wrong-secret" not in "".join(found)


def test_a_token_without_a_way_to_hear_is_a_mistake():
    assert [each.split()[0] for each in wrong(SLACK_BOT_TOKEN="xoxb-1")] == ["SLACK_APP_TOKEN"]
    assert [each.split()[0] for each in wrong(SLACK_APP_TOKEN="xapp-1")] == ["SLACK_BOT_TOKEN"]


def test_no_secret_shows_in_its_own_words():
    told = WELL | {"SLACK_SIGNING_SECRET": "signing-secret", "SLACK_CLIENT_SECRET": "client-secret"}

    assert "secret" not in repr(read(told)).replace("client_secret", "").replace("signing_secret", "")


# What is typed


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("create Reading &amp; writing", "create Reading & writing"),
        ("&lt;!channel&gt;", "<!channel>"),
        ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),  # once, never twice
        ("link: <https://example.org/a?b&amp;c>", "link: https://example.org/a?b&c"),
        ("see <http://example.org|example.org>", "see example.org"),
        ("mail <mailto:a@b.example|a@b.example>", "mail a@b.example"),
        ("<http://evil.example|https://our.site>", "http://evil.example"),
        ("hosts: <@U123|priya>, me", "hosts: @Priya Raman, me"),
        ("hosts: <@U9|ana>", "hosts: <@U9|ana>"),  # nobody told their name
        ("room: <#C123|events>", "room: <#C123|events>"),
        ("<!here> <!subteam^S1|@staff> <!channel|channel>", "@here @staff channel"),
        ("<> < a > b", "<> < a > b"),
        ("create Tea with <@U123|priya>, when: friday 5pm", "create Tea with @Priya Raman, when: friday 5pm"),
        ("create Meet in <#C1|library>, room: <#C1>", "create Meet in #library, room: <#C1>"),
        ("room: <#C1|library>, when: friday", "room: <#C1|library>, when: friday"),
    ],
)
def test_words_are_read_as_they_were_typed(sent, meant):
    assert typed_text(sent, {"U123": "Priya Raman"}) == meant


# The manifest


def spec(name="events", **more):
    return CommandSpec(name=name, description="What is coming up", **more)


def test_a_prefix_stands_before_every_command():
    drawn = draw_manifest((spec(), spec("event create")), prefix="cb-")

    assert [each["command"] for each in drawn["features"]["slash_commands"]] == ["/cb-events", "/cb-event"]
    assert loom.check_manifest(drawn) == []


def test_installs_ask_for_rotation_and_name_where_they_come_back():
    drawn = draw_manifest((spec(),), redirect="https://bot.example.org/slack/oauth_redirect")

    assert drawn["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]
    assert drawn["settings"]["token_rotation_enabled"] is True
    assert draw_manifest((spec(),))["settings"]["token_rotation_enabled"] is False


@pytest.mark.parametrize(
    "told", [{}, {"SLACK_SIGNING_SECRET": "s", "COMMUNITYBOT_PUBLIC_URL": "https://b.example"}]
)
def test_the_printed_manifest_is_one_slack_accepts(told, monkeypatch, tmp_path):
    from click.testing import CliRunner

    from communitybot.cli import main

    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(main, ["manifest", "slack"], env=told)
    manifest = json.loads(printed.output)

    assert printed.exit_code == 0
    assert loom.check_manifest(manifest) == []
    assert manifest["settings"]["socket_mode_enabled"] is (not told)
    assert "/event" in [each["command"] for each in manifest["features"]["slash_commands"]]
    assert list(tmp_path.iterdir()) == []  # nobody's database was touched


def test_a_platform_without_manifest_says_so():
    from click.testing import CliRunner

    from communitybot.cli import main

    printed = CliRunner().invoke(main, ["manifest", "pigeon"])

    assert printed.exit_code == 1
    assert "pigeon" in printed.output


def test_the_guide_says_of_every_scope_why():
    guide = (Path(__file__).parents[2] / "docs" / "slack.md").read_text(encoding="utf-8")
    table = guide.partition("## What it may do, and why")[2].partition("\n## ")[0]

    assert set(re.findall(r"`([a-z]+(?::[a-z]+)?)`", table)) == set(SCOPES)


# Logging in


@pytest.fixture
async def twin():
    async with loom.Twin.open(seed=23) as opened:
        yield opened


async def missing(twin, **told):
    settings = load(environment(twin) | told)
    return await SlackAdapter().log_in(settings)


async def test_all_is_well(twin):
    assert await missing(twin) == ()


async def test_scopes_that_are_missing_are_named_with_where_to_click(twin):
    twin.scopes(*(set(SCOPES) - {"im:write", "users:read"}))
    [told] = await missing(twin)

    assert "im:write, users:read" in told
    assert "Oak Ridge" in told
    assert "Reinstall to Workspace" in told


async def test_tokens_slack_does_not_take_are_named_without_showing_them(twin):
    with pytest.raises(BadSettings) as problem:
        await missing(twin, SLACK_BOT_TOKEN="xoxb-secret-one", SLACK_APP_TOKEN="xapp-secret-two")
    told = problem.value.mistakes

    assert [each.split(":")[0] for each in told] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert "secret" not in "".join(told)
    assert all("api.slack.com/apps" in each for each in told)


async def test_a_slack_that_cannot_be_reached_is_told_apart_from_a_wrong_token(twin):
    twin.faults.plan("auth.test", Fault(LOSES))
    [told] = await missing(twin)

    assert told.startswith("SLACK_BOT_TOKEN: I could not ask Slack")


async def test_check_says_it_all(twin, tmp_path):
    from communitybot.checking import check

    twin.scopes(*(set(SCOPES) - {"im:write"}))
    database = {"COMMUNITYBOT_DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}"}
    said = []
    ready = await check(load(environment(twin) | database), say=said.append)
    said_of_a_dead_token = []
    dead = environment(twin) | database | {"SLACK_BOT_TOKEN": "xoxb-dead"}
    ready_then = await check(load(dead), say=said_of_a_dead_token.append)

    assert ready
    assert any("I lack im:write" in each for each in said)
    assert not ready_then
    assert "Slack        cannot run" in said_of_a_dead_token
