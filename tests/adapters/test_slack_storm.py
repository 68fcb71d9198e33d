"""A socket in trouble of each kind while Slack has much to tell: all of it is heard within a minute, once."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom
from twins.loom.faults import LOSES, REFUSES, Fault

from tests.adapters.slacking import seated

SCALE = 15.0  # Slack waits 200 ms
FASTER = 3.0  # times: it tells again after one real second, then after seven
WITHIN = 60.0  # seconds
COMING = 24  # rooms the bot is invited to, and as many commands


@pytest.fixture
async def table(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.slack.socket_mode.PING", 0.4)
    async with loom.Twin.open(seed=43, scale=SCALE, pace=FASTER) as twin:
        twin.limits.on = False
        async with seated(twin, tmp_path / "bot.db") as seats:
            yield seats


async def nothing(_table):
    """No trouble at all: what the others are measured against."""
    await asyncio.sleep(0)


async def black_hole(table):
    """(a) The connection stands, and nothing comes or goes."""
    table.twin.sockets.go_silent()


async def trouble_while_reconnecting(table):
    """(b) The connection is lost, and three tries for another fail, each in its way."""
    table.twin.faults.plan("apps.connections.open", Fault(LOSES))
    table.twin.faults.plan("apps.connections.open", Fault(REFUSES, error="internal_error"))
    table.twin.faults.plan("apps.connections.open", Fault(REFUSES, error="fatal_error"))
    await table.twin.sockets.cut()


async def refresh(table):
    """(c) Slack asks for a new connection; for a moment there are two."""
    for _ in range(3):
        await table.twin.sockets.disconnect("refresh_requested")
        await asyncio.sleep(0.4)


async def too_many(table):
    """(d) Slack asks for a new connection, and others have taken all places, until they leave."""
    client = AsyncWebClient(base_url=table.twin.api_url)
    async with aiohttp.ClientSession() as session:
        others = []
        while len(table.twin.sockets.links) < 10:
            opened = await client.apps_connections_open(app_token=table.twin.app_token)
            others.append(await session.ws_connect(opened["url"]))
            await asyncio.sleep(0.02)
        await table.adapter.floor.socket._current.connect_to_new_endpoint()
        await asyncio.sleep(1.0)
        for other in others:
            await other.close()


async def telling(table, rooms, typed):
    """Invitations and commands, one after the other; which commands were acknowledged."""
    taken = set()
    for number in range(COMING):
        room = table.twin.channel(f"late-{number}", members=[table.dana], bot=False)
        table.twin.happens.invites_bot(room, by=table.dana)
        rooms.append(room.id)
        title = f"Circle {number} of many"
        typed.append(title)
        text = f"create {title}, when: friday 5pm"
        ack = await (await table.priya.command(table.room, "/event", text)).ack()
        if ack.error is None and title in str(ack.body):
            taken.add(title)
        await asyncio.sleep(0.05)
    return taken


async def known(table):
    [community] = await table.house.units.read(lambda work: work.communities.every())
    return [each.address.place for each in community.rooms]


async def planned(table):
    found = await table.house.units.read(
        lambda work: work.connection.exec_driver_sql("SELECT details FROM events")
    )
    return [str(row) for row in found]


@pytest.mark.slow
@pytest.mark.promise("R18")
@pytest.mark.parametrize("trouble", [nothing, black_hole, trouble_while_reconnecting, refresh, too_many])
async def test_whatever_happens_to_the_socket_all_is_heard_within_a_minute_and_once(table, trouble):
    rooms, typed = [], []
    telling_all = asyncio.create_task(telling(table, rooms, typed))
    await asyncio.sleep(0.5)
    began = time.monotonic()
    await trouble(table)
    taken = await telling_all
    async with asyncio.timeout(WITHIN):
        while not set(rooms) <= set(await known(table)):
            await asyncio.sleep(0.1)
    await table.settled()
    took, stand, kept = time.monotonic() - began, await known(table), await planned(table)
    after = await (await table.priya.command(table.room, "/events")).ack()

    assert after.error is None
    assert took < WITHIN
    assert [room for room in rooms if stand.count(room) != 1] == []
    copies = {title: sum(title in each for each in kept) for title in typed}
    assert {title: count for title, count in copies.items() if count > 1} == {}
    assert {title for title in taken if copies[title] != 1} == set()
    assert taken or trouble is trouble_while_reconnecting  # which may last until all was told


# The same doing, told twice (F39, F40, F41)


def heard(twin):
    """How many invitations were acknowledged in the end."""
    invited = [
        tries for told, tries in twin.courier.events if told["event"]["type"] == "member_joined_channel"
    ]
    return sum(1 for tries in invited if tries and tries[-1].error is None)


async def acknowledged(twin, count):
    async with asyncio.timeout(30):
        while heard(twin) < count:
            await asyncio.sleep(0.02)


async def test_one_invitation_told_as_two_events_makes_one_room(table):
    late = table.twin.channel("late", members=[table.dana])
    told = {
        "type": "member_joined_channel",
        "user": table.twin.bot,
        "channel": late.id,
        "channel_type": "C",
        "team": table.twin.home_team.id,
        "inviter": table.dana.id,
    }
    table.twin.happens.tells(told, table.twin.home_team)
    await acknowledged(table.twin, 1)
    table.twin.clock.advance(20)
    table.twin.happens.tells(told, table.twin.home_team)  # with another id and time
    await acknowledged(table.twin, 2)

    assert (await known(table)).count(late.id) == 1


async def test_an_envelope_lost_with_its_connection_comes_by_the_next_and_counts_once(table):
    sockets = table.twin.sockets
    for _ in range(3):
        links = sockets.connected
        typing = asyncio.create_task(
            table.priya.command(table.room, "/event", f"create Circle {links}, when: friday 5pm")
        )
        await asyncio.sleep(0.005)
        await sockets.cut()
        await (await typing).ack()
        async with asyncio.timeout(10):
            while sockets.connected == links or not sockets.links:
                await asyncio.sleep(0.02)
    await table.settled()
    kept = await planned(table)

    assert len(kept) == len(set(kept)) <= 3


async def test_news_of_a_shared_room_counts_in_the_workspace_that_invited_us(web, browser):
    web.twin.person("Priya Raman")
    await web.installs(browser)
    elm = web.twin.workspace("Elm Street")
    ann = web.twin.person("Ann Lee", team=elm)
    web.twin.world.installer = ann.id
    await web.installs(browser)
    shared = web.twin.channel("both", members=[ann], shared_with=[elm], bot=False)
    shared.channel.members.add(elm.bot_user)
    told = {"type": "member_joined_channel", "user": elm.bot_user, "channel": shared.id, "channel_type": "C"}
    before = heard(web.twin)
    for team in (web.twin.home_team, elm):  # Slack tells once for each workspace
        web.twin.happens.tells(told | {"team": team.id}, team)
    await acknowledged(web.twin, before + 2)
    await web.adapter.floor.tasks.idle()
    communities = await web.house.units.read(lambda work: work.communities.every())
    rooms = {room.address for each in communities for room in each.rooms if room.address.place == shared.id}

    assert {each.space for each in rooms} == {elm.id}
    assert len(rooms) == 1
