"""A live chat on Discord with the whole bot: what people say in the thread is kept once and in order."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from communitybot.clocks import MovableClock
from tests.adapters.discord_listening import login_at_once
from tests.adapters.discording import scene

SOON = timedelta(minutes=30)
CHAT = {
    "title": "Being connected",
    "when": "in 30 minutes",
    "hashtag": "#ce14",
    "questions": "What does it mean? / How has it changed you?",
}
WITH_WORDS = {"DISCORD_MESSAGE_CONTENT": "on"}


@pytest.fixture
async def there(tmp_path, monkeypatch):
    login_at_once(monkeypatch)
    async with scene(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock():
    return MovableClock(datetime.now(UTC))


async def begin(there, running):
    """Plan a chat, let its hour come, and give its thread."""
    asked = await there.principal.command(there.events, "chat schedule", CHAT)
    posted = await there.principal.press(await asked.answer(), "Post it")
    await posted.answer()
    there.twin.clock.advance(SOON.total_seconds() + 5)
    await running.house.bot.advance(SOON.total_seconds() + 5)
    await there.twin.until(lambda: threads(there), 20)
    return threads(there)[0].id


def threads(there):
    return [each for each in there.twin.core.world.channels.values() if each.is_thread]


def kept(there):
    """The words the bot holds of people, in the order of its log."""
    with sqlite3.connect(there.folder / "house.db") as database:
        rows = database.execute(
            "SELECT text FROM chat_lines WHERE kind = 'said' AND NOT removed ORDER BY at, number"
        )
        return [text for (text,) in rows]


async def test_what_is_said_in_the_thread_is_kept_with_edits_and_deletions(there, clock):
    async with there.bot(clock, **WITH_WORDS) as running:
        thread = await begin(there, running)
        assert thread in there.events.channel.pins
        first = await there.teacher.say(thread, "Aksing.")
        second = await there.teacher.say(thread, "Something I regret.")
        await there.principal.say(thread, "Listening.", reply_to=first)
        await there.teacher.reword(first, "Asking.")
        await there.teacher.unsay(second)
        await there.twin.until(lambda: kept(there) == ["Asking.", "Listening."])


@pytest.mark.slow
@pytest.mark.promise("R17")
async def test_300_messages_through_three_restarts_and_a_lost_session_are_each_kept_once(there, clock):
    async with there.bot(clock, **WITH_WORDS) as running:
        thread = await begin(there, running)

    async def talk():
        for number in range(300):
            await (there.teacher if number % 3 else there.principal).say(thread, f"thought {number}")
            await asyncio.sleep(0.02)

    talking = asyncio.create_task(talk())
    for life in range(3):
        async with there.bot(clock, **WITH_WORDS):
            await asyncio.sleep(0.7)
            if life == 1:
                there.twin.gateway.invalidate()
                await asyncio.sleep(0.5)
            if life == 2:
                await talking
                await there.twin.until(lambda: len(kept(there)) >= 300, 30)
                await asyncio.sleep(1)

    assert kept(there) == [f"thought {number}" for number in range(300)]


async def test_what_was_deleted_while_the_bot_was_away_is_gone_when_it_is_back(there, clock):
    async with there.bot(clock, **WITH_WORDS) as running:
        thread = await begin(there, running)
        said = [await there.teacher.say(thread, words) for words in ("One.", "Two.", "Three.")]
        await there.twin.until(lambda: len(kept(there)) == 3)
    await there.teacher.unsay(said[0])
    await there.teacher.reword(said[1], "Two, thought over.")
    async with there.bot(clock, **WITH_WORDS):
        await there.twin.until(lambda: kept(there) == ["Two, thought over.", "Three."])


async def test_without_the_words_of_messages_nothing_is_kept_and_nothing_looks_missing(there, clock):
    for _ in range(2):
        async with there.bot(clock) as running:
            thread = threads(there)[0].id if threads(there) else await begin(there, running)
            await there.teacher.say(thread, "Nobody hears this.")
            await asyncio.sleep(0.5)

    assert kept(there) == []
    with sqlite3.connect(there.folder / "house.db") as database:
        assert database.execute("SELECT count(*) FROM chat_gaps").fetchone() == (0,)
