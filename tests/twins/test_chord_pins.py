"""The twin pins messages as Discord does, and its limits keep pace with a faster clock."""

import asyncio
import time

from twins import chord
from twins.chord import permissions
from twins.chord.asking import asking

LIMITED = "POST /channels/{channel_id}/messages"


async def test_a_message_is_pinned_once_told_of_once_and_unpinned(scene):
    made = (await scene.ask.post(scene.room, "opening")).body["id"]
    path = f"{scene.path}/messages/pins"
    assert [(await scene.ask("PUT", f"{path}/{made}")).status for _ in range(2)] == [204, 204]

    shown = (await scene.ask("GET", path)).body
    assert [each["message"]["id"] for each in shown["items"]] == [made]
    assert shown["items"][0]["message"]["pinned"]
    kinds = [each["type"] for each in (await scene.ask("GET", f"{scene.path}/messages")).body]
    assert kinds == [6, 0]
    assert len(scene.priya.sees(scene.room)) == 1
    assert (await scene.ask("DELETE", f"{path}/{made}")).status == 204
    assert (await scene.ask("GET", path)).body["items"] == []


async def test_pinning_takes_its_own_permission_a_message_and_room_on_the_list(scene):
    made = (await scene.ask.post(scene.room, "opening")).body["id"]
    path = f"{scene.path}/messages/pins"
    assert (await scene.ask("PUT", f"{path}/1")).code == 10008
    scene.room.channel.pins.update({str(number): "2014" for number in range(250)})
    assert (await scene.ask("PUT", f"{path}/{made}")).code == 30003

    scene.server.bot_role.permissions &= ~permissions.PIN_MESSAGES
    assert (await scene.ask("PUT", f"{path}/{made}")).code == 50013


async def test_a_thread_rests_after_one_of_four_times(scene):
    made = (await scene.ask.post(scene.room, "opening")).body["id"]
    path = f"{scene.path}/messages/{made}/threads"
    assert (await scene.ask("POST", path, {"name": "x", "auto_archive_duration": 99})).status == 400
    thread = await scene.ask("POST", path, {"name": "x", "auto_archive_duration": 10080})
    assert thread.body["thread_metadata"]["auto_archive_duration"] == 10080


async def limits_at(pace):
    """How long a full bucket takes until it is empty again, as told and as it is, and the clock meanwhile."""
    async with chord.Twin.open(pace=pace) as twin, asking(twin) as ask:
        room = twin.guild("Oak Ridge", owner=twin.person("Priya Raman"))["general"]
        twin.core.limits.sizes = {LIMITED: (3, 2.0)}
        began, at = time.monotonic(), twin.clock.seconds()
        answers = [await ask.post(room, "x") for _ in range(4)]
        refused = answers[-1]
        await asyncio.sleep(refused.body["retry_after"])
        again = await ask.post(room, "x")
        return refused, again, time.monotonic() - began, twin.clock.seconds() - at


async def test_at_ten_times_the_pace_limits_last_a_tenth_and_clocks_run_ten_times_as_fast():
    refused, again, real, chat = await limits_at(10.0)

    assert (refused.status, again.status) == (429, 200)
    assert 0.05 < refused.body["retry_after"] <= 0.2
    assert float(refused.headers["Retry-After"]) <= 0.3
    assert 0.15 < real < 1.0
    assert 9 < chat / real < 11


async def test_at_its_own_pace_they_last_as_long_as_discord_says():
    refused, again, real, chat = await limits_at(1.0)

    assert (refused.status, again.status) == (429, 200)
    assert 1.0 < refused.body["retry_after"] <= 2.0
    assert real > 1.0
    assert 0.9 < chat / real < 1.1
