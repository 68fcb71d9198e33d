"""Slack over a socket: whatever happens to a connection, people are answered on the next one, once."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom
from twins.loom.faults import LOSES, REFUSES, Fault

from tests.adapters.slacking import housed, seated


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=13) as twin:
        twin.limits.on = False  # connections are opened more often than once a minute
        async with seated(twin, tmp_path / "bot.db") as seats:
            yield seats


async def until(true, seconds=10.0):
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)


async def answered(table):
    shown = await (await table.priya.command(table.room, "/events")).answer()
    return "/event create" in shown.text


async def test_a_refresh_opens_the_new_connection_before_the_old_one_ends(table):
    together = []
    await table.twin.sockets.disconnect("refresh_requested")
    answers = []
    while table.twin.sockets.connected < 2:
        together.append(len(table.twin.sockets.links))
        answers.append(await answered(table))
    together.append(len(table.twin.sockets.links))
    await until(lambda: len(table.twin.sockets.links) == 1)

    assert all(answers)
    assert min(together) >= 1
    assert await answered(table)


async def test_a_connection_cut_without_a_word_is_replaced(table):
    await table.twin.sockets.cut()
    await until(lambda: table.twin.sockets.connected == 2 and table.twin.sockets.links)

    assert await answered(table)


async def test_a_connection_that_only_seems_to_stand_is_replaced(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.socket_mode.PING", 0.4)
    await table.twin.sockets.cut()  # the next one pings often
    await until(lambda: table.twin.sockets.connected == 2 and table.twin.sockets.links)
    table.twin.faults.plan("apps.connections.open", Fault(LOSES))
    table.twin.sockets.go_silent()
    await until(lambda: table.adapter.health() == {"slack": "reconnecting"})
    await until(lambda: table.twin.sockets.connected == 3)
    await until(lambda: table.adapter.health() == {"slack": "connected"})

    assert await answered(table)


async def test_a_fresh_address_is_asked_for_after_each_failure(table):
    table.twin.faults.plan("apps.connections.open", Fault(LOSES), times=2)
    before = table.twin.requests["apps.connections.open"]
    await table.twin.sockets.cut()
    await until(lambda: table.twin.sockets.connected == 2 and table.twin.sockets.links)

    assert table.twin.requests["apps.connections.open"] == before + 3
    assert await answered(table)


async def test_the_first_connection_may_fail(tmp_path):
    async with loom.Twin.open(seed=13) as twin:
        twin.limits.on = False
        twin.faults.plan("apps.connections.open", Fault(REFUSES, error="internal_error"))
        twin.faults.plan("auth.test", Fault(LOSES))
        async with seated(twin, tmp_path / "bot.db") as table:
            assert await answered(table)


async def test_where_there_are_too_many_connections_the_old_one_is_kept_until_there_is_room(table):
    client = AsyncWebClient(base_url=table.twin.api_url)
    async with aiohttp.ClientSession() as session:
        others = []
        for _ in range(9):
            opened = await client.apps_connections_open(app_token=table.twin.app_token)
            others.append(await session.ws_connect(opened["url"]))
        await until(lambda: len(table.twin.sockets.links) == 10)
        mine = table.adapter.floor.socket._current
        asked = table.twin.requests["apps.connections.open"]
        await mine.connect_to_new_endpoint()  # as when Slack asks for a refresh
        await asyncio.sleep(2.0)
        tries = table.twin.requests["apps.connections.open"] - asked

        assert table.adapter.floor.socket._current is mine
        assert await mine.is_connected()
        assert 1 <= tries <= 4  # and it does not hammer
        for other in others:
            await other.close()
        await until(lambda: table.adapter.floor.socket._current is not mine)
    await until(lambda: len(table.twin.sockets.links) == 1)
    assert await answered(table)


async def test_an_envelope_sent_again_has_one_effect(table):
    preview = await (
        await table.priya.command(table.room, "/event", "create Reading circle, when: friday 5pm")
    ).answer()
    told = {
        "type": "block_actions",
        "trigger_id": "7.7.same",
        "team": {"id": table.twin.home_team.id},
        "user": {"id": table.priya.id, "name": "priya"},
        "channel": {"id": table.room.id},
        "container": {
            "type": "message",
            "message_ts": preview.message.ts,
            "channel_id": table.room.id,
            "is_ephemeral": True,
        },
        "response_url": "",
        "actions": [
            {
                "type": "button",
                "action_ts": "1.0",
                "block_id": "b",
                "action_id": next(
                    element["action_id"]
                    for block in preview.message.blocks
                    for element in block.get("elements", [])
                    if element.get("text", {}).get("text") == "Post it"
                ),
            }
        ],
    }
    acks = await table.twin.sockets.repeat("interactive", told, 4)
    await table.settled()

    assert [ack.error for ack in acks] == [None] * 4
    assert len(table.shared()) == 1


async def test_it_stops_within_three_seconds_even_when_slack_is_silent(tmp_path):
    async with (
        loom.Twin.open(seed=13) as twin,
        housed(
            {
                "SLACK_API_URL": twin.api_url,
                "SLACK_BOT_TOKEN": twin.bot_token,
                "SLACK_APP_TOKEN": twin.app_token,
            },
            tmp_path / "bot.db",
        ) as (_, adapter, _),
    ):
        await adapter.floor.socket.connected.wait()
        twin.sockets.go_silent()
        began = time.monotonic()
        await adapter.stop()
        took = time.monotonic() - began

    assert took < 3.0
