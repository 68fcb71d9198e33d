"""The twin's faults, seen through the unmodified slack-sdk: lost answers, limits, sockets that go quiet."""

import asyncio
import time

import pytest
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom
from twins.loom import faults
from twins.loom.asking import refusal_of
from twins.loom.faults import Fault


@pytest.fixture
def client(twin):
    return AsyncWebClient(token=twin.bot_token, base_url=twin.api_url, retry_handlers=[])


async def test_an_accepted_post_whose_answer_is_lost_is_in_the_history_with_its_metadata(twin, client):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.faults.plan("chat.postMessage", Fault(faults.DROPS))
    marker = {"event_type": "communitybot", "event_payload": {"key": "k1"}}

    with pytest.raises(ClientError):
        await client.chat_postMessage(channel=room.id, text="hello", metadata=marker)
    found = await client.conversations_history(channel=room.id, include_all_metadata=True)
    bare = await client.conversations_history(channel=room.id)

    assert [each.text for each in twin.seen(priya, room)] == ["hello"]
    assert [each["metadata"] for each in found["messages"]] == [marker]
    assert all("metadata" not in each for each in bare["messages"])


async def test_a_post_accepted_late_is_not_in_the_history_at_once(twin, client):
    room = twin.channel("events")
    twin.faults.plan("chat.postMessage", Fault(faults.LATE, seconds=0.3))

    with pytest.raises(ClientError):
        await client.chat_postMessage(channel=room.id, text="hello")
    early = (await client.conversations_history(channel=room.id))["messages"]
    await asyncio.sleep(0.5)
    late = (await client.conversations_history(channel=room.id))["messages"]

    assert (early, [each["text"] for each in late]) == ([], ["hello"])


@pytest.mark.parametrize(("kind", "posted"), [(faults.BREAKS, 1), (faults.LOSES, 0)])
async def test_a_500_says_nothing_of_what_became_of_the_post(twin, client, kind, posted):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    twin.faults.plan("chat.postMessage", Fault(kind))

    response = await refusal_of(client.chat_postMessage(channel=room.id, text="hello"))

    assert response.status_code == 500
    assert len(twin.seen(priya, room)) == posted


async def test_an_answer_may_be_held_back(twin, client):
    room = twin.channel("events")
    twin.faults.plan("chat.postMessage", Fault(faults.HOLDS, seconds=0.3))
    began = time.monotonic()

    await client.chat_postMessage(channel=room.id, text="hello")

    assert time.monotonic() - began >= 0.3


async def test_a_channel_takes_one_message_a_second(twin, client):
    one, other = twin.channel("events"), twin.channel("ideas")
    await client.chat_postMessage(channel=one.id, text="first")
    await client.chat_postMessage(channel=other.id, text="elsewhere")

    response = await refusal_of(client.chat_postMessage(channel=one.id, text="second"))
    twin.clock.advance(1)
    again = await client.chat_postMessage(channel=one.id, text="second")

    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
    assert again["ok"]
    assert twin.too_fast == 1


async def test_a_method_has_a_tier_and_its_minute_passes(twin, client):
    for _ in range(20):
        await client.users_list()

    response = await refusal_of(client.users_list())
    twin.clock.advance(60)
    again = await client.users_list()

    assert (response.status_code, response["error"]) == (429, "ratelimited")
    assert again["ok"]


async def test_history_may_be_read_once_a_minute_fifteen_at_a_time(twin, client):
    twin.limits.strict_history = True
    room = twin.channel("events")
    priya = twin.person("Priya Raman")
    for number in range(20):
        await priya.types(room, f"{number}")

    first = await client.conversations_history(channel=room.id, limit=100)
    response = await refusal_of(client.conversations_history(channel=room.id))

    assert len(first["messages"]) == 15
    assert first["has_more"]
    assert response.status_code == 429


def _archived(twin, room):
    room.channel.archived = True


def _left(twin, room):
    room.channel.members.discard(twin.bot)


def _private(twin, room):
    _left(twin, room)
    room.channel.private = True


def _deleted(twin, room):
    room.channel.deleted = True


def _restricted(twin, room):
    room.channel.refuses = "restricted_action"


def _scopes(twin, room):
    twin.scopes("channels:read")


def _outside(twin, room):
    twin.scopes("chat:write")
    _left(twin, room)


def _revoked(twin, room):
    twin.happens.revokes_token(twin.home_team)


def _uninstalled(twin, room):
    twin.happens.uninstalls(twin.home_team)


def _unknown(twin, room):
    twin.world.tokens.clear()


def _planned(twin, room):
    twin.faults.plan("chat.postMessage", Fault(faults.REFUSES, error="ekm_access_denied"))


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (_archived, "is_archived"),
        (_outside, "not_in_channel"),
        (_private, "channel_not_found"),
        (_deleted, "channel_not_found"),
        (_restricted, "restricted_action"),
        (_scopes, "missing_scope"),
        (_revoked, "token_revoked"),
        (_uninstalled, "account_inactive"),
        (_unknown, "invalid_auth"),
        (_planned, "ekm_access_denied"),
    ],
)
async def test_a_refusal_comes_with_http_200(twin, client, trouble, error):
    room = twin.channel("events")
    trouble(twin, room)

    response = await refusal_of(client.chat_postMessage(channel=room.id, text="hello"))

    assert (response.status_code, response["error"]) == (200, error)
    assert not twin.world.messages


async def test_a_missing_scope_is_named(twin, client):
    twin.scopes("channels:read")
    room = twin.channel("events")

    response = await refusal_of(client.chat_postMessage(channel=room.id, text="hello"))

    assert (response["needed"], response["provided"]) == ("chat:write", "channels:read")


async def test_scopes_are_told_with_every_answer(twin, client):
    twin.scopes("chat:write", "commands")

    assert (await client.auth_test()).headers["x-oauth-scopes"] == "chat:write,commands"


async def test_chance_repeats_with_its_seed(client):
    async def lost(seed):
        async with loom.Twin.open(seed=seed) as twin:
            twin.limits.on = False
            twin.faults.chance("auth.test", 0.5, Fault(faults.LOSES))
            caller = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url, retry_handlers=[])
            outcomes = []
            for _ in range(30):
                try:
                    outcomes.append((await caller.auth_test())["ok"])
                except SlackApiError:
                    outcomes.append(False)
            return outcomes

    assert await lost(7) == await lost(7)
    assert await lost(7) != await lost(8)
    assert 0 < sum(await lost(7)) < 30
