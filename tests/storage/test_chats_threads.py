"""Threads are found by their place, kept as they go on, and heard for as long as words count."""

from dataclasses import replace
from datetime import timedelta

import pytest
from live_chats import ELM, HOUR, OAK, PLACE, ROOM, START, chat, keep, over, thread
from sqlalchemy import text

from communitybot.conversation.addresses import PlaceAddress
from communitybot.livechats.model.chat import Stage
from communitybot.threads.log import Gap

CHORD = PlaceAddress("discord", "1", "2")
END = START + HOUR
DAY = timedelta(days=1)


async def opened(units, *threads):
    await units.run(lambda work: work.chats.open_rooms(threads))


async def there(units, name="ce14", community=OAK):
    return await units.read(lambda work: work.chats.threads(community, name))


async def test_a_thread_comes_back_exactly(units):
    await keep(units, chat())
    fresh = thread(chat())
    await opened(units, fresh, thread(chat(), CHORD))
    moment = START + timedelta(microseconds=3)
    now = replace(
        fresh, place=PLACE, cursor=5, batch=2, pending=True, posted=moment, heard=moment, closed=True
    )
    await units.run(lambda work: work.chats.save_thread(now))

    assert await there(units) == [thread(chat(), CHORD), now]
    assert await units.read(lambda work: work.chats.thread_at(PLACE)) == now
    assert await units.read(lambda work: work.chats.thread_at(ROOM)) is None


async def test_a_room_that_is_known_stays_as_it_is(units):
    await keep(units, chat())
    known = thread(chat(), place=PLACE, cursor=7)
    await opened(units, known)
    await opened(units, thread(chat()), thread(chat(), CHORD))

    assert await there(units) == [thread(chat(), CHORD), known]


@pytest.mark.parametrize(
    ("where", "index"),
    [
        ("place = 'x'", "chat_threads_place"),
        ("room = 'x' AND place IS NULL", "chat_threads_room"),
    ],
)
async def test_a_thread_is_looked_up_by_an_index(sqlite_units, where, index):
    """It is asked for at every message in every thread."""
    asked = text(f"EXPLAIN QUERY PLAN SELECT cursor FROM chat_threads WHERE {where}")
    (plan,) = await sqlite_units.read(lambda work: work.connection.execute(asked))

    assert index in plan.detail


async def test_a_room_waits_for_its_thread_until_it_is_known(units):
    await keep(units, chat(), chat("other"))
    waits, other = thread(chat()), thread(chat("other"), place=PLACE)
    await opened(units, waits, other, thread(chat(), CHORD))

    assert await units.read(lambda work: work.chats.unopened(ROOM)) == [waits]


@pytest.mark.parametrize(
    ("held", "heard"),
    [
        (chat(stage=Stage.LIVE), True),
        (over(ended=END), True),
        (over(ended=END - DAY), False),
        (over(ended=END - DAY, late=DAY), True),
        (over(ended=END - 2 * DAY, late=DAY), False),
        (chat(stage=Stage.COMING), False),
        (chat(stage=Stage.CANCELLED, ended=END), False),
    ],
)
async def test_threads_are_heard_while_words_count_and_a_while_after(units, held, heard):
    await keep(units, held)
    mine = thread(held, place=PLACE)
    await opened(units, mine, thread(held, CHORD, place=PlaceAddress("discord", "1", "2", "3")))
    since = END - timedelta(hours=1)
    found = await units.read(lambda work: work.chats.listened("slack", since))

    assert found == ([(mine, held)] if heard else [])


async def test_a_room_without_a_thread_is_not_heard(units):
    held = chat(stage=Stage.LIVE)
    await keep(units, held)
    await opened(units, thread(held))

    assert await units.read(lambda work: work.chats.listened("slack", START)) == []


async def test_gaps_are_kept_once_and_grow(units):
    await keep(units, chat())
    other = Gap(thread=PLACE, since=START - HOUR, until=START, why="closed")
    first = Gap(thread=PLACE, since=START, until=END, why="the platform was down")
    longer = replace(first, until=END + HOUR, why="it still is")

    async def unit(work):
        for each in (first, first, longer, first, other):
            await work.chats.gap(OAK, "ce14", each)
        return await work.chats.gaps(OAK, "ce14")

    assert await units.run(unit) == [other, longer]


async def test_rooms_of_a_foreign_chat_are_not_opened(units):
    await keep(units, chat())
    await opened(units, replace(thread(chat()), community=ELM))

    assert await there(units) == []
