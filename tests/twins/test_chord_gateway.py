"""The twin's gateway: logins, shards, and what is told to whom."""

import asyncio
import json

import pytest
from twins.chord.gateway import ACK, GUILD_REACTIONS, INVALID, MESSAGE_CONTENT
from twins.chord.listening import USUAL, WITH_CONTENT, listening
from twins.chord.permissions import VIEW_CHANNEL


async def test_a_login_is_greeted_and_told_of_its_servers(place):
    twin, _, server = place
    async with listening(twin) as socket:
        ready = await socket.identify()
        told = await socket.event("GUILD_CREATE")

    assert ready["guilds"] == [{"id": server.id, "unavailable": True}]
    assert [each["name"] for each in told["channels"]] == ["events", "general"]
    assert ready["resume_gateway_url"] == twin.gateway_url


async def test_a_heartbeat_is_acknowledged_unless_the_twin_is_told_not_to(place):
    twin, *_ = place
    async with listening(twin) as socket:
        await socket.identify()
        await socket.beat()
        assert await socket.frame(lambda each: each["op"] == ACK)

        twin.gateway.acknowledges = False
        await socket.beat()
        with pytest.raises(TimeoutError):
            await socket.frame(lambda each: each["op"] == ACK, 0.1)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": (2, 2)}, 4010),
        ({"intents": 1 << 30}, 4014),
    ],
)
async def test_a_wrong_login_is_shut_out(place, asked, code):
    twin, *_ = place
    async with listening(twin) as socket:
        assert await socket.identify(**asked) == {}
        assert socket.closed_with == code


async def test_an_intent_that_is_not_granted_shuts_the_door(place):
    twin, *_ = place
    twin.gateway.allowed_intents &= ~MESSAGE_CONTENT
    async with listening(twin) as socket:
        await socket.identify(WITH_CONTENT)
        assert socket.closed_with == 4014
    async with listening(twin) as socket:
        assert await socket.identify(USUAL)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("not json", 4002),
        (json.dumps({"op": 99, "d": None}), 4001),
        (json.dumps({"op": 3, "d": {}}), 4003),
        (json.dumps({"op": 1, "d": "x" * 4096}), 4002),
    ],
)
async def test_nonsense_closes_the_socket(place, said, code):
    twin, *_ = place
    async with listening(twin) as socket:
        await socket.socket.send_str(said)
        await socket.event("READY")
        assert socket.closed_with == code


async def test_more_than_120_frames_a_minute_close_the_socket(place):
    twin, *_ = place
    async with listening(twin) as socket:
        for _ in range(120):
            await socket.beat()
        assert await socket.frame(lambda each: each["op"] == ACK)
        await socket.beat()
        await socket.event("READY")
        assert socket.closed_with == 4008


# What is told to whom


async def test_content_comes_with_its_intent_in_direct_messages_and_to_whom_is_mentioned(place):
    twin, priya, server = place
    bot = twin.core.bot.id
    async with listening(twin) as without, listening(twin) as with_intent:
        await without.identify(USUAL)
        await with_intent.identify(WITH_CONTENT)
        for room, text in (
            (server["general"], "good morning"),
            (server["general"], f"<@{bot}> good morning"),
            (priya.direct, "hello there"),
        ):
            await priya.types(room, text)
        bare = [(await without.event("MESSAGE_CREATE"))["content"] for _ in range(3)]
        full = [(await with_intent.event("MESSAGE_CREATE"))["content"] for _ in range(3)]

    assert bare == ["", f"<@{bot}> good morning", "hello there"]
    assert full[0] == "good morning"


