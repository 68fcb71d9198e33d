"""Socket Mode's troubles, through the unmodified slack-bolt: refreshes, cuts, silence and repeats."""

import pytest
from aiohttp import ClientSession
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from twins import loom
from twins.loom.asking import connected, until


@pytest.fixture
def app(twin):
    client = AsyncWebClient(token=twin.bot_token, base_url=twin.api_url)
    made = AsyncApp(client=client, process_before_response=True)

    @made.command("/events")
    async def events(ack):
        await ack("Nothing planned")

    return made


async def asks(twin, person, room):
    return (await (await person.command(room, "/events")).answer()).text


@pytest.mark.parametrize("trouble", ["refresh_requested", "warning", "cut", "silence"])
async def test_commands_are_heard_again_after(twin, app, trouble):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app, ping_interval=0.2):
        if trouble == "cut":
            await twin.sockets.cut()
        elif trouble == "silence":
            twin.sockets.go_silent()
        else:
            await twin.sockets.disconnect(trouble)
        await until(lambda: twin.sockets.connected == 2)
        await until(lambda: len(twin.sockets.links) == 1)

        assert await asks(twin, priya, room) == "Nothing planned"


async def test_while_the_link_is_silent_a_command_fails(app):
    async with loom.Twin.open(seed=5, scale=20) as twin:
        priya = twin.person("Priya Raman")
        room = twin.channel("events", members=[priya])
        async with connected(twin, bolt_for(twin)):
            twin.sockets.go_silent()

            assert await asks(twin, priya, room) == '/events failed with the error "operation_timeout"'


def bolt_for(twin):
    return AsyncApp(client=AsyncWebClient(token=twin.bot_token, base_url=twin.api_url))


async def test_nobody_connected_is_told_at_once(twin):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])

    assert await asks(twin, priya, room) == '/events failed with the error "dispatch_failed"'


async def test_an_envelope_is_sent_again_to_the_connection_that_takes_over(twin, app):
    """The same envelope, as in github.com/slackapi/bolt-js/issues/2487."""
    envelopes = []
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app, ping_interval=0.2) as handler:

        async def note(_, message, raw):
            if message.get("envelope_id"):
                envelopes.append(message["envelope_id"])

        handler.client.message_listeners.append(note)
        twin.sockets.go_silent()  # the first acknowledgement is lost
        doing = await priya.command(room, "/events")
        await until(lambda: envelopes)
        await twin.sockets.cut()

        assert (await doing.answer()).text == "Nothing planned"
    assert len(envelopes) == 2
    assert len(set(envelopes)) == 1
    assert twin.sockets.resent == 1


async def test_an_acknowledged_event_may_come_again_in_the_same_envelope(twin, app):
    heard = []

    @app.event("app_home_opened")
    async def opened(body):
        heard.append(body["event_id"])

    priya = twin.person("Priya Raman")
    async with connected(twin, app, ping_interval=0.2):
        await priya.opens_home()
        await until(lambda: heard)
        payload, _ = twin.courier.events[0]
        acks = await twin.sockets.repeat("events_api", payload, 2)

    assert [each.error for each in acks] == [None, None]
    assert len(heard) == 3
    assert len(set(heard)) == 1


async def test_the_eleventh_connection_is_turned_away(twin):
    client = AsyncWebClient(token=twin.app_token, base_url=twin.api_url)
    async with ClientSession() as session:
        sockets = []
        for _ in range(11):
            url = (await client.apps_connections_open(app_token=twin.app_token))["url"]
            sockets.append(await session.ws_connect(url))
        hello = [await each.receive_json() for each in sockets]
        for each in sockets:
            await each.close()

    assert [each["type"] for each in hello] == ["hello"] * 10 + ["disconnect"]
    assert hello[-1]["reason"] == "too_many_websockets"


async def test_an_address_is_good_for_one_connection(twin):
    client = AsyncWebClient(base_url=twin.api_url)
    url = (await client.apps_connections_open(app_token=twin.app_token))["url"]
    async with ClientSession() as session:
        async with session.ws_connect(url) as first:
            assert (await first.receive_json())["type"] == "hello"
        again = await session.get(url)

    assert again.status == 403


async def test_each_envelope_goes_to_one_connection(twin, app):
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    async with connected(twin, app, ping_interval=0.2), connected(twin, app, ping_interval=0.2):
        await until(lambda: len(twin.sockets.links) == 2)
        for _ in range(12):
            assert await asks(twin, priya, room) == "Nothing planned"
        shares = [each.envelopes for each in twin.sockets.links]

    assert sum(shares) == 12
    assert min(shares) > 0


async def test_socket_mode_switched_off_gives_no_address(twin, app):
    async with connected(twin, app, ping_interval=0.2) as handler:
        handler.client.auto_reconnect_enabled = False
        await twin.sockets.disconnect("link_disabled")
        with pytest.raises(SlackApiError) as refused:
            await AsyncWebClient(base_url=twin.api_url).apps_connections_open(app_token=twin.app_token)
        twin.world.link_disabled = False

    assert refused.value.response["error"] == "socket_mode_not_enabled"


async def test_a_bot_token_opens_no_socket(twin):
    with pytest.raises(SlackApiError) as refused:
        await AsyncWebClient(base_url=twin.api_url).apps_connections_open(app_token=twin.bot_token)

    assert refused.value.response["error"] == "not_allowed_token_type"
