"""A host who was there and falls silent: a co-host is offered the chair, or the chat goes on and says so."""

from datetime import timedelta

import pytest
from hall import SEVEN, START

from communitybot.livechats.model.chat import Form, Host, Stage

MINUTE = timedelta(minutes=1)
QUIET = "Our host has been quiet for a while"


@pytest.fixture
async def cora(hall):
    """The co-host, on Slack."""
    return hall.member("Cora Lee", "slack")


async def planned(hall, hana, cora, **wishes):
    both = [Host(each.name, (await each.caller()).person) for each in (hana, cora)]
    return await hall.planned(hana, hosts=tuple(both), **wishes)


async def there(hall, host):
    """The host welcomes people, says a word to the first question, and then nothing more."""
    await hall.until(START + MINUTE)
    await host.says("Welcome all!")
    await hall.until(START + 6 * MINUTE)
    await host.says("I am with you for now.")


async def test_after_a_question_without_the_host_the_co_host_is_offered_the_chair(hall, hana, cora):
    chat = await planned(hall, hana, cora)
    await there(hall, hana)
    await hall.until((await hall.chat(chat)).run.until + MINUTE)
    assert len(hall.told(cora)) == 1  # the word before the start
    await hall.until((await hall.chat(chat)).run.until + timedelta(seconds=5))
    assert "No host has been seen for a while" in hall.told(cora)[-1]
    await hall.chats.take_chair(await cora.caller(), chat.id)
    await hall.later(minutes=4)
    assert "Cora Lee has the chair now" in hall.read("discord")
    assert QUIET not in hall.read("discord")


async def test_when_nobody_takes_the_chair_it_goes_on_and_says_so_once(hall, hana, cora):
    chat = await planned(hall, hana, cora)
    await there(hall, hana)
    await hall.until(START + 61 * MINUTE)
    assert hall.read("playground").count(QUIET) == 1
    assert len(hall.told(cora)) == 2
    assert (await hall.chat(chat)).stage is Stage.OVER


async def test_a_host_who_comes_back_in_time_is_not_called_quiet(hall, hana, cora):
    chat = await planned(hall, hana, cora)
    await there(hall, hana)
    await hall.until((await hall.chat(chat)).run.until + MINUTE)
    await hall.until((await hall.chat(chat)).run.until + MINUTE)
    await hana.says("Sorry, the door bell.")
    await hall.later(minutes=5)
    assert QUIET not in hall.read("playground")


async def test_in_a_chat_over_days_nobody_is_called_quiet(hall, hana, cora):
    await planned(hall, hana, cora, form=Form.SLOW, starts=SEVEN)
    await hall.until(START + MINUTE)
    await hana.says("A question a day this week.")
    await hall.until(START + timedelta(days=4))
    assert QUIET not in hall.read("playground")
    assert len(hall.told(cora)) == 1
