"""Unmodified slack-bolt over signed HTTP against the Slack twin."""

import asyncio
import time

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from twins import loom
from twins.loopback.server import served


@pytest.fixture
async def twin():
    async with loom.Twin.open(seed=3, scale=10) as opened:
        yield opened


@pytest.fixture
async def address(twin, app):
    async def hear(request):
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    web_app = web.Application()
    web_app.router.add_post("/slack", hear)
    async with served(web_app) as port:
        url = f"http://127.0.0.1:{port}/slack"
        for kind in ("events", "commands", "interactivity"):
            setattr(twin.doors.addresses, kind, url)
        yield url


async def test_the_events_address_is_verified(twin, address):
    ack = await twin.doors.verify_address()

    assert ack.error is None


async def test_a_command_is_answered_in_the_body_of_its_acknowledgement(twin, app, address):
    @app.command("/events")
    async def events(ack):
        await ack("Nothing planned")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])

    answer = await (await priya.command(room, "/events")).answer()

    assert (answer.kind, answer.text, answer.message.ephemeral) == ("message", "Nothing planned", True)


async def test_a_list_loads_and_what_is_picked_is_submitted(twin, app, address):
    def option(word):
        return {"text": {"type": "plain_text", "text": word}, "value": word[:3].lower()}

    when = {"type": "external_select", "action_id": "when", "min_query_length": 0}
    label = {"type": "plain_text", "text": "When"}
    form = {
        "type": "modal",
        "callback_id": "plan",
        "title": {"type": "plain_text", "text": "Plan"},
        "submit": {"type": "plain_text", "text": "Save"},
        "blocks": [{"type": "input", "block_id": "when", "label": label, "element": when}],
    }

    @app.command("/plan")
    async def plan(ack, client, command):
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=form)

    @app.options("when")
    async def days(ack, payload):
        days = [day for day in ("Friday", "Saturday") if day.lower().startswith(payload["value"].lower())]
        await ack(options=[option(day) for day in days])

    @app.view("plan")
    async def planned(ack, view, client, body):
        chosen = view["state"]["values"]["when"]["when"]["selected_option"]["value"]
        await ack()
        await client.chat_postEphemeral(channel=room.id, user=body["user"]["id"], text=f"On {chosen}")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    modal = await (await priya.command(room, "/plan")).answer()
    offered = await (await priya.suggest(modal, "when", "fri")).answer()
    await (await priya.fill(modal, {"when": "Friday"})).ack()

    assert [each["value"] for each in offered.options] == ["fri"]
    assert [each.text for each in twin.seen(priya, room)] == ["On fri"]


async def test_an_event_is_told_again_until_it_is_acknowledged(twin, app, address):
    tries = []

    @app.event("message")
    async def heard(request):
        tries.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        if len(tries) < 3:
            raise RuntimeError("not yet")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    await priya.types(room, "hello")
    while len(tries) < 2:
        await twin.world.next_news(0.05)
    twin.clock.advance(60)
    while len(tries) < 3:
        await twin.world.next_news(0.05)

    assert tries == [(None, None), (["1"], ["http_error"]), (["2"], ["http_error"])]
    assert len({payload["event_id"] for payload, _ in twin.courier.events}) == 1


@pytest.mark.parametrize(("headers", "tries"), [({}, 4), ({"X-Slack-No-Retry": "1"}, 1)])
async def test_an_event_is_told_four_times_at_most_and_fewer_when_asked(headers, tries):
    heard = []

    async def refuse(request):
        heard.append(request.headers.get("x-slack-retry-num"))
        return web.Response(status=500, headers=headers)

    web_app = web.Application()
    web_app.router.add_post("/slack", refuse)
    async with loom.Twin.open() as twin, served(web_app) as port:
        twin.doors.addresses.events = f"http://127.0.0.1:{port}/slack"
        bringing = twin.courier.start(twin.courier.bring({"type": "event_callback", "event_id": "Ev1"}))
        while not bringing.done():
            await asyncio.sleep(0.06)
            twin.clock.advance(300)
        told = await bringing

    assert heard == [None, "1", "2", "3"][:tries]
    assert [each.status for each in told] == [500] * tries


@pytest.mark.parametrize("wrong", ["secret", "skew", "header"])
async def test_a_wrong_signature_is_refused_and_the_person_told(twin, app, address, wrong):
    heard = []

    @app.command("/events")
    async def events(ack):
        heard.append(True)
        await ack("Nothing planned")

    if wrong == "secret":
        twin.doors.secret = "another"
    elif wrong == "skew":
        twin.doors.skew = -301
    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    if wrong == "header":
        ack = await twin.doors.send(address, b"command=%2Fevents", {"X-Slack-Signature": "v0=00"})
        assert ack.status == 401
    else:
        answer = await (await priya.command(room, "/events")).answer()
        assert answer.words == '/events failed with the error "dispatch_failed"'

    assert heard == []


async def test_a_right_signature_of_another_moment_is_taken_within_five_minutes(twin, app, address):
    @app.command("/events")
    async def events(ack):
        await ack("Nothing planned")

    twin.doors.skew = -290
    priya = twin.person("Priya Raman")
    answer = await (await priya.command(twin.channel("events", members=[priya]), "/events")).answer()

    assert answer.text == "Nothing planned"


async def test_however_far_the_twin_is_ahead_it_signs_for_now(twin, app, address):
    @app.command("/events")
    async def events(ack):
        await ack("Nothing planned")

    twin.clock.advance(3_600)
    priya = twin.person("Priya Raman")
    answer = await (await priya.command(twin.channel("events", members=[priya]), "/events")).answer()

    assert answer.text == "Nothing planned"


async def test_an_answer_after_three_seconds_is_too_late(twin, app, address):
    @app.command("/slow")
    async def slow(ack):
        await asyncio.sleep(0.6)  # six of the twin's seconds
        await ack("At last")

    priya = twin.person("Priya Raman")
    room = twin.channel("events", members=[priya])
    began = time.monotonic()
    answer = await (await priya.command(room, "/slow")).answer()

    assert answer.words == '/slow failed with the error "operation_timeout"'
    assert 0.25 < time.monotonic() - began < 0.6
    assert twin.seen(priya, room) == []


async def test_an_app_that_is_down_cannot_be_reached(twin, app, address):
    twin.doors.addresses.commands = "http://127.0.0.1:9/slack"
    priya = twin.person("Priya Raman")
    answer = await (await priya.command(twin.channel("events", members=[priya]), "/events")).answer()

    assert answer.words == '/events failed with the error "dispatch_failed"'
