"""Slack over HTTP: only what Slack signed is read, and what is repeated has one effect."""

import asyncio
import io
import json
import logging
import time
from urllib.parse import urlencode

import aiohttp
import pytest
from twins import loom
from twins.loom.doors import body_of, signature
from twins.loom.faults import DROPS, Fault

from adapters.slack.signature import is_genuine, sign
from tests.adapters.slacking import seated

SECRET = "a-secret-of-sixteen"
BODY = b"command=%2Fevents&text="


@pytest.fixture
async def table(tmp_path):
    async with (
        loom.Twin.open(seed=11) as twin,
        seated(twin, tmp_path / "bot.db", socket=False, http=True) as seats,
    ):
        yield seats


def signed(body: bytes, at: str) -> dict[str, str]:
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": sign(SECRET, at, body)}


def test_a_body_signed_as_slack_documents_it_is_genuine():
    at = str(int(time.time()))

    assert sign(SECRET, at, BODY) == signature(SECRET, at, BODY)
    assert is_genuine(SECRET, signed(BODY, at), BODY, now=time.time())


@pytest.mark.parametrize(
    "at",
    ["", " ", "abc", "-5", "1e9", "NaN", "9" * 30, "12.5", "\u0661\u0662", "0x10", "1 2"],
)
def test_a_malformed_time_is_refused_and_raises_nothing(at):
    assert not is_genuine(SECRET, signed(BODY, at), BODY, now=time.time())


@pytest.mark.parametrize("late", [-301, 301, -86_400])
def test_a_stale_time_is_refused_though_well_signed(late):
    at = str(1_795_600_000 + late)

    assert not is_genuine(SECRET, signed(BODY, at), BODY, now=1_795_600_000)
    assert is_genuine(SECRET, signed(BODY, at), BODY, now=1_795_600_000 + late)  # the control


@pytest.mark.parametrize("missing", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
def test_both_headers_are_needed(missing):
    at = str(int(time.time()))
    headers = {name: value for name, value in signed(BODY, at).items() if name != missing}

    assert not is_genuine(SECRET, headers, BODY, now=time.time())


def test_another_body_another_secret_and_no_secret_are_refused():
    at = str(int(time.time()))

    assert not is_genuine(SECRET, signed(BODY, at), BODY + b" ", now=time.time())
    assert not is_genuine("another", signed(BODY, at), BODY, now=time.time())
    assert not is_genuine("", signed(BODY, at), BODY, now=time.time())
    assert not is_genuine(SECRET, signed(BODY, at) | {"X-Slack-Signature": "v0=é"}, BODY, now=time.time())


async def test_a_forged_command_has_no_effect(table):
    table.twin.doors.secret = "not the app's"
    failed = await (await table.priya.command(table.room, "/events")).answer()

    assert failed.kind == "failed"
    assert [each.status for each in table.twin.doors.answers] == [401]
    assert table.twin.requests["users.info"] == 0


async def test_a_stale_command_has_no_effect(table):
    table.twin.doors.skew = -400
    failed = await (await table.priya.command(table.room, "/events")).answer()

    assert failed.kind == "failed"
    assert table.twin.doors.answers[-1].status == 401


async def test_the_address_is_verified(table):
    assert (await table.twin.doors.verify_address()).error is None


async def test_a_body_that_is_too_large_is_refused_before_it_is_signed_for(table):
    body = io.BytesIO(b"payload=" + b"x" * 1_100_000)
    async with (
        aiohttp.ClientSession() as session,
        session.post(table.twin.doors.addresses.interactivity, data=body) as answer,
    ):
        assert answer.status == 413


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"payload=", b"payload=%7B", b"payload=[]", b"\xff\xfe", b"command=/events", b"payload=null"],
)
async def test_nonsense_that_is_signed_breaks_nothing(table, body):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    ack = await table.twin.doors.send(table.twin.doors.addresses.interactivity, body, form)
    shown = await (await table.priya.command(table.room, "/events")).answer()

    assert ack.status in {200, 400, 404, 500, 503}
    assert "/event create" in shown.text


