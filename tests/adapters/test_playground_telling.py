"""What is said in the playground's threads reaches the bot, whatever fails between showing and telling."""

import asyncio
from datetime import timedelta

import pytest

from adapters.playground.cast import member, room_address
from communitybot.conversation.addresses import MessageRef
from communitybot.conversation.inbound import Listening, Posted, Reacted, Removed, Retold, Reworded
from communitybot.conversation.message import message
from tests.adapters.little_bot import LittleBot
from tests.adapters.playing import playing

CHATS = room_address("chats")


async def opened(table):
    return await table.platform.open_thread(CHATS, "#ce14", message("Welcome"), "opening")


async def say(table, thread, text, person="teacher"):
    return (await table.say(text, person, f"chats/{thread.thread}"))["messages"][0]


def told(bot):
    return [(type(each), getattr(each, "text", "")) for each in bot.heard]


async def test_words_the_bot_could_not_take_in_stand_on_the_page_and_are_told_again(table):
    thread = await opened(table)
    telling = table.adapter._laid(table.bot).telling
    telling._again = 0.01
    table.bot.deaf = True
    await say(table, thread, "A1 One")
    await say(table, thread, "A1 Two")
    assert [each["plain"] for each in await table.messages("host", f"chats/{thread.thread}")] == [
        "A1 One",
        "A1 Two",
    ]
    await asyncio.sleep(0.03)
    assert table.bot.heard == []

    table.bot.deaf = False
    async with asyncio.timeout(5):
        while len(table.bot.heard) < 2:
            await asyncio.sleep(0.01)

    assert told(table.bot) == [(Posted, "A1 One"), (Posted, "A1 Two")]


async def test_what_the_last_process_showed_and_did_not_tell_is_told_at_the_next_start(tmp_path):
    file = tmp_path / "playground.db"
    async with playing(file, LittleBot(deaf=True)) as table:
        thread = await opened(table)
        stays = await say(table, thread, "A1 Sayts")
        goes = await say(table, thread, "A1 Goes")
        await table.post("/api/react", person="host", message=stays["id"], mark="thanks")
        await table.post("/api/reword", person="teacher", message=stays["id"], text="A1 Stays")
        await table.post("/api/remove", person="teacher", message=goes["id"])
        assert table.bot.heard == []

    async with playing(file) as table:
        assert told(table.bot) == [
            (Posted, "A1 Stays"),
            (Reworded, "A1 Stays"),
            (Removed, ""),
            (Reacted, ""),
        ]

    async with playing(file) as table:
        assert table.bot.heard == [], "what was told once is not told at every start"


async def test_words_changed_while_they_are_being_told_are_told_as_changed(table):
    thread = await opened(table)
    begun, go_on = asyncio.Event(), asyncio.Event()
    hear = table.bot.hear

    async def slowly(heard):
        begun.set()
        await go_on.wait()
        await hear(heard)

    table.bot.hear = slowly
    saying = asyncio.create_task(say(table, thread, "A1 Befroe"))
    await begun.wait()
    (mine,) = await table.messages(place=f"chats/{thread.thread}")
    changing = asyncio.create_task(
        table.post("/api/reword", person="teacher", message=mine["id"], text="A1 Before")
    )
    while (await table.messages(place=f"chats/{thread.thread}"))[0]["plain"] != "A1 Before":
        await asyncio.sleep(0.01)
    go_on.set()
    await asyncio.gather(saying, changing)

    assert told(table.bot)[0] == (Posted, "A1 Befroe")
    assert told(table.bot)[-1] == (Reworded, "A1 Before")


async def test_the_bot_hears_only_after_everybody_could_see(table):
    thread = await opened(table)
    seen = []

    async def look(_heard):
        seen.append(len(await table.messages("host", f"chats/{thread.thread}")))

    table.bot.hear = look
    await say(table, thread, "A1 One")

    assert seen == [1]


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(minutes=5)])
async def test_threads_that_are_listened_to_are_retold_at_a_start_as_they_stand(tmp_path, ago):
    file = tmp_path / "playground.db"
    bot = LittleBot()
    async with playing(file, bot) as table:
        thread = await opened(table)
        await say(table, thread, "Before anybody listened")
        bot.clock += timedelta(minutes=10)
        since = bot.now()
        first = await say(table, thread, "A1 One", "host")
        await say(table, thread, "/events")
        await table.platform.post(thread, message("Q2: why?"), "q2")
        gone = await say(table, thread, "A1 Gone")
        await table.post("/api/remove", person="teacher", message=gone["id"])
        body = {"person": "teacher", "place": f"chats/{thread.thread}", "reply_to": first["id"]}
        reply = (await table.post("/api/say", **body, text="Yes!"))[1]["messages"][0]
        await table.post("/api/reword", person="teacher", message=reply["id"], text="Yes.")

    again = LittleBot(listens=(Listening(thread=thread, since=since - ago),), clock=since + ago)
    async with playing(file, again):
        assert again.retold == [
            Retold(
                thread=thread,
                since=since - ago,
                until=since + ago,
                posts=(
                    Posted(
                        who=member("host").who,
                        ref=MessageRef(thread, first["id"]),
                        text="A1 One",
                        at=since,
                    ),
                    Posted(
                        who=member("teacher").who,
                        ref=MessageRef(thread, reply["id"]),
                        text="Yes.",
                        at=since,
                        reply_to=MessageRef(thread, first["id"]),
                    ),
                ),
            )
        ]


async def test_a_thread_in_which_nobody_spoke_is_retold_as_empty(tmp_path):
    bot = LittleBot(listens=(Listening(thread=CHATS, since=LittleBot().now()),))
    async with playing(tmp_path / "playground.db", bot):
        assert [retold.posts for retold in bot.retold] == [()]


async def test_a_start_with_a_bot_that_cannot_hear_yet_still_opens_the_page(tmp_path):
    file = tmp_path / "playground.db"
    async with playing(file, LittleBot(deaf=True)) as table:
        await say(table, await opened(table), "A1 One")

    async with playing(file, LittleBot(deaf=True)) as table:
        assert (await table.get("/api/state"))[0] == 200
