"""Chats that begin before their hour, rest for good, or are found long after it."""

from datetime import timedelta

import pytest
from hall import START, away, back
from sqlalchemy import text

from communitybot.errors import AlreadyDone
from communitybot.events.model import Scope
from communitybot.events.views import Changes
from communitybot.livechats.model.chat import Host, Phase, Stage
from communitybot.livechats.views import ChatChanges

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
async def cora(hall):
    """The co-host, on Slack."""
    return hall.member("Cora Lee", "slack")


@pytest.fixture
async def chat(hall, hana, cora):
    both = [Host(each.name, (await each.caller()).person) for each in (hana, cora)]
    return await hall.planned(hana, hosts=tuple(both))


async def presences(hall, chat):
    present = await hall.units.read(lambda work: work.chats.presences("c1", chat.id))
    return {one.name: one.minutes for one in present}


async def threads_of(hall, chat):
    found = await hall.units.read(lambda work: work.chats.threads("c1", chat.id))
    return {thread.room.platform: thread for thread in found}


async def test_a_host_who_begins_early_is_there_and_nobody_is_offered_the_chair(hall, hana, cora, chat):
    await hall.until(START - 40 * MINUTE)
    await hall.chats.start(await hana.caller(), chat.id)
    await hall.later(minutes=8)
    assert hall.told(cora) == []
    assert "is not here yet" not in hall.read("slack")


async def test_minutes_before_the_hour_count_where_it_began_early(hall, hana, chat):
    ana = hall.member("Ana Ruiz", "slack")
    await hall.until(START - 40 * MINUTE)
    await hall.chats.start(await hana.caller(), chat.id)
    await hall.later(minutes=2)
    await ana.says("Hello, early birds")
    await hall.later(minutes=20)
    await ana.says("A1: together")
    await hall.chats.end(await hana.caller(), chat.id)
    await hall.later(minutes=1)
    assert (await presences(hall, chat))["Ana Ruiz"] == 20


async def test_a_chat_that_is_never_gone_on_with_is_summed_up_and_ended(hall, hana, chat):
    await hall.until(START + 20 * MINUTE)
    await hall.chats.pause(await hana.caller(), chat.id)
    await hall.until(START + 2 * HOUR - MINUTE)
    assert (await hall.chat(chat)).run.paused
    await hall.until(START + 2 * HOUR + 5 * MINUTE)
    over = await hall.chat(chat)
    assert (over.stage, over.ended) == (Stage.OVER, START + 2 * HOUR + 3 * MINUTE)
    assert hall.read("slack").count("That was #ce14") == 1


async def test_a_rest_that_ends_in_time_ends_nothing(hall, hana, chat):
    await hall.until(START + 20 * MINUTE)
    await hall.chats.pause(await hana.caller(), chat.id)
    await hall.until(START + 115 * MINUTE)
    await hall.chats.start(await hana.caller(), chat.id)
    await hall.until(START + 121 * MINUTE)
    assert (await hall.chat(chat)).run.phase is Phase.QUESTION


async def test_long_after_its_hour_nobody_is_asked_any_more(hall, chat):
    """The bot was away from the second question until the next morning."""
    await hall.until(START + 15 * MINUTE)
    hall.clock.set(START + 12 * HOUR)
    await hall.later(minutes=5)
    assert (await hall.chat(chat)).stage is Stage.OVER
    assert "Q3 of 6" not in hall.read("discord")
    assert hall.read("discord").count("That was #ce14") == 1


async def test_soon_after_its_hour_the_rest_is_still_asked(hall, chat):
    await hall.until(START + 55 * MINUTE)
    hall.clock.set(START + 61 * MINUTE)
    await hall.later(seconds=10)
    assert (await hall.chat(chat)).stage is Stage.LIVE


async def test_ending_a_resting_chat_sums_up_once_and_keeps_where_it_was(hall, hana, chat):
    await hall.until(START + 15 * MINUTE)
    await hall.chats.pause(await hana.caller(), chat.id)
    await hall.chats.end(await hana.caller(), chat.id)
    await hall.later(minutes=1)
    over = await hall.chat(chat)
    assert (over.stage, over.run.question) == (Stage.OVER, 2)
    assert hall.read("slack").count("That was #ce14") == 1


async def test_threads_stay_open_when_late_answers_are_taken_for_longer(hall, hana):
    chat = await hall.planned(hana, late=HOUR)
    await hall.until(START + 70 * MINUTE)
    await hall.chats.change(await hana.caller(), chat.id, ChatChanges(late=3 * HOUR))
    await hall.until(START + 150 * MINUTE)
    assert not any(thread.closed for thread in (await threads_of(hall, chat)).values())
    await hall.until(START + 4 * HOUR + 5 * MINUTE)
    assert all(thread.closed for thread in (await threads_of(hall, chat)).values())


@pytest.mark.slow
async def test_a_platform_that_is_away_keeps_no_other_thread_open(hall, hana, chat):
    await hall.until(START + 2 * MINUTE)
    away(hall, "discord")
    await hall.later(minutes=1)
    await hall.chats.end(await hana.caller(), chat.id)
    await hall.later(minutes=5)
    closed = {name: thread.closed for name, thread in (await threads_of(hall, chat)).items()}
    assert closed == {"discord": False, "slack": True, "playground": True}
    back(hall, "discord")
    await hall.later(minutes=3)
    assert (await threads_of(hall, chat))["discord"].closed


@pytest.mark.slow
async def test_a_thread_that_opens_when_all_is_over_is_closed(hall, hana, chat):
    await hall.until(START - MINUTE)
    away(hall, "discord")
    await hall.until(START + 3 * MINUTE)
    await hall.chats.end(await hana.caller(), chat.id)
    await hall.later(minutes=3)
    assert (await hall.chat(chat)).stage is Stage.OVER
    assert not hall.platforms["discord"].threads
    back(hall, "discord")
    await hall.later(minutes=3)
    closings = [about for verb, about in hall.platforms["discord"].calls if verb == "close"]
    opened = hall.platforms["discord"].threads
    assert len(closings) == len(opened)


async def test_after_the_end_the_card_leads_to_the_archive(hall, chat):
    await hall.until(START + 62 * MINUTE)
    _, buttons = hall.opening("slack")
    assert any("archive" in label.lower() for label in buttons)


async def test_whoever_took_the_chair_keeps_it_when_the_event_is_edited(hall, hana, cora, chat):
    await hall.chats.take_chair(await cora.caller(), chat.id)
    await hall.house.events.edit(await hana.caller(), chat.event, Changes(title="Renamed"), Scope.ALL)
    await hall.later(seconds=2)
    now = await hall.chat(chat)
    assert (now.title, now.chair) == ("Renamed", (await cora.caller()).person)


async def test_a_question_that_was_taken_cannot_be_voted_for(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    asked = await hall.chats.wonder(await hana.caller(), chat.id, "Will there be funds?")
    await hall.chats.take(await hana.caller(), chat.id, asked.id, ask=False)
    with pytest.raises(AlreadyDone):
        await hall.chats.vote(await hana.caller(), chat.id, asked.id)


async def test_a_forgotten_rest_is_one_promise(hall, hana, chat):
    await hall.until(START + 20 * MINUTE)
    await hall.chats.pause(await hana.caller(), chat.id)
    waiting = text(
        "SELECT count(*) FROM outbox WHERE kind = 'chat.step' AND due > :now AND state = 'planned'"
    )
    now = int((START + 90 * MINUTE).timestamp() * 1_000_000)
    assert await hall.units.read(lambda work: work.connection.scalar(waiting, {"now": now})) == 1
