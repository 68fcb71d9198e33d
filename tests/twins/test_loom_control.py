"""The Slack twin ruled by HTTP, as from a drill in another process."""

import aiohttp
import pytest
from twins import loom


@pytest.fixture
async def rule():
    async with loom.Twin.open(seed=3) as twin, aiohttp.ClientSession() as session:

        async def post(what, **told):
            async with session.post(f"{twin.world.base_url}/control/{what}", json=told) as answer:
                return await answer.json()

        yield twin, post


async def test_somebody_made_from_outside_writes_in_a_thread(rule):
    twin, post = rule
    person = (await post("person", name="Priya Raman"))["id"]
    room = (await post("channel", name="chat", members=[person]))["id"]
    opening = (await post("types", person=person, channel=room, text="Welcome"))["ts"]
    answer = (await post("types", person=person, channel=room, text="A1 books", thread=opening))["ts"]
    said = [(each.ts, each.text, each.thread_ts) for each in twin.world.messages[room]]

    assert said == [(opening, "Welcome", None), (answer, "A1 books", opening)]
