"""Where Slack's terms leave no archive, none is promised (P14); and what an app of an earlier kind lacks."""

import pytest
from twins import loom

from adapters.slack.adapter import SlackAdapter
from adapters.slack.floor import plain_client
from adapters.slack.login import what_is_missing
from adapters.slack.manifest import EVENTS, LATER, SCOPES, draw_manifest
from adapters.slack.settings import TERMS, read
from communitybot.settings import load
from tests.adapters.slack_ears import classroom, until

OWN = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HOSTED = {"SLACK_SIGNING_SECRET": "s", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}
ON, OFF, ALLOWED = {"COMMUNITYBOT_ARCHIVES": "on"}, {"COMMUNITYBOT_ARCHIVES": "off"}, {TERMS: "yes"}


@pytest.mark.parametrize(
    ("told", "starts", "keeps"),
    [
        (OWN, True, True),
        (OWN | ON, True, True),
        (OWN | OFF, True, True),
        (HOSTED, True, False),
        (HOSTED | OFF, True, False),
        (HOSTED | ON, False, False),
        (HOSTED | ALLOWED, True, True),
        (HOSTED | ON | ALLOWED, True, True),
        (HOSTED | ON | {TERMS: "no"}, False, False),
        (HOSTED | ON | {TERMS: "YES"}, True, True),
        (HOSTED | {TERMS: "true"}, False, False),
        (OWN | HOSTED | ON, False, False),
    ],
)
def test_who_serves_other_workspaces_keeps_an_archive_only_by_leave(told, starts, keeps):
    settings = load(told)
    mistakes = SlackAdapter().check(settings)

    assert (mistakes == ()) is starts
    assert all(each.startswith(TERMS) for each in mistakes)
    assert SlackAdapter().keeps_words(settings) is keeps


def test_the_mistake_says_what_to_do():
    [mistake] = SlackAdapter().check(load(HOSTED | ON))

    assert "COMMUNITYBOT_ARCHIVES=off" in mistake
    assert f"{TERMS}=yes" in mistake


def test_the_manifest_asks_for_what_live_chats_need_and_slack_takes_it():
    drawn = draw_manifest(())
    heard = drawn["settings"]["event_subscriptions"]["bot_events"]

    assert set(drawn["oauth_config"]["scopes"]["bot"]) >= LATER | {"channels:history", "groups:history"}
    assert {"message.channels", "message.groups", "reaction_added", "reaction_removed"} <= set(heard)
    assert "message.im" not in EVENTS  # what is said to the bot in private is nobody's chat
    assert loom.check_manifest(drawn) == []


@pytest.fixture
async def twin():
    async with loom.Twin.open(seed=89) as opened:
        yield opened


async def asked(twin):
    told = read({"SLACK_API_URL": twin.api_url, "SLACK_BOT_TOKEN": twin.bot_token})
    return await what_is_missing(told, lambda token: plain_client(told, token))


async def test_an_app_of_an_earlier_version_is_told_what_live_chats_need_and_where_to_click(twin):
    twin.scopes(*(set(SCOPES) - LATER))
    [missing] = await asked(twin)

    for words in ("live chats", "pins:write", "reactions:read", "App Manifest", "Reinstall", "works without"):
        assert words in missing


async def test_one_that_has_them_all_is_told_nothing(twin):
    twin.scopes(*SCOPES)

    assert await asked(twin) == ()


async def test_without_the_new_scopes_what_people_say_is_heard_all_the_same(twin):
    async with classroom(twin) as room:
        twin.scopes(*(set(SCOPES) - LATER))
        said = await room.says(room.priya, "A1 We swap books")
        await room.hears(1)
        await room.dana.reacts(said, "heart")
        await room.adapter.floor.platform.close(room.thread)
        await room.says(room.priya, "A1 And maps")
        await room.hears(2)
        await until(lambda: "slack_lacks" in room.adapter.health())

        assert room.adapter.health()["slack_lacks"] == "pins:write"
        assert [each.text for each in room.ears.heard] == ["A1 We swap books", "A1 And maps"]
