"""What a page needs to show of threads: what is pinned, what is closed, and above what one talks."""

import asyncio
import json
import re
from pathlib import Path

from adapters.playground.cast import MEMBERS, room_address
from communitybot.conversation.message import message
from tests.adapters.little_bot import card

CHATS = room_address("chats")
STYLE = (Path(__file__).parents[2] / "adapters/playground/static/talk.css").read_text()


async def page_messages(table, place, person="teacher", **more):
    status, told = await table.get("/api/page/messages", person=person, place=place, **more)
    assert status == 200, told
    return told


async def start(table):
    return await table.platform.open_thread(CHATS, "#ce14", message("Welcome"), "opening")


async def news(line, kind):
    """The first news of this kind, with what it tells."""
    async with asyncio.timeout(5):
        async for each in line.content:
            name, _, value = each.decode().rstrip("\n").partition(": ")
            if name == "event":
                found = value
            if name == "data" and found == kind:
                return json.loads(value)
    return None


async def test_pages_are_told_when_a_thread_is_opened_and_when_it_is_closed(table):
    async with table.client.get("/api/stream", params={"person": "host"}) as line:
        thread = await start(table)
        assert await news(line, "rearranged") == {}
        assert (await table.get("/api/page/state", person="host"))[1]["closed"] == []
        await table.platform.close(thread)
        assert await news(line, "rearranged") == {}

    assert (await table.get("/api/page/state", person="host"))[1]["closed"] == [f"chats/{thread.thread}"]


async def test_the_opening_stands_above_the_first_word_of_its_thread(table):
    thread = await start(table)
    place = f"chats/{thread.thread}"
    await table.say("A1 Asking.", place=place)

    assert [each["plain"] for each in await page_messages(table, place)] == ["Welcome", "A1 Asking."]
    store = table.adapter._laid(table.bot).store
    for number in range(199):
        store.say(place=place, at=table.bot.now(), author="host", words=f"Answer {number}")
    latest = await page_messages(table, place)
    assert len(latest) == 200
    assert latest[0]["plain"] == "A1 Asking."
    before = await page_messages(table, place, before=latest[0]["id"])
    assert [each["plain"] for each in before] == ["Welcome"]


async def test_an_opening_that_is_pressed_in_its_thread_is_answered_there(table):
    thread = await table.platform.open_thread(CHATS, "#ce14", card("Welcome"), "opening")
    place = f"chats/{thread.thread}"
    (opening,) = await table.messages(place="chats")

    _, inside = await table.press(opening, "More", place=place)
    _, outside = await table.press(opening, "More")

    assert [each["place"] for each in inside["messages"]] == [place]
    assert [each["place"] for each in outside["messages"]] == ["chats"]
    assert [str(each.place) for each in table.bot.calls[-2:]] == [str(thread), str(CHATS)]
    assert {str(each.message) for each in table.bot.calls[-2:]} == {f"{CHATS}#{opening['id']}"}
    for wrong in ("events", "chats/999", "direct-teacher"):
        assert (await table.press(opening, "More", place=wrong))[0] == 404


async def test_what_one_can_do_is_told_with_each_message(table):
    place = f"chats/{(await start(table)).thread}"
    await table.say("A1 Asking.", place=place)
    await table.say("/wave", place=place)
    await table.say("/events", place=place)

    mine = {each["plain"]: each["can"] for each in await page_messages(table, place)}
    theirs = {each["plain"]: each["can"] for each in await page_messages(table, place, "host")}

    assert mine["A1 Asking."] == ["reply", "react", "choose", "reword", "remove"]
    assert theirs["A1 Asking."] == ["reply", "react", "choose"]
    assert mine["/wave"] == ["reply", "react", "choose", "remove"]
    assert mine["/events"] == []
    assert mine["Welcome"] == ["react", "choose"]


async def test_those_who_marked_a_message_are_named_but_for_the_reader(table):
    place = f"chats/{(await start(table)).thread}"
    said = (await table.say("A1 Asking.", place=place))["messages"][0]
    for person in ("host", "teacher"):
        await table.post("/api/react", person=person, message=said["id"], mark="applause")

    assert (await page_messages(table, place))[-1]["reactions"] == [
        {"mark": "applause", "people": ["Dana Whitfield"], "mine": True}
    ]


async def test_every_mark_has_a_sign_and_a_word(table):
    _, state = await table.get("/api/page/state", person="teacher")

    assert [each["mark"] for each in state["marks"]] == ["agree", "thanks", "question", "applause"]
    assert all(each["sign"] for each in state["marks"])


def test_a_visitor_a_host_and_colleagues_are_there_to_be():
    assert [each.id for each in MEMBERS] == [
        "teacher",
        "principal",
        "host",
        "administrator",
        "visitor",
        "librarian",
    ]
    assert len({each.name for each in MEMBERS}) == len(MEMBERS)


def test_the_style_of_threads_asks_for_nothing_moves_nothing_and_has_no_colours_of_its_own():
    assert not re.search(r"url\(|@import|animation|transition|#[0-9a-f]{3,6}\b|rgb", STYLE)
