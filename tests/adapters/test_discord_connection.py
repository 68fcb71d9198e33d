"""Coming, staying and going: the connection, the commands, and the servers the bot is in."""

import asyncio
import time

import pytest
from twins.chord.faults import Broken

from adapters.discord.adapter import DiscordAdapter
from adapters.discord.commands import draw_commands
from adapters.discord.sync import digest
from communitybot.conversation.message import File, message
from communitybot.ports import Unauthorised
from communitybot.settings import BadSettings, load
from tests.adapters.discording import scene

COMMANDS = "PUT /applications/{application_id}/commands"


@pytest.fixture
async def there(tmp_path):
    async with scene(tmp_path) as opened:
        yield opened


async def community(running, there):
    from communitybot.conversation.addresses import SpaceAddress

    space = SpaceAddress("discord", there.guild.id)
    return await running.house.units.read(lambda work: work.communities.by_space(space))


async def test_the_commands_are_written_once_and_not_at_every_start(there):
    async with there.bot() as running:
        await there.twin.until(lambda: there.twin.core.world.commands)
        wanted = draw_commands(running.house.bot.commands)
    for _ in range(2):
        async with there.bot():
            await asyncio.sleep(0.3)

    written = [
        count
        for route, count in there.twin.counts.requests.items()
        if route.startswith("PUT") and "commands" in route
    ]
    assert written == [1]
    assert digest(there.twin.core.world.commands[""]) == digest(wanted)


async def test_a_changed_command_is_written_again(there):
    async with there.bot():
        await there.twin.until(lambda: there.twin.core.world.commands)
    there.twin.core.world.commands[""][0]["description"] = "Something else"
    async with there.bot() as running:
        wanted = digest(draw_commands(running.house.bot.commands))
        await there.twin.until(lambda: digest(there.twin.core.world.commands[""]) == wanted)


def test_a_digest_sees_what_people_see():
    one = {"name": "a", "description": "x", "options": [{"type": 3, "name": "o", "description": "y"}]}
    told = {
        **one,
        "id": "1",
        "version": "2",
        "nsfw": False,
        "options": [{**one["options"][0], "required": False}],
    }

    assert digest([one]) == digest([told])
    assert digest([one]) != digest([{**one, "description": "z"}])
    assert digest([one]) != digest([{**one, "options": []}])
    assert digest([one, {**one, "name": "b"}]) == digest([{**one, "name": "b"}, one])


async def test_the_rooms_of_a_server_are_known_from_the_start_and_kept_current(there):
    async with there.bot() as running:
        known = await community(running, there)
        assert known.name == "Oak Ridge"
        assert {room.name for room in known.rooms} == {"general", "events"}

        there.guild.add_room("ideas")
        there.guild.rename(there.guild["general"], "lobby")
        for _ in range(100):
            await asyncio.sleep(0.02)
            known = await community(running, there)
            if {room.name for room in known.rooms} == {"lobby", "events", "ideas"}:
                break
        assert {room.name for room in known.rooms} == {"lobby", "events", "ideas"}


@pytest.mark.promise("R22")
async def test_an_outage_is_no_goodbye(there):
    async with there.bot() as running:
        before = await community(running, there)
        there.guild.outage()
        await asyncio.sleep(0.2)
        assert await community(running, there) == before
        there.guild.back()
        await asyncio.sleep(0.2)
        assert await community(running, there) == before


@pytest.mark.slow
@pytest.mark.promise("R22")
async def test_an_outage_of_many_servers_tells_nobody_of_anything(there):
    servers = [there.twin.guild(f"School {number}", owner=there.principal) for number in range(100)]
    async with there.bot() as running:
        said_goodbye, welcomed = [], []
        running.house.bot.departed = said_goodbye.append
        arrived = running.house.bot.arrived

        async def back(arrival):
            welcomed.append(arrival)
            await arrived(arrival)

        running.house.bot.arrived = back
        for server in servers:
            server.outage()
        await asyncio.sleep(0.5)
        assert welcomed == []
        for server in servers:
            server.back()
        await until(lambda: len(welcomed) == len(servers))

    assert said_goodbye == []
    assert all(arrival.by is None for arrival in welcomed)


async def test_a_removal_is_one_and_a_return_is_welcome(there):
    async with there.bot() as running:
        there.guild.remove_bot()
        for _ in range(100):
            await asyncio.sleep(0.02)
            known = await community(running, there)
            if known is None or known.left:
                break
        assert known is None or known.left
        there.guild.add_bot(there.principal)
        await asyncio.sleep(0.3)
        assert not (await community(running, there)).left


async def test_whoever_adds_the_bot_is_named(there):
    heard = []
    async with there.bot() as running:
        arrived = running.house.bot.arrived
        running.house.bot.arrived = lambda arrival: heard.append(arrival) or arrived(arrival)
        there.guild.remove_bot()
        await asyncio.sleep(0.2)
        there.guild.add_bot(there.principal)
        await there.twin.until(lambda: heard)

    assert heard[0].by is not None
    assert heard[0].by.account == there.address(there.principal)
    assert heard[0].by.name == "Omar Haddad"


