"""Live news on open pages: to whom it belongs, at once, and again after a lost line."""

import asyncio
import json
import time

import pytest
from aiohttp import ClientPayloadError, ClientSession

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.cast import room_address
from adapters.web.adapter import WebAdapter
from communitybot.conversation.message import message
from tests.adapters.little_bot import LittleBot
from tests.adapters.playing import SETTINGS

EVENTS = room_address("events")


async def news(response):
    """The next piece of news: its kind, its number, and what it tells."""
    told = {}
    async with asyncio.timeout(5):
        async for line in response.content:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if not name and "event" in told:
                return told["event"], int(told["id"]), json.loads(told["data"])
            told[name] = value
    return None


def listening(table, person, **headers):
    return table.client.get("/api/stream", params={"person": person}, headers=headers)


async def test_what_is_posted_edited_and_removed_is_told_at_once(table):
    async with listening(table, "host") as line:
        assert line.content_type == "text/event-stream"
        ref = await table.platform.post(EVENTS, message("Before"), "key")
        kind, _, told = await news(line)
        assert (kind, told["plain"]) == ("message", "Before")
        assert told["blocks"] == [{"block": "paragraph", "spans": [{"span": "plain", "text": "Before"}]}]
        await table.platform.edit(ref, message("After"))
        assert (await news(line))[2]["plain"] == "After"
        await table.platform.remove(ref)
        assert (await news(line))[0] == "removed"


async def test_private_answers_are_told_to_nobody_else(table):
    async with listening(table, "host") as theirs, listening(table, "teacher") as mine:
        await table.say("/events")
        await table.say("Good morning")
        assert (await news(theirs))[2]["plain"] == "Good morning"
        assert [(await news(mine))[2]["private"] for _ in range(3)] == [True, True, False]


async def test_a_page_that_lost_the_line_is_told_what_it_missed(table):
    async with listening(table, "host") as line:
        await table.say("One")
        _, seen, _ = await news(line)
    await table.say("Two")
    await table.say("/events")

    async with listening(table, "host", **{"Last-Event-ID": str(seen)}) as line:
        await table.say("Three")
        assert [(await news(line))[2]["plain"] for _ in range(2)] == ["Two", "Three"]


async def test_moving_the_clock_is_told(table):
    async with listening(table, "host") as line:
        await table.post("/api/clock", advance_seconds=60)
        assert (await news(line))[0] == "message"
        kind, _, told = await news(line)
        assert (kind, told["now"]) == ("moved", "2014-10-13T13:01:00Z")


async def test_a_stop_ends_every_line(table):
    async with listening(table, "host") as line:
        await table.adapter.stop()
        async with asyncio.timeout(2):
            assert (await line.content.read()).startswith(b"retry:")


async def test_nobody_listens_as_a_stranger(table):
    assert (await table.get("/api/stream", person="stranger"))[0] == 404
    assert (await table.get("/api/stream"))[0] == 400


async def test_the_server_stops_at_once_though_pages_are_open(tmp_path):
    bot = LittleBot()
    playground, server = PlaygroundAdapter(tmp_path / "playground.db"), WebAdapter()
    address = await server.serve(playground.routes(bot), SETTINGS, bot)
    await playground.start(bot)
    async with ClientSession() as browser:
        lines = [await browser.get(f"{address}api/stream?person=host") for _ in range(3)]
        began = time.monotonic()
        await server.stop()
        assert time.monotonic() - began < 1
        for line in lines:
            with pytest.raises(ClientPayloadError):
                await line.read()
    await playground.stop()
