"""What becomes of a message when Slack refuses it or asks for patience, and of edits and people."""

import asyncio
import time
from datetime import timedelta
from types import SimpleNamespace

import aiohttp
import pytest
from twins import loom
from twins.loom.faults import REFUSES, SLOWS, Fault

from adapters.slack.errors import DEAD_TOKEN, GONE, MAY_NOT, NEVER, PASSING, delivery_error, meaning
from adapters.slack.pace import Pace
from communitybot.conversation.addresses import MessageRef, PersonAddress, PlaceAddress
from communitybot.conversation.message import message
from communitybot.ports import TryLater, Unauthorised, Undeliverable
from tests.adapters.slacking import room_of, seated, words


@pytest.fixture
async def table(tmp_path):
    async with loom.Twin.open(seed=7) as twin, seated(twin, tmp_path / "bot.db") as seats:
        yield seats


# Refusals


REFUSALS = [
    ("channel_not_found", Undeliverable, True),
    ("is_archived", Undeliverable, False),
    ("not_in_channel", Unauthorised, None),
    ("account_inactive", Unauthorised, None),
    ("token_revoked", Unauthorised, None),
    ("invalid_auth", Unauthorised, None),
    ("missing_scope", Unauthorised, None),
    ("restricted_action", Unauthorised, None),
    ("ekm_access_denied", Unauthorised, None),
    ("msg_too_long", Undeliverable, False),
    ("msg_blocks_too_long", Undeliverable, False),
    ("a_code_of_next_year", Undeliverable, False),
]


@pytest.mark.parametrize(("code", "kind", "gone"), REFUSALS, ids=[each[0] for each in REFUSALS])
async def test_each_refusal_is_one_of_three_kinds(table, code, kind, gone):
    table.twin.faults.plan("chat.postMessage", Fault(REFUSES, error=code))

    with pytest.raises(kind) as refused:
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    assert getattr(refused.value, "gone", None) is gone
    assert words(table) == []


@pytest.mark.parametrize("code", ["ratelimited", "service_unavailable"])
async def test_what_was_surely_not_taken_is_tried_later(table, code):
    table.twin.faults.plan("chat.postMessage", Fault(REFUSES, error=code))

    with pytest.raises(TryLater) as later:
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    assert not later.value.unsure


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "request_timeout"])
async def test_what_may_have_been_taken_is_a_doubt(table, code):
    table.twin.faults.plan("chat.postMessage", Fault(REFUSES, error=code))

    with pytest.raises(TryLater) as later:
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    assert later.value.unsure


async def test_a_missing_scope_is_named(table):
    table.twin.scopes("commands", "users:read")

    with pytest.raises(Unauthorised, match="chat:write"):
        await table.platform.post(room_of(table), message("Hello"), "key-1")


async def test_a_room_the_bot_was_not_invited_to_says_how_to_invite_it(table):
    table.twin.scopes("chat:write")  # without chat:write.public
    outside = table.twin.channel("staff", bot=False)
    place = PlaceAddress("slack", table.twin.home_team.id, outside.id)

    with pytest.raises(Unauthorised, match="/invite"):
        await table.platform.post(place, message("Hello"), "key-1")


@pytest.mark.promise("R21")
async def test_a_dead_token_is_left_alone_and_tried_again_after_an_hour(table, monkeypatch):
    calls, hour = table.platform._calls, 3_600
    table.twin.world.tokens[table.twin.bot_token].refused = "token_revoked"
    for number in range(10):
        with pytest.raises(Unauthorised, match="token"):
            await table.platform.edit(MessageRef(room_of(table), f"1.{number}"), message("Hello"))
    asked = table.twin.requests["chat.update"]
    table.twin.world.tokens[table.twin.bot_token].refused = None
    with pytest.raises(Unauthorised):
        await table.platform.direct(PersonAddress("slack", table.twin.home_team.id, table.dana.id))
    monkeypatch.setattr(calls._refused, "_clock", lambda: time.monotonic() + hour + 1)
    await table.platform.direct(PersonAddress("slack", table.twin.home_team.id, table.dana.id))
    await table.platform.direct(PersonAddress("slack", table.twin.home_team.id, table.dana.id))

    assert asked <= 3


def test_every_code_has_one_meaning():
    codes = [*GONE, *NEVER, *MAY_NOT, *PASSING]

    assert len(codes) == len(set(codes))
    assert set(MAY_NOT) >= DEAD_TOKEN
    for code in codes:
        assert isinstance(meaning(code), TryLater | Undeliverable | Unauthorised)