async def test_edits_and_deletions_are_told(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        await socket.identify(WITH_CONTENT)
        said = await priya.types(server["general"], "good mroning")
        await priya.edits(said, "good morning")
        assert (await socket.event("MESSAGE_UPDATE"))["content"] == "good morning"
        await priya.deletes(said)
        assert (await socket.event("MESSAGE_DELETE"))["id"] == said.id


async def test_nothing_is_told_of_a_room_the_bot_cannot_see(place):
    twin, priya, server = place
    server.deny(server["events"], VIEW_CHANNEL)
    async with listening(twin) as socket:
        await socket.identify(WITH_CONTENT)
        told = await socket.event("GUILD_CREATE")
        await priya.types(server["events"], "secret")
        await priya.types(server["general"], "open")

        assert (await socket.event("MESSAGE_CREATE"))["content"] == "open"
    assert [each["name"] for each in told["channels"]] == ["general"]


async def test_each_shard_hears_of_its_own_servers_and_shard_0_of_direct_messages(place):
    twin, priya, first = place
    second = twin.guild("Maple Hill", owner=priya)
    count = 2
    async with listening(twin) as zero, listening(twin) as one:
        ready = [await zero.identify(shard=(0, count)), await one.identify(shard=(1, count))]
        expected = [
            [each.id for each in (first, second) if (int(each.id) >> 22) % count == index] for index in (0, 1)
        ]
        assert [[each["id"] for each in told["guilds"]] for told in ready] == expected
        assert [len(each) for each in expected] in ([1, 1], [2, 0], [0, 2])

        await zero.quiet()
        await one.quiet()
        await priya.types(priya.direct, "hello")
        assert await zero.quiet() == ["MESSAGE_CREATE"]
        assert await one.quiet() == []


async def test_an_outage_is_told_apart_from_a_removal(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        await socket.identify()
        server.outage()
        assert await socket.event("GUILD_DELETE") == {"id": server.id, "unavailable": True}
        server.back()
        assert (await socket.event("GUILD_CREATE"))["id"] == server.id
        server.remove_bot()
        assert await socket.event("GUILD_DELETE") == {"id": server.id}
        server.add_bot(priya)
        assert (await socket.event("GUILD_CREATE"))["name"] == "Oak Ridge"


async def test_a_server_in_trouble_at_login_stays_unavailable(place):
    twin, _, server = place
    server.outage()
    async with listening(twin) as socket:
        assert (await socket.identify())["guilds"] == [{"id": server.id, "unavailable": True}]
        assert "GUILD_CREATE" not in await socket.quiet()
        server.back()
        assert (await socket.event("GUILD_CREATE"))["id"] == server.id


async def test_a_reaction_is_told_to_whom_asked_for_reactions(place):
    twin, priya, server = place
    async with listening(twin) as without, listening(twin) as with_intent:
        await without.identify()
        await with_intent.identify(USUAL | GUILD_REACTIONS)
        said = await priya.types(server["general"], "hello")
        await priya.reacts(said, "👍")

        assert (await with_intent.event("MESSAGE_REACTION_ADD"))["emoji"]["name"] == "👍"
        assert "MESSAGE_REACTION_ADD" not in await without.quiet()


async def test_logins_too_close_together_are_turned_away(place):
    twin, *_ = place
    twin.gateway.identify_gap = 5.0
    async with listening(twin) as first, listening(twin) as second:
        assert await first.identify()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(second.identify(), 0.2)
        assert second.frames[-1] == {"op": INVALID, "d": False}
    twin.clock.advance(5.1)
    async with listening(twin) as third:
        assert await third.identify()


async def test_a_gateway_that_takes_nobody_closes_at_once(place):
    twin, *_ = place
    twin.gateway.refuses = True
    async with listening(twin) as socket:
        await socket.frame(lambda _: False)
        assert socket.closed_with == 4000


async def test_rooms_made_renamed_and_removed_are_told(place):
    twin, _, server = place
    async with listening(twin) as socket:
        await socket.identify()
        room = server.add_room("library")
        assert (await socket.event("CHANNEL_CREATE"))["name"] == "library"
        server.rename(room, "books")
        assert (await socket.event("CHANNEL_UPDATE"))["name"] == "books"
        server.remove(room)
        assert (await socket.event("CHANNEL_DELETE"))["id"] == room.id
