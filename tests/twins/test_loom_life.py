"""The Slack twin's own life: its seed, its process, and checks put off under load."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom

TESTS = Path(__file__).resolve().parents[1]


async def test_its_seed_is_said_where_a_failure_shows_it(capsys):
    async with loom.Twin.open(seed=1234):
        assert "seed=1234" in capsys.readouterr().out


@pytest.mark.skipif(not loom.HAS_SCHEMA, reason="the published rules are not beside this repository")
async def test_shapes_may_be_checked_after_the_load():
    async with loom.Twin.open() as twin:
        room = twin.channel("events")
        client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
        twin.world.checks_later = True
        wrong = [{"type": "divider", "colour": "red"}]
        await client.chat_postMessage(channel=room.id, text="x", blocks=wrong)

        faults = twin.check_shapes()
        twin.world.checks_later = False
        twin.clock.advance(1)
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=room.id, text="x", blocks=wrong)

    assert any("colour" in each for each in faults)
    assert twin.check_shapes() == []


async def test_the_clock_runs_as_fast_as_asked():
    async with loom.Twin.open(scale=50) as twin:
        began = time.monotonic()
        await twin.clock.sleep(10)

    assert 0.15 < time.monotonic() - began < 2


async def test_it_runs_in_a_process_of_its_own():
    environment = os.environ | {"PYTHONPATH": str(TESTS)}
    arguments = (sys.executable, "-m", "twins.loom", "--seed", "3")
    process = await asyncio.create_subprocess_exec(
        *arguments, stdout=asyncio.subprocess.PIPE, cwd=TESTS.parent, env=environment
    )
    try:
        lines = [json.loads(line) async for line in _until_json(process.stdout)]
        told = lines[0]
        client = AsyncWebClient(token=told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"])
        async with ClientSession(told["control"]) as control:
            person = await (await control.post("person", json={"name": "Priya Raman"})).json()
            room = {"name": "events", "members": [person["id"]]}
            channel = await (await control.post("channel", json=room)).json()
            fault = {"method": "auth.test", "kind": "answers 500 without accepting"}
            await control.post("fault", json=fault)
            await client.chat_postMessage(channel=channel["id"], text="hello")
            with pytest.raises(SlackApiError):
                await client.auth_test()
            where = {"person": person["id"], "channel": channel["id"]}
            seen = await (await control.get("seen", params=where)).json()
            counts = await (await control.get("counts")).json()
    finally:
        process.send_signal(signal.SIGTERM)
        code = await process.wait()

    assert [each["text"] for each in seen] == ["hello"]
    assert counts["requests"] == {"chat.postMessage": 1, "auth.test": 1}
    assert code == 0


async def _until_json(stream):
    async with asyncio.timeout(20):
        while not (line := await stream.readline()).startswith(b"{"):
            assert line, "the twin did not start"
        yield line
