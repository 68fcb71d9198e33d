"""Hosts conduct a chat; when they are away it goes on, and says so."""

from datetime import timedelta

import pytest
from hall import START

from communitybot.errors import AlreadyDone, NotAllowed
from communitybot.livechats.model.chat import Host, Phase, Stage

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def cora(hall):
    """The co-host, on Slack."""
    return hall.member("Cora Lee", "slack")


@pytest.fixture
async def chat(hall, hana, cora):
    both = [Host(each.name, (await each.caller()).person) for each in (hana, cora)]
    return await hall.planned(hana, hosts=tuple(both))


async def test_hosts_get_their_cockpit_five_minutes_before(hall, hana, cora, chat):
    await hall.until(START - 6 * MINUTE)
    assert hall.told(hana) == []
    await hall.until(START - 5 * MINUTE)
    assert len(hall.told(hana)) == len(hall.told(cora)) == 1
    assert "#ce14" in hall.told(cora)[0]


async def test_the_next_question_can_be_asked_at_once_and_only_once(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    seen = (await hall.chat(chat)).run.step
    await hall.chats.go_on(await hana.caller(), chat.id, step=seen)
    await hall.chats.go_on(await hana.caller(), chat.id, step=seen)  # pressed twice
    assert (await hall.chat(chat)).run.question == 2


async def test_a_pause_holds_everything_until_the_host_goes_on(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    await hall.chats.pause(await hana.caller(), chat.id)
    await hall.until(START + 40 * MINUTE)
    assert (await hall.chat(chat)).run.question == 1
    await hall.chats.start(await hana.caller(), chat.id)
    await hall.until(START + 60 * MINUTE)
    over = await hall.chat(chat)
    assert over.stage is Stage.OVER or over.run.question >= 5


async def test_more_time_moves_the_next_question(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    until = (await hall.chat(chat)).run.until
    await hall.chats.extend(await hana.caller(), chat.id, 5 * MINUTE)
    await hall.until(until + MINUTE)
    assert (await hall.chat(chat)).run.question == 1
    assert "5 minutes more for Q1" in hall.read("slack")


async def test_a_skipped_question_is_never_asked(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    await hall.chats.skip(await hana.caller(), chat.id)
    await hall.chats.go_on(await hana.caller(), chat.id)
    now = await hall.chat(chat)
    assert now.run.question == 3
    await hall.until(START + 60 * MINUTE)
    assert "How has it changed" not in hall.read("discord")


async def test_a_chat_can_be_begun_early_and_ended_early(hall, hana, chat):
    await hall.until(START - 20 * MINUTE)
    await hall.chats.start(await hana.caller(), chat.id)
    await hall.later(minutes=10)
    await hall.chats.end(await hana.caller(), chat.id)
    await hall.later(minutes=1)
    over = await hall.chat(chat)
    assert over.stage is Stage.OVER
    assert "That was #ce14" in hall.read("playground")
    await hall.until(START + MINUTE)
    assert hall.read("playground").count("Hello and welcome") == 1


async def test_the_co_host_is_offered_the_chair_when_the_host_is_away(hall, hana, cora, chat):
    await hall.until(START + 2 * MINUTE + timedelta(seconds=5))
    assert len(hall.told(cora)) == 2
    await hall.chats.take_chair(await cora.caller(), chat.id)
    await hall.later(minutes=4)
    now = await hall.chat(chat)
    assert now.chair == (await cora.caller()).person
    assert "Cora Lee has the chair now" in hall.read("discord")
    assert "carry on" not in hall.read("discord")


async def test_nobody_is_offered_the_chair_of_a_host_who_is_there(hall, hana, cora, chat):
    await hall.until(START + MINUTE)
    await hana.says("Welcome all!")
    await hall.until(START + 10 * MINUTE)
    assert len(hall.told(cora)) == 1  # only the word before the start


async def test_without_any_host_it_goes_on_and_says_so(hall, chat):
    await hall.until(START + 6 * MINUTE)
    told = [text for text in hall.said("slack") if "host" in text and "Q1" not in text]
    assert len(told) >= 2  # the welcome, and that no host is there
    await hall.until(START + 61 * MINUTE)
    assert (await hall.chat(chat)).stage is Stage.OVER


async def test_others_do_not_conduct(hall, cora, chat):
    ben = hall.member("Ben Okafor", "playground")
    await hall.until(START + 6 * MINUTE)
    for act in (hall.chats.go_on, hall.chats.pause, hall.chats.end, hall.chats.skip, hall.chats.cockpit):
        with pytest.raises(NotAllowed):
            await act(await ben.caller(), chat.id)
    assert (await hall.chat(chat)).run.question == 1


async def test_a_question_of_the_audience_is_voted_for_and_asked_next(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    ben, ana = hall.member("Ben Okafor", "playground"), hall.member("Ana Ruiz", "slack")
    first = await hall.chats.wonder(await ben.caller(), chat.id, "Will there be funds?")
    second = await hall.chats.wonder(await ana.caller(), chat.id, "When?")
    assert await hall.chats.vote(await hana.caller(), chat.id, second.id) == (1, True)
    cockpit = await hall.chats.cockpit(await hana.caller(), chat.id)
    assert [one.text for one in cockpit.wondering] == ["When?", "Will there be funds?"]
    await hall.chats.take(await hana.caller(), chat.id, second.id, ask=True)
    await hall.chats.go_on(await hana.caller(), chat.id)
    await hall.later(seconds=3)
    assert "When?" in hall.said("slack")[-1]
    left = (await hall.chats.cockpit(await hana.caller(), chat.id)).wondering
    assert [one.id for one in left] == [first.id]


async def test_words_can_be_moved_under_another_question(hall, hana, chat):
    await hall.until(START + 6 * MINUTE)
    ben = hall.member("Ben Okafor", "playground")
    await ben.says("My answer to the next one")
    line = (await hall.lines(chat, said=True))[0]
    await hall.chats.move(await hana.caller(), chat.id, line.number, 2)
    line = (await hall.lines(chat, said=True))[0]
    assert (line.question, line.moved) == (2, True)


async def test_what_is_not_live_cannot_be_paused(hall, hana, chat):
    with pytest.raises(AlreadyDone):
        await hall.chats.pause(await hana.caller(), chat.id)
    assert (await hall.chat(chat)).run.phase is Phase.NONE