def test_a_connection_that_never_stood_leaves_no_doubt():
    key = SimpleNamespace(host="127.0.0.1", port=9, ssl=True, is_ssl=False)
    refused = aiohttp.ClientConnectorError(key, OSError("refused"))

    assert not delivery_error(refused, posts=True).unsure
    assert delivery_error(aiohttp.ServerDisconnectedError(), posts=True).unsure
    assert not delivery_error(aiohttp.ServerDisconnectedError()).unsure  # an edit made twice is an edit


# Patience


async def test_after_a_429_nothing_leaves_until_the_time_is_over(table):
    table.twin.faults.plan("chat.postMessage", Fault(SLOWS, seconds=2))
    with pytest.raises(TryLater) as later:
        await table.platform.post(room_of(table), message("Hello"), "key-1")
    sent = table.twin.requests["chat.postMessage"]
    for number in range(5):
        with pytest.raises(TryLater):
            await table.platform.post(room_of(table), message("Hello"), f"key-{number}")

    assert later.value.after == timedelta(seconds=2)
    assert table.twin.requests["chat.postMessage"] == sent
    await asyncio.sleep(2.1)
    await table.platform.post(room_of(table), message("Hello"), "key-9")
    assert words(table) == ["Hello"]


async def test_a_channel_gets_one_message_a_second_and_no_429(table):
    began = time.monotonic()
    posts = [table.platform.post(room_of(table), message(f"Number {n}"), f"key-{n}") for n in range(3)]
    await asyncio.gather(*posts)

    assert time.monotonic() - began >= 2.0
    assert sorted(words(table)) == ["Number 0", "Number 1", "Number 2"]
    assert table.twin.too_fast == 0


async def test_without_turns_slack_would_have_said_429(table, monkeypatch):
    monkeypatch.setattr("adapters.slack.pace.BETWEEN", 0.0)
    posts = [table.platform.post(room_of(table), message(f"Number {n}"), f"key-{n}") for n in range(3)]
    outcomes = await asyncio.gather(*posts, return_exceptions=True)

    assert any(isinstance(each, TryLater) for each in outcomes)
    assert table.twin.too_fast > 0


async def test_who_would_wait_too_long_comes_back_later():
    moments = [100.0]
    slept = []

    async def sleep(seconds):
        slept.append(seconds)
        moments[0] += seconds

    pace, gate, order = Pace(clock=lambda: moments[0], sleep=sleep), asyncio.Event(), []

    async def send(number):
        async with pace.turn("T1", "C1"):
            order.append(number)
            await gate.wait()

    sending = [asyncio.create_task(send(number)) for number in range(4)]
    await asyncio.sleep(0)
    with pytest.raises(TryLater) as later:
        await send(4)
    async with pace.turn("T1", "C2"):
        pass  # another channel waits for nobody
    gate.set()
    await asyncio.gather(*sending)

    assert later.value.after == timedelta(seconds=4)
    assert order == [0, 1, 2, 3]
    assert slept == [1.0, 1.0, 1.0]


async def test_more_edits_than_a_minute_takes_wait_without_asking(table):
    ref = await table.platform.post(room_of(table), message("Hello"), "key-1")
    edits = [table.platform.edit(ref, message(f"Number {number}")) for number in range(60)]
    outcomes = await asyncio.gather(*edits, return_exceptions=True)
    late = [each for each in outcomes if isinstance(each, TryLater)]

    assert len(late) == 10
    assert all(timedelta(seconds=50) < each.after <= timedelta(seconds=61) for each in late)
    assert table.twin.too_fast == 0
    assert table.twin.requests["chat.update"] == 50


# Edits, people, links


async def test_somebody_elses_message_is_not_edited(table):
    await table.priya.types(table.room, "Mine")
    ref = MessageRef(room_of(table), table.shared()[0].ts)

    with pytest.raises(Undeliverable) as refused:
        await table.platform.edit(ref, message("Ours"))
    assert not refused.value.gone


async def test_nobody_can_be_written_to_who_is_not_there(table):
    with pytest.raises(Undeliverable):
        await table.platform.direct(PersonAddress("slack", table.twin.home_team.id, "U0NOBODY"))


async def test_a_person_is_looked_up_with_their_zone(table):
    account = PersonAddress("slack", table.twin.home_team.id, table.dana.id)
    found = await table.platform.look_up(account)

    assert (found.name, found.zone) == ("Dana Whitfield", "America/Chicago")


async def test_a_message_has_a_web_address(table):
    ref = await table.platform.post(room_of(table), message("Hello"), "key-1")
    link = table.platform.link(ref)

    assert link.endswith(f"/archives/{table.room.id}/p{ref.message.replace('.', '')}")
    assert link.startswith("https://")
