"""The twin in a process of its own: it says where it is, obeys, and outlives whoever talks to it."""

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

TESTS = Path(__file__).parents[1]
POST = "POST /channels/{channel_id}/messages"


@asynccontextmanager
async def process(*arguments):
    made = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "twins.chord",
        *arguments,
        cwd=TESTS,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )

    async def read():
        return json.loads(await asyncio.wait_for(made.stdout.readline(), 20))

    async def ask(**order):
        made.stdin.write(json.dumps(order).encode() + b"\n")
        return await read()

    try:
        yield await read(), ask
    finally:
        made.stdin.close()
        assert await asyncio.wait_for(made.wait(), 10) == 0


async def test_it_says_where_it_is_obeys_and_tells_what_was_seen():
    async with process("--seed", "3") as (where, ask), aiohttp.ClientSession() as session:
        path = f"{where['api_url']}/channels/{where['rooms']['events']}/messages"
        headers = {"Authorization": f"Bot {where['token']}"}

        assert await ask(do="fault", route=POST, kind="AnswerError", values={"status": 502}) == {"ok": None}
        async with session.post(path, json={"content": "hello"}, headers=headers) as answer:
            assert answer.status == 502
        seen = (await ask(do="seen", room="events"))["ok"]
        assert [(each["text"], each["author"]) for each in seen] == [("hello", "Community Bot")]
        counts = (await ask(do="counts"))["ok"]
        assert (counts["requests"], counts["faults"], counts["own_faults"]) == ({POST: 1}, 1, [])


async def test_an_order_it_does_not_know_is_refused_and_it_lives_on():
    async with process() as (_, ask):
        assert "no such order" in (await ask(do="dance"))["problem"]
        assert await ask(do="seen", room="general") == {"ok": []}
