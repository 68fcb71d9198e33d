"""/healthz while a platform is away: said at once, and red only after a while."""

import asyncio
import time

import aiohttp
import pytest
from twins import loom
from twins.loom.faults import LOSES, REFUSES, Fault

from adapters.slack.watch import Watch
from communitybot.conversation.addresses import MessageRef, PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import Unauthorised
from tests.adapters.discording import scene
from tests.adapters.slacking import MONDAY, environment, housed, seated

A_WHILE = 1.5  # seconds, in place of ninety
SPARE = 1.0  # seconds that a busy machine may take to look


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=19) as twin:
        twin.limits.on = False
        async with seated(twin, tmp_path / "bot.db") as seats:
            seats.house.watched.append(seats.adapter.health)
            yield seats


async def until(true, seconds=10.0):
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)


async def told(table):
    async with aiohttp.ClientSession() as session, session.get(f"{table.address}healthz") as answer:
        return answer.status, (await answer.json())["parts"]


@pytest.mark.promise("R18")
async def test_slack_away_for_a_moment_is_said_and_slack_away_for_long_is_red(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.socket_mode.SILENT", A_WHILE)
    monkeypatch.setattr("adapters.slack.socket_mode.PING", 0.2)
    await table.twin.sockets.cut()  # the next one pings often
    await until(lambda: table.twin.sockets.connected == 2 and table.twin.sockets.links)
    await asyncio.sleep(1.2 * A_WHILE)
    well = await told(table)
    table.twin.faults.always["apps.connections.open"] = Fault(LOSES)
    await table.twin.sockets.cut()
    await until(lambda: not table.adapter.floor.socket.connected.is_set())
    at_first = await told(table)
    began = time.monotonic()
    await until(lambda: table.adapter.health()["slack"] == "silent")
    took = time.monotonic() - began
    later = await told(table)
    del table.twin.faults.always["apps.connections.open"]
    await until(lambda: table.adapter.health()["slack"] == "connected")

    assert well == (200, {"reminders": "at work", "slack": "connected"})
    assert at_first == (200, {"reminders": "at work", "slack": "reconnecting"})
    assert later == (503, {"reminders": "at work", "slack": "silent"})
    assert took < A_WHILE + SPARE
    assert (await told(table))[0] == 200


@pytest.mark.promise("R18")
async def test_a_socket_that_only_seems_to_stand_is_red_as_soon(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.socket_mode.SILENT", A_WHILE)
    monkeypatch.setattr("adapters.slack.socket_mode.PING", 0.2)
    await table.twin.sockets.cut()
    await until(lambda: table.twin.sockets.connected == 2 and table.twin.sockets.links)
    await asyncio.sleep(0.5)
    table.twin.faults.always["apps.connections.open"] = Fault(LOSES)
    table.twin.sockets.go_silent()
    began = time.monotonic()
    await until(lambda: table.adapter.health()["slack"] == "silent")

    assert time.monotonic() - began < A_WHILE + SPARE  # however long it took to notice


@pytest.mark.promise("R21")
async def test_a_dead_app_token_is_tried_three_times_and_said_once(tmp_path, capsys):
    async with loom.Twin.open(seed=19) as twin:
        twin.limits.on = False
        twin.faults.always["apps.connections.open"] = Fault(REFUSES, error="invalid_auth")
        async with housed(environment(twin), tmp_path / "bot.db") as (house, adapter, _):
            house.watched.append(adapter.health)
            await until(lambda: adapter.health()["slack"] == "refused")
            await asyncio.sleep(1.0)
            report = await house.bot.health()
            tries = twin.requests["apps.connections.open"]

    assert not report["ok"]
    assert tries == 3
    said = capsys.readouterr()
    assert (said.out + said.err).count("does not take SLACK_APP_TOKEN") == 1


async def test_an_app_token_that_is_taken_again_is_used_again(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.slack.socket_mode.LOOK_AGAIN", 0.3)
    monkeypatch.setattr("adapters.slack.socket_mode.FIRST_WAIT", 0.05)
    async with loom.Twin.open(seed=19) as twin:
        twin.limits.on = False
        twin.faults.plan("apps.connections.open", Fault(REFUSES, error="invalid_auth"), times=5)
        async with housed(environment(twin), tmp_path / "bot.db") as (_, adapter, _):
            await until(lambda: adapter.health()["slack"] == "refused")
            await until(lambda: adapter.health()["slack"] == "connected", seconds=40)


@pytest.mark.promise("R21")
async def test_a_dead_bot_token_is_asked_for_twice_and_health_says_so(tmp_path):
    async with loom.Twin.open(seed=19) as twin:
        twin.limits.on = False
        twin.world.tokens[twin.bot_token].refused = "token_revoked"
        room = PlaceAddress("slack", "T1", "C1")
        async with housed(environment(twin), tmp_path / "bot.db") as (house, adapter, _):
            for number in range(20):
                with pytest.raises(Unauthorised):
                    await adapter.floor.platform.edit(MessageRef(room, f"1.{number}"), message("Hello"))
            assert adapter.health()["slack"] == "refused"
            assert not (await _with(house, adapter))["ok"]

        assert sum(twin.requests.values()) - twin.requests["apps.connections.open"] <= 3


async def _with(house, adapter):
    house.watched.append(adapter.health)
    return await house.bot.health()


@pytest.mark.promise("R18")
async def test_discord_away_for_a_moment_is_said_and_discord_away_for_long_is_red(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.discord.connection.SILENT", A_WHILE)
    monkeypatch.setattr("adapters.discord.connection.LISTEN", 0.05)
    async with scene(tmp_path) as there:
        there.twin.gateway.heartbeat = 0.3
        async with there.bot() as running:
            running.house.watched.append(running.adapter.health)
            await asyncio.sleep(1.2 * A_WHILE)
            well = await running.house.bot.health()
            there.twin.gateway.refuses = True
            await there.twin.gateway.close(4000)
            await until(lambda: running.adapter.health() == {"discord": "reconnecting"})
            at_first = await running.house.bot.health()
            began = time.monotonic()
            await until(lambda: running.adapter.health() == {"discord": "silent"})
            took = time.monotonic() - began
            later = await running.house.bot.health()
            there.twin.gateway.refuses = False
            await until(lambda: running.adapter.health() == {"discord": "connected"}, seconds=20)

    assert well == {"ok": True, "parts": {"reminders": "at work", "discord": "connected"}}
    assert at_first == {"ok": True, "parts": {"reminders": "at work", "discord": "reconnecting"}}
    assert later == {"ok": False, "parts": {"reminders": "at work", "discord": "silent"}}
    assert took < A_WHILE + SPARE


@pytest.mark.promise("R18")
async def test_a_gateway_that_only_seems_to_stand_is_red_as_soon(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.discord.connection.SILENT", A_WHILE)
    monkeypatch.setattr("adapters.discord.connection.LISTEN", 0.05)
    async with scene(tmp_path) as there:
        there.twin.gateway.heartbeat = 0.3
        async with there.bot() as running:
            there.twin.gateway.black_hole()
            began = time.monotonic()
            await until(lambda: running.adapter.health() == {"discord": "silent"})
            took = time.monotonic() - began
            there.twin.gateway.black_hole(on=False)

    assert took < A_WHILE + SPARE


# Keeping up with Slack (F42)


async def test_one_in_a_hundred_that_came_too_late_is_a_warning_once_an_hour(capsys):
    now = [0.0]
    watch = Watch(clock=lambda: now[0])
    for _ in range(199):
        watch.told(acknowledged=True, took=0.1)
    watch.told(acknowledged=False)
    assert watch.report() == {}
    watch.told(acknowledged=True, took=3.2)
    assert watch.report() == {}  # 2 of 201 are less than one in a hundred
    for _ in range(3):
        watch.told(acknowledged=False)
    assert watch.report() == {"slack_late": "5 of 204 in the last hour"}
    assert warnings(capsys) == 1
    now[0] += 1_800
    watch.told(acknowledged=False)
    assert warnings(capsys) == 0
    now[0] += 3_601
    assert watch.report() == {}
    watch.told(acknowledged=False)
    assert watch.report() == {}  # one alone is no sign of more
    watch.told(acknowledged=False)
    assert warnings(capsys) == 1


def warnings(capsys):
    said = capsys.readouterr()
    return (said.out + said.err).count("slack.slow")


async def test_what_is_not_done_in_time_shows_in_health(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.exchange.WITHIN", 0.05)
    slow = table.house.bot.invoke

    async def invoke(invoked):
        await asyncio.sleep(0.2)
        return await slow(invoked)

    monkeypatch.setattr(table.house.bot, "invoke", invoke)
    for asked in [await table.priya.command(table.room, "/events") for _ in range(2)]:
        await asked.ack()
    await table.settled()
    status, parts = await told(table)

    assert status == 200  # it works, though slowly
    assert parts["slack_late"] == "2 of 2 in the last hour"


async def test_events_that_slack_left_out_are_told_and_its_rooms_asked_for_anew(table):
    late = table.twin.channel("late", members=[table.dana])
    unknown = await rooms(table)
    ack = await table.twin.happens.limits_events(table.twin.home_team)
    await table.settled()
    _, parts = await told(table)

    assert ack.error is None
    assert parts["slack_left_out"] == "in 1 minutes of the last hour"
    assert late.id not in str(unknown)
    assert late.id in str(await rooms(table))
    assert table.house.clock.now() >= MONDAY


async def test_a_scope_that_is_missing_is_said_once_a_day_and_shown(table, capsys):
    table.twin.world.tokens[table.twin.bot_token].scopes -= {"users:read"}
    table.adapter.floor.people._known.clear()
    for person in (table.priya, table.dana, table.priya):
        await (await person.command(table.room, "/events")).ack()
        table.adapter.floor.people._known.clear()
    _, parts = await told(table)
    said = capsys.readouterr()

    assert parts["slack_lacks"] == "users:read"
    assert (said.out + said.err).count("slack.scopes") == 1


async def rooms(table):
    community = (await table.house.units.read(lambda work: work.communities.every()))[0]
    return community.rooms