async def test_told_to_reconnect_it_goes_on_where_it_was(there):
    async with there.bot():
        there.twin.gateway.reconnect()
        await asyncio.sleep(0.2)
        await there.twin.ready()
        answer = await (await there.teacher.command(there.events, "events")).answer()

    assert "Nothing is planned yet" in answer.text


async def test_its_health_says_whether_it_hears(there):
    async with there.bot() as running:
        assert running.adapter.health() == {"discord": "connected"}
        there.twin.gateway.refuses = True
        await there.twin.gateway.close(4000)
        await until(lambda: running.adapter.health() == {"discord": "reconnecting"})
        there.twin.gateway.refuses = False
        await until(lambda: running.adapter.health() == {"discord": "connected"})
        there.twin.revoke()
        with pytest.raises(Unauthorised):
            await running.platform.post(there.room, message("x"), "key")
        await until(lambda: running.adapter.health() == {"discord": "refused"})
    assert running.adapter.health() == {}


async def until(found):
    async with asyncio.timeout(20):
        while not found():
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_begun_again(there, resumable):
    async with there.bot():
        there.twin.gateway.invalidate(resumable=resumable)
        await asyncio.sleep(0.3)
        await there.twin.ready(timeout=20)
        answer = await (await there.teacher.command(there.events, "events")).answer()

    assert "Nothing is planned yet" in answer.text


async def test_with_discord_away_it_starts_all_the_same_and_connects_later(there, monkeypatch):
    monkeypatch.setattr("adapters.discord.presence.CONNECT_WITHIN", 0.5)
    there.twin.faults.always("GET /gateway/bot", Broken(503))
    began = time.monotonic()
    async with there.bot() as running:
        assert time.monotonic() - began < 5
        await running.platform.post(there.room, message("Not heard, but speaking"), "first")
        there.twin.faults.clear()
        await there.twin.ready(timeout=20)
        await running.platform.post(there.room, message("Here I am"), "key")

    assert [each.text for each in there.teacher.sees(there.events)] == [
        "Not heard, but speaking",
        "Here I am",
    ]


@pytest.mark.promise("R21")
async def test_a_bad_token_is_tried_once_said_once_and_the_bot_goes_on(there, capsys):
    there.twin.revoke()
    began = time.monotonic()
    async with there.bot() as running:
        assert time.monotonic() - began < 5
        await asyncio.sleep(2.5)
        assert (await running.house.bot.health())["ok"]

    assert there.twin.counts.requests.total() <= 3
    assert capsys.readouterr().out.count("does not accept the bot token") == 1


async def test_it_stops_within_three_seconds_also_when_nobody_answers(there):
    async with there.bot():
        there.twin.gateway.black_hole()
        began = time.monotonic()
    assert time.monotonic() - began < 3.5


async def test_fixed_shards_connect_as_they_are_told(there):
    async with there.bot():
        pass  # writes the commands, as the process of the first shard does
    there.twin.core.shards = 2
    shard = (int(there.guild.id) >> 22) % 2
    async with there.bot(DISCORD_SHARD_IDS=str(shard), DISCORD_SHARD_COUNT="2"):
        await there.twin.ready()
        answer = await (await there.teacher.command(there.events, "events")).answer()

    assert "Nothing is planned yet" in answer.text


@pytest.mark.parametrize("shards", [{}, {"DISCORD_SHARD_IDS": "0", "DISCORD_SHARD_COUNT": "1"}])
async def test_without_a_gateway_of_its_own_it_goes_where_the_api_says(there, shards):
    async with there.bot(DISCORD_GATEWAY_URL="", **shards):
        there.twin.gateway.invalidate()
        await asyncio.sleep(0.3)
        await there.twin.ready(timeout=20)
        answer = await (await there.teacher.command(there.events, "events")).answer()

    assert "Nothing is planned yet" in answer.text


async def test_a_file_is_fetched_up_to_what_fits(there):
    note = File("note.txt", "text/plain", b"x" * 1_000)
    async with there.bot() as running:
        await running.platform.post(there.room, message("Here", files=(note,)), "key")
        (kept,) = there.events.channel.messages.values()
        url = kept.attachments[0]["url"]
        client = running.adapter._presence._connection.client

        assert await client.fetch(url, 1_000) == note.content
        assert await client.fetch(url, 999) is None


async def test_a_check_up_says_that_all_is_well_or_what_is_missing(there):
    adapter, settings = DiscordAdapter(), load(there.environment)
    assert await adapter.log_in(settings) == []

    for role in there.guild.guild.roles.values():
        role.permissions = 0
    (told,) = await adapter.log_in(settings)
    assert "Oak Ridge" in told
    assert "Send Messages" in told
    assert "https://discord.com/oauth2/authorize?client_id=" in told

    there.twin.revoke()
    with pytest.raises(BadSettings) as refused:
        await adapter.log_in(settings)
    (told,) = refused.value.mistakes
    assert told.startswith("DISCORD_TOKEN")
    assert there.twin.token not in told
