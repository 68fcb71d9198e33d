"""What was said in threads while the bot heard nothing is read from their history."""

import asyncio
import random
from datetime import timedelta
from functools import partial

import pytest
from twins.chord.faults import HangUp, LateAccept
from twins.chord.permissions import READ_MESSAGE_HISTORY

from adapters.discord.catching_up import WITHHELD, CatchingUp
from adapters.discord.spans import spans
from communitybot.conversation.inbound import Posted
from communitybot.conversation.message import message
from tests.adapters.discord_listening import listening_scene, login_at_once

HISTORY = "GET /channels/{channel_id}/messages"


@pytest.fixture
async def there(monkeypatch):
    login_at_once(monkeypatch)
    async with listening_scene() as scene:
        yield scene


async def an_hour(there, messages):
    """Talk on, whatever becomes of the bot."""
    for number in range(messages):
        speaker = there.priya if number % 3 else there.omar
        await speaker.say(there.thread, f"A{number}")
        await asyncio.sleep(0.01)


async def lived_through(there, messages):
    """Run the bot through an hour in which it is restarted three times and loses its session once."""
    talk = asyncio.create_task(an_hour(there, messages))
    for restart in range(4):
        async with there.bot():
            await asyncio.sleep(0.4)
            if restart == 2:
                there.twin.gateway.invalidate()
                await asyncio.sleep(0.4)
            if restart == 3:
                await talk
                await asyncio.sleep(0.5)
        await asyncio.sleep(0.1)


@pytest.mark.slow
@pytest.mark.promise("R17")
async def test_of_300_messages_each_is_told_through_three_restarts_and_a_lost_session(there):
    await lived_through(there, 300)

    told = there.door.kept()
    assert list(told.values()) == [f"A{number}" for number in range(300)]
    assert told == there.history
    for retold in there.door.retold:
        assert [each.at for each in retold.posts] == sorted(each.at for each in retold.posts)
    assert there.twin.gateway.identified == 5


@pytest.mark.slow
async def test_without_reading_history_messages_would_be_missing(there, monkeypatch):
    monkeypatch.setattr(CatchingUp, "begin", lambda *_, **_more: None)
    await lived_through(there, 300)

    assert 0 < len(there.door.kept()) < 300


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_while_history_is_read_what_is_told_last_is_so(there, seed, monkeypatch):
    monkeypatch.setattr("adapters.discord.catching_up.OVERLAP", timedelta(seconds=0.2))
    monkeypatch.setattr("adapters.discord.catching_up.spans", partial(spans, most=20))
    dice = random.Random(seed)
    said = []

    async def talk():
        for number in range(250):
            roll = dice.random()
            if roll < 0.7 or not said:
                said.append(await there.priya.say(there.thread, f"A{number}"))
            elif roll < 0.85:
                await there.priya.reword(dice.choice(said), f"changed {number}")
            else:
                await there.priya.unsay(said.pop(dice.randrange(len(said))))
            await asyncio.sleep(0.008)

    there.twin.faults.chance(HISTORY, 0.5, LateAccept(0.1))
    talking = asyncio.create_task(talk())
    async with there.bot():
        for _ in range(4):
            await asyncio.sleep(dice.uniform(0.1, 0.7))
            there.twin.gateway.invalidate()
        await talking
        there.twin.faults.clear()
        await there.until(lambda: there.door.kept() == there.history)
        await asyncio.sleep(0.3)
    assert there.door.kept() == there.history
    assert max(len(each.posts) for each in there.door.retold) < len(there.history)


@pytest.mark.parametrize("slow", [0.0, 60.0, -60.0], ids=["right", "slow", "fast"])
async def test_what_was_changed_or_deleted_meanwhile_follows_whatever_our_clock_says(there, slow):
    there.door.slow = slow
    async with there.bot():
        said = [await there.priya.say(there.thread, f"A{number}") for number in range(3)]
        await there.until(lambda: len(there.door.of(Posted)) == 3)
    await there.priya.reword(said[0], "A0, thought over")
    await there.priya.unsay(said[1])
    async with there.bot():
        await there.until(lambda: len(there.door.retold) == 2)

    assert list(there.door.kept().values()) == ["A0, thought over", "A2"]


@pytest.mark.parametrize("slow", [1, 2], ids=["between two pages", "while the end is read"])
async def test_what_is_deleted_or_changed_while_it_is_read_does_not_come_back(there, slow):
    said = [await there.priya.say(there.thread, f"A{number}") for number in range(110)]
    there.twin.faults.next(HISTORY, *[LateAccept(0.0)] * slow, LateAccept(0.6))
    async with there.bot():
        await there.until(lambda: there.twin.counts.requests[HISTORY] == slow + 1)
        await there.priya.unsay(said[0])
        await there.priya.reword(said[1], "A1, thought over")
        await there.priya.say(there.thread, "A110")
        await there.until(lambda: there.door.retold)
        await there.until(lambda: there.door.kept() == there.history, 3.0)

    assert len(there.door.retold) == 1
    assert list(there.door.kept().values())[:2] == ["A1, thought over", "A2"]


async def test_history_has_people_by_the_names_they_have_in_their_server(there):
    there.guild.call(there.priya, "Ms. Raman")
    await there.omar.say(there.thread, f"Over to <@{there.priya.id}>")
    await there.priya.say(there.thread, "Thank you")
    async with there.bot():
        await there.until(lambda: there.door.retold)

    (retold,) = there.door.retold
    assert [(each.who.name, each.text) for each in retold.posts] == [
        ("Omar Haddad", "Over to @Ms. Raman"),
        ("Ms. Raman", "Thank you"),
    ]


