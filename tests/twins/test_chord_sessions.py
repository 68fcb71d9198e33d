"""The twin's gateway sessions: how they end, are resumed, and are forgotten."""

from twins import chord
from twins.chord.gateway import INVALID, RECONNECT
from twins.chord.listening import WITH_CONTENT, listening


async def test_what_was_missed_is_replayed_on_resume(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        session = (await socket.identify(WITH_CONTENT))["session_id"]
        await socket.event("GUILD_CREATE")
        seq = socket.frames[-1]["s"]
        await twin.gateway.close(4000)
    for text in ("one", "two"):
        await priya.types(server["general"], text)
    async with listening(twin) as socket:
        await socket.resume(session, seq)
        missed = [(await socket.event("MESSAGE_CREATE"))["content"] for _ in range(2)]
        await socket.event("RESUMED")

    assert missed == ["one", "two"]


async def test_events_already_heard_can_come_again_on_resume(place):
    twin, priya, server = place
    twin.gateway.repeats = 2
    async with listening(twin) as socket:
        session = (await socket.identify(WITH_CONTENT))["session_id"]
        for text in ("one", "two"):
            await priya.types(server["general"], text)
            await socket.event("MESSAGE_CREATE")
        seq = socket.frames[-1]["s"]
        await twin.gateway.close(4000)
    async with listening(twin) as socket:
        await socket.resume(session, seq)
        again = [(await socket.event("MESSAGE_CREATE"))["content"] for _ in range(2)]

    assert again == ["one", "two"]


async def test_a_session_that_is_gone_cannot_be_resumed_and_its_events_are_lost(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        session = (await socket.identify(WITH_CONTENT))["session_id"]
        await twin.gateway.close(1006, forget=True)
        await socket.frame(lambda _: False)
        assert socket.closed_with == 1006
    await priya.types(server["general"], "lost")
    async with listening(twin) as socket:
        await socket.resume(session, 1)
        assert (await socket.frame(lambda each: each["op"] == INVALID))["d"] is False
        await socket.identify(WITH_CONTENT)
        assert "MESSAGE_CREATE" not in await socket.quiet()


async def test_a_session_is_forgotten_after_a_while(place):
    twin, *_ = place
    async with listening(twin) as socket:
        session = (await socket.identify())["session_id"]
    await twin.until(lambda: all(each.connection is None for each in twin.gateway.sessions.values()))
    twin.clock.advance(twin.gateway.resume_window + 1)
    async with listening(twin) as socket:
        await socket.resume(session, 1)
        assert await socket.frame(lambda each: each["op"] == INVALID)


async def test_reconnect_and_invalid_session_are_asked_for(place):
    twin, *_ = place
    async with listening(twin) as socket:
        await socket.identify()
        twin.gateway.reconnect()
        assert await socket.frame(lambda each: each["op"] == RECONNECT)
        twin.gateway.invalidate(resumable=True)
        assert (await socket.frame(lambda each: each["op"] == INVALID))["d"] is True


async def test_a_black_hole_keeps_the_socket_and_says_nothing(place):
    twin, priya, server = place
    async with listening(twin) as socket:
        await socket.identify(WITH_CONTENT)
        await socket.event("GUILD_CREATE")
        twin.gateway.black_hole()
        await socket.beat()
        await priya.types(server["general"], "anybody?")

        assert await socket.quiet() == []
        assert not socket.socket.closed


async def test_a_silent_client_is_closed_as_timed_out():
    async with chord.Twin.open() as twin:
        twin.gateway.heartbeat = 0.05
        async with listening(twin) as socket:
            await socket.identify()
            await socket.frame(lambda _: False)
            assert socket.closed_with == 4009
