"""Two hosts who leave out a question at once leave out one."""

import asyncio
from datetime import timedelta

import pytest
from hall import START

from communitybot.errors import AlreadyDone
from communitybot.livechats.model.chat import Host

SIX = timedelta(minutes=6)


@pytest.fixture
async def cora(hall):
    """The co-host, on Slack."""
    return hall.member("Cora Lee", "slack")


@pytest.fixture
async def chat(hall, hana, cora):
    both = [Host(each.name, (await each.caller()).person) for each in (hana, cora)]
    planned = await hall.planned(hana, hosts=tuple(both))
    await hall.until(START + SIX)
    return planned


async def left_out(hall, chat):
    return [number for number, one in enumerate((await hall.chat(chat)).questions, 1) if one.left_out]


async def test_both_mean_the_question_they_see_and_only_that_one_goes(hall, hana, cora, chat):
    callers = [await each.caller() for each in (hana, cora)]
    await asyncio.gather(*(hall.chats.skip(caller, chat.id, number=2) for caller in callers))

    assert await left_out(hall, chat) == [2]


async def test_whoever_names_no_question_means_the_next_one_each_time(hall, hana, cora, chat):
    """The negative control."""
    callers = [await each.caller() for each in (hana, cora)]
    await asyncio.gather(*(hall.chats.skip(caller, chat.id) for caller in callers))

    assert await left_out(hall, chat) == [2, 3]


async def test_a_question_that_was_asked_meanwhile_stays(hall, hana, cora, chat):
    await hall.chats.go_on(await cora.caller(), chat.id)
    before = await hall.chat(chat)
    await hall.chats.skip(await hana.caller(), chat.id, number=2)
    after = await hall.chat(chat)

    assert (after.questions, after.run, after.revision) == (before.questions, before.run, before.revision)


async def test_where_no_question_is_left_the_old_button_does_nothing_and_the_command_says_so(
    hall, hana, chat
):
    caller = await hana.caller()
    for number in range(2, 7):
        await hall.chats.skip(caller, chat.id, number=number)
    await hall.chats.skip(caller, chat.id, number=6)

    assert await left_out(hall, chat) == [2, 3, 4, 5, 6]
    with pytest.raises(AlreadyDone, match="no question left to skip"):
        await hall.chats.skip(caller, chat.id)
