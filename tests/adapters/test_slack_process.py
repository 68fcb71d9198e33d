"""`communitybot run` as people start it: with Slack's tokens set, and nothing else."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
import time

import pytest
from twins import loom

from tests.adapters.slacking import environment, people_of

RUN = [sys.executable, "-m", "communitybot", "run"]


@pytest.mark.slow
@pytest.mark.parametrize("installs", [False, True])
async def test_setting_slacks_tokens_is_all_it_takes(tmp_path, installs):
    async with loom.Twin.open(seed=37) as twin:
        priya, _, room = people_of(twin)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        told = clean | environment(twin) | {"COMMUNITYBOT_HTTP_PORT": "0", "HOME": str(tmp_path / "home")}
        if installs:  # Bolt reads these from the environment by itself, and must not act on them
            told |= {"SLACK_CLIENT_ID": twin.client_id, "SLACK_CLIENT_SECRET": twin.client_secret}
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
    assert not (tmp_path / "home").exists()  # nothing is kept anywhere but in the database


KILLS = 5


@pytest.mark.slow
@pytest.mark.promise("R15")
async def test_whatever_was_acknowledged_before_a_kill_has_been_kept_once(tmp_path):
    async with loom.Twin.open(seed=41, scale=3.0) as twin:
        twin.limits.on = False  # a connection more than once a minute
        priya, _, room = people_of(twin)
        told = os.environ | environment(twin) | {"COMMUNITYBOT_HTTP_PORT": "0"}
        acknowledged: set[str] = set()
        number = 0
        for _ in range(KILLS):
            process = await asyncio.create_subprocess_exec(
                *RUN,
                cwd=tmp_path,
                env=told,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            links = twin.sockets.connected
            async with asyncio.timeout(30):
                while twin.sockets.connected == links:
                    await asyncio.sleep(0.02)
            end = asyncio.get_running_loop().call_later(twin.world.dice.uniform(0.05, 0.6), process.kill)
            while process.returncode is None:
                number += 1
                title = f"Circle {number}"
                doing = await priya.command(room, "/event", f"create {title}, when: friday 5pm")
                ack = await doing.ack()
                if ack.error is None and title in str(ack.body):
                    acknowledged.add(title)
            end.cancel()
            await process.wait()

    kept = titles(tmp_path / "communitybot.db")
    assert len(acknowledged) >= KILLS
    assert [title for title in acknowledged if kept.count(title) != 1] == []


def titles(database):
    with sqlite3.connect(database) as stored:
        kept = stored.execute("SELECT details FROM events").fetchall()
    return [json.loads(details)["title"] for (details,) in kept]
