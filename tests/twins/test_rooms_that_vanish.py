"""Rooms that vanish at both twins: what is told of it, and what is refused from then on."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins import chord, loom
from twins.chord import permissions
from twins.chord.asking import asking
from twins.chord.gateway import GUILDS
from twins.chord.session import Session


@pytest.fixture
async def slack():
    async with loom.Twin.open(seed=3) as twin:
        twin.courier.retries = False
        twin.limits.on = False
        yield twin


def client_of(twin):
    return AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)


async def heard(twin):
    await asyncio.sleep(0.05)
    return [payload["event"] for payload, _ in twin.courier.events]


async def refusal(twin, room, **more):
    with pytest.raises(SlackApiError) as refused:
        await client_of(twin).chat_postMessage(channel=getattr(room, "id", room), text="hello", **more)
    return refused.value.response["error"]


@pytest.mark.parametrize(("private", "family"), [(False, "channel"), (True, "group")])
async def test_slack_tells_of_each_change_by_the_name_of_its_family(slack, private, family):
    room = slack.channel("events", private=private)
    slack.happens.archives(room)
    slack.happens.unarchives(room)
    slack.happens.renames(room, "book-club")
    slack.happens.removes_bot(room)
    slack.happens.deletes(room)

    changes = ("archive", "unarchive", "rename", "left", "deleted")
    assert [each["type"] for each in await heard(slack)] == [f"{family}_{each}" for each in changes]


async def test_slack_refuses_to_post_where_the_bot_cannot(slack):
    slack.scopes("chat:write")
    archived, left, deleted = (slack.channel(name) for name in ("archived", "left", "deleted"))
    hidden = slack.channel("hidden", private=True)
    slack.happens.archives(archived)
    slack.happens.removes_bot(left)
    slack.happens.removes_bot(hidden)
    slack.happens.deletes(deleted)

    assert [await refusal(slack, each) for each in (archived, left, hidden, deleted)] == [
        "is_archived",
        "not_in_channel",
        "channel_not_found",
        "channel_not_found",
    ]


async def test_a_channel_that_got_another_id_is_known_by_that_one_alone(slack):
    """docs.slack.dev/reference/events/channel_id_changed: the old id is of no use any more."""
    room = slack.channel("events")
    client = client_of(slack)
    posted = await client.chat_postMessage(channel=room.id, text="before")
    moved = slack.happens.changes_id(room)
    (event,) = [each for each in await heard(slack) if each["type"] == "channel_id_changed"]

    assert (event["old_channel_id"], event["new_channel_id"]) == (room.id, moved.id)
    assert await refusal(slack, room.id) == "channel_not_found"
    await client.chat_update(channel=moved.id, ts=posted["ts"], text="after")
    history = await client.conversations_history(channel=moved.id)
    assert [each["text"] for each in history["messages"]] == ["after"]


async def test_an_event_slack_does_not_have_cannot_be_asked_for(slack):
    manifest = {
        "display_information": {"name": "Bot"},
        "features": {"bot_user": {"display_name": "bot"}},
        "oauth_config": {"scopes": {"bot": ["channels:read"]}},
        "settings": {
            "event_subscriptions": {"bot_events": ["channel_vanished"]},
            "socket_mode_enabled": True,
        },
    }

    with pytest.raises(AssertionError, match="channel_vanished is no event"):
        slack.adopt(manifest)


@asynccontextmanager
async def listening():
    """A Discord with one server and a session of its own, so that what is told can be read."""
    async with chord.Twin.open() as twin, asking(twin) as ask:
        twin.core.limits.enforced = False
        owner = twin.person("Priya Raman")
        server = twin.guild("Oak Ridge", owner=owner, channels=["events", "general"])
        session = Session("test", GUILDS, (0, 1))
        twin.gateway.sessions["test"] = session
        yield ask, server, owner, lambda: [each["t"] for each in session.sent]


async def test_discord_tells_of_each_change_and_refuses_what_is_gone():
    async with listening() as (ask, server, owner, told):
        room = server["events"]
        thread = server.thread(room, "Reading", owner)
        server.rename(room, "what-is-on")
        server.remove(thread)
        assert (await ask.post(thread, "hello")).code == 10003
        everybody = server.guild.roles[server.id]
        server.change_role(everybody, permissions.VIEW_CHANNEL)
        server.change_role(server.bot_role, permissions.VIEW_CHANNEL)
        assert (await ask.post(room, "hello")).code == 50013
        server.change_role(server.bot_role, permissions.BOT)
        assert (await ask.post(room, "hello")).status == 200
        server.remove(room)
        assert (await ask.post(room, "hello")).code == 10003

        assert told() == [
            "THREAD_CREATE",
            "CHANNEL_UPDATE",
            "THREAD_DELETE",
            *(["GUILD_ROLE_UPDATE"] * 3),
            "CHANNEL_DELETE",
        ]


async def test_news_that_discord_loses_are_not_told_and_true_all_the_same():
    async with listening() as (ask, server, _, told):
        room = server["events"]
        server.remove(room, unheard=True)

        assert told() == []
        assert (await ask.post(room, "hello")).code == 10003


async def test_a_server_that_was_left_is_unknown_and_its_rooms_closed():
    async with listening() as (ask, server, _, told):
        server.remove_bot()

        assert told() == ["GUILD_DELETE"]
        assert (await ask("GET", f"/guilds/{server.id}")).code == 10004
        assert (await ask.post(server["events"], "hello")).code == 50001
