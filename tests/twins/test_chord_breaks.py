"""The unmodified discord.py keeps going when the twin breaks its connection or tells it to wait."""

import asyncio

import pytest
from twins import chord
from twins.chord import faults
from twins.chord.little_bot import DiscordWebSocket, Little, Route, discord, oak_ridge, running

POST = "POST /channels/{channel_id}/messages"


@pytest.fixture(autouse=True)
def _pointed(monkeypatch):
    """discord.py's addresses are put back after each test."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)


def listening_bot():
    return Little(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))


async def test_after_op_7_the_library_resumes_and_hears_what_it_missed():
    async with oak_ridge() as (twin, priya, server), running(twin, listening_bot()) as bot:
        twin.gateway.reconnect()
        await priya.types(server["general"], "meanwhile")
        await twin.until(lambda: bot.heard)

        assert (bot.heard, twin.gateway.resumed, twin.gateway.identified) == (
            ["meanwhile"],
            1,
            1,
        )


async def test_after_an_invalid_session_the_library_logs_in_anew_and_has_missed_what_was_said(monkeypatch):
    monkeypatch.setattr(discord.Client, "before_identify_hook", no_wait)
    async with oak_ridge() as (twin, priya, server), running(twin, listening_bot()) as bot:
        twin.gateway.invalidate()
        await priya.types(server["general"], "meanwhile")
        await twin.until(lambda: twin.gateway.identified == 2)
        await twin.ready()
        await priya.types(server["general"], "again")
        await twin.until(lambda: bot.heard)

        assert bot.heard == ["again"]


async def no_wait(*_args, **_more):
    """Log in again at once, where the library would wait five seconds."""


@pytest.mark.parametrize("code", [1006, 4000])
async def test_after_a_broken_socket_the_library_resumes(code):
    async with oak_ridge() as (twin, _, _server), running(twin):
        await twin.gateway.close(code)
        await twin.until(lambda: twin.gateway.resumed == 1)


async def test_without_acknowledgements_the_library_gives_the_connection_up():
    async with chord.Twin.open() as twin:
        twin.gateway.heartbeat = 0.2
        twin.guild("Oak Ridge", owner=twin.person("Priya Raman"))
        async with running(twin, Little(heartbeat_timeout=0.5)):
            held = set(twin.gateway.connections)
            twin.gateway.black_hole()
            await twin.until(lambda: not held & twin.gateway.connections)  # the next one may be there at once
            twin.gateway.black_hole(on=False)
            await twin.until(lambda: twin.gateway.resumed + twin.gateway.identified > 1)


async def test_several_shards_in_one_process_share_the_servers(monkeypatch):
    monkeypatch.setattr(discord.AutoShardedClient, "before_identify_hook", no_wait)
    async with oak_ridge() as (twin, priya, _):
        twin.core.shards = 2
        twin.guild("Maple Hill", owner=priya)
        client = discord.AutoShardedClient(
            intents=discord.Intents(guilds=True), guild_ready_timeout=0.05, max_messages=None
        )
        async with running(twin, client) as bot:
            assert sorted(each.name for each in bot.guilds) == ["Maple Hill", "Oak Ridge"]
            assert {each.shard for each in twin.gateway.sessions.values()} == {(0, 2), (1, 2)}


# When Discord says to wait


async def test_after_a_429_the_library_waits_and_sends_once():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.faults.next(POST, faults.Limited(0.05), faults.Limited(0.05, "global"))
        await bot.get_channel(int(server["general"].id)).send("patience")

        assert [each.text for each in priya.sees(server["general"])] == ["patience"]
        assert twin.counts.answers[POST, 429] == 2


async def test_a_429_without_via_is_a_ban_to_the_library():
    async with oak_ridge() as (twin, _, server), running(twin) as bot:
        twin.faults.next(POST, faults.Banned())
        with pytest.raises(discord.HTTPException) as banned:
            await bot.get_channel(int(server["general"].id)).send("patience")

        assert (banned.value.status, twin.counts.requests[POST]) == (429, 1)


async def test_the_library_keeps_within_a_bucket_by_its_headers():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.core.limits.sizes = {POST: (3, 0.3)}
        channel = bot.get_channel(int(server["general"].id))
        await asyncio.gather(*(channel.send(f"{each}") for each in range(7)))

        assert len(priya.sees(server["general"])) == 7
        assert twin.counts.answers[POST, 429] == 0


async def test_the_librarys_own_retry_of_a_500_posts_no_second_message_thanks_to_its_nonce():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.faults.next(POST, faults.AnswerError(500))
        await bot.get_channel(int(server["general"].id)).send("once", nonce="event:1")

        assert [each.text for each in priya.sees(server["general"])] == ["once"]
        assert twin.counts.requests[POST] == 2


async def test_the_retry_of_a_500_without_nonce_memory_would_post_twice():
    async with oak_ridge() as (twin, priya, server), running(twin) as bot:
        twin.core.nonce_window = 0.0
        twin.faults.next(POST, faults.AnswerError(500))
        await bot.get_channel(int(server["general"].id)).send("once", nonce="event:1")

        assert [each.text for each in priya.sees(server["general"])] == ["once", "once"]


async def test_fifty_interactions_a_second_are_delivered_and_their_answers_timed():
    async with oak_ridge(check_late=True) as (twin, priya, server), running(twin):
        asked = []
        for number in range(50):
            asked.append(await priya.command(server["general"], "hello", {"name": f"{number}"}))
            await asyncio.sleep(0.02)
        answers = [await each.answer() for each in asked]

        assert [each.text for each in answers] == [f"Hello {number}" for number in range(50)]
        assert len(twin.counts.acks) == 50
        assert max(twin.counts.acks) < 3.0
