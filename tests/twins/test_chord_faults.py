"""What goes wrong between the bot and Discord, on purpose: each switch, and what is left when it is off."""

import asyncio

import aiohttp
import pytest
from twins import chord
from twins.chord import faults
from twins.chord.asking import asking

POST = "POST /channels/{channel_id}/messages"


@pytest.fixture
async def scene():
    async with chord.Twin.open() as twin, asking(twin) as ask:
        priya = twin.person("Priya Raman")
        yield twin, ask, priya, twin.guild("Oak Ridge", owner=priya)["general"]


def texts(priya, room):
    return [each.text for each in priya.sees(room)]


async def test_a_late_accept_is_posted_after_the_caller_gave_up(scene):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.LateAccept(0.2))
    with pytest.raises(TimeoutError):
        await ask.post(room, "late", timeout=0.05)
    assert texts(priya, room) == []

    await twin.see(priya, room, "late")
    assert (await ask.post(room, "at once")).status == 200


async def test_an_answer_can_be_lost_though_the_message_is_there(scene):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.DropAnswer())
    with pytest.raises(aiohttp.ClientError):
        await ask.post(room, "there")

    assert texts(priya, room) == ["there"]


async def test_a_server_error_can_come_before_or_after_the_message(scene):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.AnswerError(502), faults.Broken(503))

    assert (await ask.post(room, "taken")).status == 502
    assert (await ask.post(room, "not taken")).status == 503
    assert texts(priya, room) == ["taken"]


async def test_a_message_can_be_deleted_before_its_answer_is_lost(scene):
    twin, ask, priya, room = scene
    body = {"content": "gone", "nonce": "1", "enforce_nonce": True}
    twin.faults.next(POST, faults.DeleteThenDrop())
    with pytest.raises(aiohttp.ClientError):
        await ask.post(room, body)

    assert texts(priya, room) == []
    assert (await ask.post(room, body)).code == 10008


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_limit_says_its_scope_and_how_long(scene, scope):
    twin, ask, _, room = scene
    twin.faults.next(POST, faults.Limited(2.5, scope))
    limited = await ask.post(room, "x")

    assert (limited.status, limited.body["retry_after"], limited.body["global"]) == (
        429,
        2.5,
        scope == "global",
    )
    assert limited.headers["Via"]
    assert limited.headers["X-RateLimit-Scope"] == scope
    assert twin.counts.invalid[429] == (scope != "shared")


async def test_a_ban_is_a_page_without_via(scene):
    twin, ask, _, room = scene
    twin.faults.next(POST, faults.Banned())
    banned = await ask.post(room, "x")

    assert (banned.status, "Via" in banned.headers) == (429, False)
    assert "1015" in banned.body


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (50001, 403),
        (50013, 403),
        (50007, 403),
        (40003, 403),
        (10003, 404),
        (10062, 404),
        (50027, 401),
        (50083, 400),
    ],
)
async def test_any_refusal_can_be_asked_for(scene, code, status):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.Denied(code))
    denied = await ask.post(room, "x")

    assert (denied.status, denied.code) == (status, code)
    assert texts(priya, room) == []


async def test_a_line_can_go_dead_before_anything_is_taken(scene):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.HangUp())
    with pytest.raises(aiohttp.ClientError):
        await ask.post(room, "x")

    assert texts(priya, room) == []


async def test_a_limit_of_its_own_code_says_how_long(scene):
    twin, ask, _, room = scene
    twin.faults.next(POST, faults.Denied(20016))
    slow = await ask.post(room, "x")

    assert (slow.status, slow.code, slow.body["retry_after"], slow.headers["Via"]) == (
        429,
        20016,
        1.0,
        "1.1 google",
    )


async def test_too_many_invalid_requests_in_ten_minutes_are_a_ban(scene):
    twin, ask, _, room = scene
    twin.counts.bans_after = 3
    for _ in range(3):
        assert (await ask.post(room, "x", token="wrong")).status == 401
    banned = await ask.post(room, "x")
    assert (banned.status, "Via" in banned.headers) == (429, False)

    twin.clock.advance(601)
    assert (await ask.post(room, "x")).status == 200


async def test_a_black_hole_takes_nothing_and_answers_nothing(scene):
    twin, ask, priya, room = scene
    twin.faults.next(POST, faults.BlackHole())
    with pytest.raises(TimeoutError):
        await ask.post(room, "x", timeout=0.1)

    assert texts(priya, room) == []


async def test_a_fault_stays_until_it_is_cleared(scene):
    twin, ask, _, room = scene
    twin.faults.always(faults.ANY, faults.Denied(50013))
    assert [(await ask.post(room, "x")).status for _ in range(3)] == [403] * 3
    twin.faults.always(faults.ANY, None)
    assert (await ask.post(room, "x")).status == 200


async def test_chance_is_the_same_for_the_same_seed_and_tells_it(capsys):
    async def run(seed):
        async with chord.Twin.open(seed=seed) as twin, asking(twin) as ask:
            twin.core.limits.enforced = False
            twin.faults.chance(POST, 0.5, faults.Broken())
            room = twin.guild("Oak Ridge", owner=twin.person("Priya Raman"))["general"]
            return [(await ask.post(room, "x")).status for _ in range(20)]

    assert await run(7) == await run(7)
    assert await run(7) != await run(8)
    capsys.readouterr()
    await run(41)
    assert "seed=41" in capsys.readouterr().err


# Limits that are nobody's fault but the caller's


async def test_a_bucket_counts_down_refuses_and_fills_again(scene):
    twin, ask, _, room = scene
    twin.core.limits.sizes = {POST: (2, 0.2)}
    answers = [await ask.post(room, "x") for _ in range(3)]

    assert [each.status for each in answers] == [200, 200, 429]
    assert [each.headers["X-RateLimit-Remaining"] for each in answers[:2]] == ["1", "0"]
    assert 0 < answers[2].body["retry_after"] <= 0.2
    await asyncio.sleep(answers[2].body["retry_after"] + 0.01)
    assert (await ask.post(room, "x")).status == 200


async def test_another_room_has_a_bucket_of_its_own(scene):
    twin, ask, priya, room = scene
    twin.core.limits.sizes = {POST: (1, 5.0)}
    other = twin.guild("Maple Hill", owner=priya)["general"]

    assert [(await ask.post(each, "x")).status for each in (room, other, room)] == [200, 200, 429]


async def test_fifty_requests_a_second_are_taken_in_all_and_interactions_are_free(scene):
    twin, ask, *_ = scene
    twin.core.limits.sizes = {"GET /users/@me": (1000, 1.0)}
    statuses = [(await ask("GET", "/users/@me")).status for _ in range(51)]
    if 429 not in statuses:
        pytest.skip("this machine took longer than a second for fifty requests")
    limited = await ask("GET", "/gateway")

    assert statuses == [200] * 50 + [429]
    assert (limited.status, limited.body["global"]) == (429, True)
    assert (await ask("POST", "/interactions/1/none/callback", {"type": 5})).code == 10062