async def test_a_form_longer_than_the_servers_own_limit_is_taken(table):
    form = await (await table.priya.command(table.room, "/event", "create")).answer()
    values = {"title": "Reading circle", "when": "friday 5pm", "description": "word " * 350}
    filled = await table.priya.fill(form, values)
    await filled.ack()
    await table.settled()
    heavy = {"type": "view_submission", "view": {"blocks": ["x" * 200_000]}, "user": {"id": table.priya.id}}
    heavy["team"] = {"id": table.twin.home_team.id}
    ack = await table.twin.doors.send(
        table.twin.doors.addresses.interactivity,
        body_of("interactive", heavy),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert "Reading circle" in table.twin.seen(table.priya, table.room)[-1].text
    assert ack.status != 413


async def drafts(table):
    return await table.house.units.read(
        lambda work: work.connection.exec_driver_sql("SELECT count(*) FROM events")
    )


async def test_a_command_sent_again_has_one_effect(table):
    told = {
        "command": "/event",
        "text": "create Reading circle, when: friday 5pm",
        "trigger_id": "1.2.same",
        "user_id": table.priya.id,
        "user_name": "priya",
        "channel_id": table.room.id,
        "team_id": table.twin.home_team.id,
        "response_url": "",
    }
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    address = table.twin.doors.addresses.commands
    sent = [table.twin.doors.send(address, urlencode(told).encode(), form) for _ in range(4)]
    acks = await asyncio.gather(*sent)
    stored = (await drafts(table)).scalar()
    other = await table.twin.doors.send(address, urlencode(told | {"trigger_id": "1.2.other"}).encode(), form)

    assert [each.status for each in acks] == [200] * 4
    assert sum("Reading circle" in json.dumps(each.body) for each in acks) == 1
    assert stored == 1
    assert "Reading circle" in json.dumps(other.body)  # the control: another doing has its own effect
    assert (await drafts(table)).scalar() == 2


async def test_what_is_not_done_in_time_is_not_acknowledged_and_answered_later(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.exchange.WITHIN", 0.05)
    slow = table.house.bot.invoke

    async def invoke(invoked):
        await asyncio.sleep(0.3)
        return await slow(invoked)

    monkeypatch.setattr(table.adapter.floor.exchange, "_bot", table.house.bot)
    monkeypatch.setattr(table.house.bot, "invoke", invoke)
    ack = await (await table.priya.command(table.room, "/events")).ack()
    await table.settled()

    assert ack.status == 503
    [answer] = table.twin.seen(table.priya, table.room)
    assert "/event create" in answer.text
    assert answer.ephemeral


@pytest.mark.promise("R38")
@pytest.mark.parametrize("socket", [True, False])
async def test_no_secret_reaches_a_log_of_slacks_however_much_is_logged(tmp_path, caplog, capfd, socket):
    caplog.set_level(logging.WARNING, logger="aiosqlite")  # the store's own log is not Slack's matter
    caplog.set_level(logging.DEBUG)
    async with (
        loom.Twin.open(seed=11) as twin,
        seated(twin, tmp_path / "bot.db", socket=socket, http=not socket) as table,
    ):
        form = await (await table.priya.command(table.room, "/event", "create")).answer()
        await (await table.priya.fill(form, {"title": "Quiet plans", "when": "friday 5pm"})).ack()
        await table.settled()
        twin.faults.plan("chat.postMessage", Fault(DROPS))
        await (await table.priya.press(table.twin.seen(table.priya, table.room)[0], "Post it")).ack()
        twin.world.tokens[twin.bot_token].refused = "token_revoked"
        await (await table.priya.command(table.room, "/events")).ack()
        await table.settled()
        secrets = [twin.bot_token, twin.app_token, twin.signing_secret, twin.client_secret]
        secrets += [f"/response/{name}" for name in twin.world.replies]
        secrets += [*twin.world.triggers, "Quiet plans"]
    told = capfd.readouterr()
    said = caplog.text + told.out + told.err

    logging.getLogger("communitybot.slack").debug("the control")
    assert "the control" in caplog.text
    assert [secret for secret in secrets if secret in said] == []


async def test_the_library_does_not_quieten_our_own_log(table, caplog):
    await (await table.priya.command(table.room, "/events")).ack()
    logging.getLogger("communitybot.slack").warning("Something to know.")

    assert logging.getLogger("communitybot").level == logging.NOTSET
    assert "Something to know." in caplog.text