async def test_only_people_are_retold(there):
    helper = there.twin.person("Quiz Helper", bot=True)
    there.guild.join(helper)
    async with there.bot() as platform:
        await platform.post(there.place, message("by ourselves"), "key")
        await helper.say(there.thread, "by another bot")
        there.guild.hook_says(there.thread, "News", "by a webhook")
        await there.priya.say(there.thread, "by a person")
        await there.until(lambda: there.door.heard)
    async with there.bot():
        await there.until(lambda: len(there.door.retold) == 2)

    assert [each.text for each in there.door.retold[-1].posts] == ["by a person"]


async def test_a_resumed_session_has_lost_nothing_and_reads_nothing(there):
    async with there.bot():
        await there.until(lambda: there.door.retold)
        before = there.twin.counts.requests[HISTORY]
        there.twin.gateway.reconnect()
        await there.until(lambda: there.twin.gateway.resumed == 1)
        await asyncio.sleep(0.3)

    assert there.twin.counts.requests[HISTORY] == before


async def test_a_session_that_could_not_be_resumed_any_more_is_a_new_one(there):
    async with there.bot():
        await there.until(lambda: there.door.retold)
        there.twin.gateway.resume_window = -1.0
        there.twin.gateway.refuses = True
        await there.twin.gateway.close(4000)
        await there.priya.say(there.thread, "said meanwhile")
        there.twin.gateway.refuses = False
        await there.until(lambda: there.door.kept() == there.history, 20.0)

    assert (there.twin.gateway.resumed, there.twin.gateway.identified) == (0, 2)
    assert there.door.words == []


async def test_what_is_said_in_a_new_thread_before_the_core_knows_it_is_read_soon(there, monkeypatch):
    monkeypatch.setattr("adapters.discord.presence.KNOWN_WITHIN", 0.5)
    async with there.bot() as platform:
        thread = await platform.open_thread(there.place.room, "#ce14", message("Welcome"), "opens")
        await there.priya.say(thread.thread, "Early, from Ohio")
        await asyncio.sleep(0.1)
        there.door.threads.add(thread)
        await there.until(lambda: "Early, from Ohio" in there.door.kept().values())

    assert there.door.words == []


async def test_after_an_outage_of_the_server_its_threads_are_read(there):
    async with there.bot():
        await there.until(lambda: len(there.door.retold) == 1)
        there.guild.outage()
        await asyncio.sleep(0.1)
        there.guild.back()
        await there.until(lambda: len(there.door.retold) == 2)


async def test_what_fails_is_tried_again(there):
    await there.priya.say(there.thread, "A1")
    there.door.failures = 1
    there.twin.faults.next(HISTORY, HangUp(), HangUp())
    async with there.bot():
        await there.until(lambda: there.door.retold, 20.0)

    assert list(there.door.kept().values()) == ["A1"]
    assert not there.door.missed


async def test_what_the_database_would_not_take_is_read_from_history(there, monkeypatch):
    monkeypatch.setattr("adapters.discord.hearing.AGAIN", (0.01,))
    async with there.bot():
        await there.until(lambda: there.door.retold)
        there.door.failures = 2
        await there.priya.say(there.thread, "A1")
        await there.until(lambda: there.door.kept() == there.history)

    assert there.door.words == []


# Where history cannot be read


@pytest.mark.promise("R17")
async def test_history_that_may_not_be_read_is_told_as_a_gap(there):
    there.guild.deny(there.guild["events"], READ_MESSAGE_HISTORY)
    async with there.bot():
        await there.until(lambda: there.door.missed)

    (missed,) = there.door.missed
    assert (missed.thread, missed.since, missed.why) == (
        there.place,
        there.door.since,
        "missing: Read Message History",
    )
    assert missed.since < missed.until
    assert not there.door.retold


async def test_a_thread_that_is_gone_is_told_as_a_gap(there):
    there.guild.remove(there.thread)
    async with there.bot():
        await there.until(lambda: there.door.missed)

    assert there.door.missed[0].why == "the channel is gone"


async def test_words_that_discord_withholds_never_look_like_words_taken_back(there):
    async with there.bot():
        await there.priya.say(there.thread, "A1")
        await there.until(lambda: there.door.words == ["A1"])
    there.twin.core.application_flags = 0
    async with there.bot():
        await there.until(lambda: there.door.missed)

    assert there.door.missed[0].why == f"missing: {WITHHELD}"
    assert list(there.door.kept().values()) == ["A1"]


async def test_without_the_words_of_messages_no_history_is_read(there):
    await there.priya.say(there.thread, "A1")
    async with there.bot(content=False):
        await asyncio.sleep(0.5)

    assert there.twin.counts.requests[HISTORY] == 0
    assert not there.door.missed


async def test_each_process_reads_the_threads_of_its_own_servers(there):
    there.twin.core.shards = 2
    mine = (int(there.guild.id) >> 22) % 2
    async with there.bot(DISCORD_SHARD_IDS=str(1 - mine), DISCORD_SHARD_COUNT="2"):
        await asyncio.sleep(0.5)
        assert not there.door.retold
    async with there.bot(DISCORD_SHARD_IDS=str(mine), DISCORD_SHARD_COUNT="2"):
        await there.until(lambda: there.door.retold)
