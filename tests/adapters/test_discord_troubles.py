"""Whatever Discord and the way to it do, each promise is kept once: seeded faults under the whole bot."""

import asyncio
from collections import Counter

import pytest
from twins.chord.faults import AnswerError, Broken, DropAnswer, Limited

from adapters.discord import platform as platform_module
from tests.adapters.discording import scene

POST = "POST /channels/{channel_id}/messages"
TITLES = [f"Circle number {number}" for number in range(8)]


async def plan_all(there):
    for title in TITLES:
        asked = {"title": title, "when": "in 3 days"}
        given = await there.principal.command(there.events, "event create", asked)
        await (await there.principal.press(await given.answer(), "Post it")).answer()


def cards(there):
    seen = [each.text for each in there.teacher.sees(there.events) if not each.ephemeral]
    return Counter(title for title in TITLES for text in seen if text.startswith(f"## {title}\n"))


@pytest.mark.slow
@pytest.mark.promise("R1")
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_each_card_is_there_once_whatever_is_lost_on_the_way(tmp_path, seed):
    async with scene(tmp_path, seed=seed) as there:
        there.twin.core.limits.enforced = False
        for fault in (DropAnswer(), AnswerError(500), Broken(502), Limited(0.2)):
            there.twin.faults.chance(POST, 0.15, fault)
        async with there.bot():
            await plan_all(there)
            await there.twin.until(lambda: len(cards(there)) == len(TITLES), timeout=60)
            there.twin.faults.clear()
            await asyncio.sleep(2)

        assert there.twin.faults.happened, f"seed {seed} let nothing go wrong"
        assert cards(there) == Counter(TITLES)


@pytest.mark.slow
async def test_without_nonces_some_would_be_there_twice(tmp_path, monkeypatch):
    fresh = iter(range(10_000))
    monkeypatch.setattr(platform_module, "nonce_of", lambda _key: f"fresh {next(fresh)}")
    async with scene(tmp_path, seed=1) as there:
        there.twin.core.limits.enforced = False
        there.twin.faults.chance(POST, 0.5, DropAnswer())
        async with there.bot():
            await plan_all(there)
            await there.twin.until(lambda: len(cards(there)) == len(TITLES), timeout=60)
            there.twin.faults.clear()
            await asyncio.sleep(3)

        assert cards(there) != Counter(TITLES)


@pytest.mark.slow
async def test_a_connection_cut_again_and_again_loses_no_answer(tmp_path):
    async with scene(tmp_path) as there, there.bot():
        for turn in range(4):
            if turn % 2:
                there.twin.gateway.reconnect()
            else:
                await there.twin.gateway.close(4000)
            await asyncio.sleep(0.2)
            await there.twin.ready(timeout=30)
            answer = await (await there.teacher.command(there.events, "events")).answer()
            assert "Nothing is planned yet" in answer.text


@pytest.mark.slow
async def test_a_connection_that_fell_silent_is_begun_again(tmp_path, monkeypatch):
    monkeypatch.setattr("adapters.discord.client.SILENCE", 0.5)
    async with scene(tmp_path) as there:
        there.twin.gateway.heartbeat = 0.4
        async with there.bot():
            there.twin.gateway.black_hole()
            given = await there.teacher.command(there.events, "events")
            await asyncio.sleep(1.5)
            there.twin.gateway.black_hole(on=False)
            await there.twin.until(lambda: there.twin.gateway.resumed or len(there.twin.gateway.sessions) > 1)
            await there.twin.ready()
            answer = await (await there.teacher.command(there.events, "events")).answer()

    assert "Nothing is planned yet" in answer.text
    assert given.id
