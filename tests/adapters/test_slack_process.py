"""`communitybot run` as people start it: with Slack's tokens set, and nothing else."""

import asyncio
import os
import signal
import sys
import time

import pytest
from twins import loom

from tests.adapters.slacking import environment, people_of

RUN = [sys.executable, "-m", "communitybot", "run"]


@pytest.mark.slow
async def test_setting_slacks_tokens_is_all_it_takes(tmp_path):
    async with loom.Twin.open(seed=37) as twin:
        priya, _, room = people_of(twin)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        told = clean | environment(twin) | {"COMMUNITYBOT_HTTP_PORT": "0"}
        process = await asyncio.create_subprocess_exec(
            *RUN, cwd=tmp_path, env=told, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(30):
                while not twin.sockets.links:
                    await asyncio.sleep(0.05)
            shown = await (await priya.command(room, "/events")).answer()
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            out, err = await asyncio.wait_for(process.communicate(), 10)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    assert "/event create" in shown.text
    assert process.returncode == 0, err.decode()
    assert time.monotonic() - began < 8.0
    assert b"Playground" not in out  # a platform is set up
    secrets = (twin.bot_token, twin.app_token)
    assert not any(secret.encode() in out + err for secret in secrets)
    assert err == b""
