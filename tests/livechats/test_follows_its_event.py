"""A live chat stands on a date of an event: what happens to the date happens to the chat."""
# ruff: noqa: DTZ001 - wall-clock times are naive on purpose

from datetime import datetime, timedelta

import pytest
from hall import QUESTIONS, SEVEN, START

from communitybot.events.delivery.notices import REVISED
from communitybot.events.model import Kind, Scope
from communitybot.events.views import Changes
from communitybot.livechats.delivery import promises
from communitybot.livechats.model.chat import Stage

HOUR = timedelta(hours=1)


def test_both_sides_mean_the_same_fact():
    assert promises.REVISED == REVISED


async def edited(host, chat, changes):
    hall = host.hall
    await hall.house.events.edit(await host.caller(), chat.event, changes, Scope.ALL)
    await hall.later(seconds=2)
    return await hall.chat(chat)


async def test_a_chat_that_is_moved_begins_at_its_new_hour_and_not_at_its_old(hall, hana):
    chat = await hall.planned(hana)
    moved = await edited(hana, chat, Changes(starts=SEVEN + HOUR))
    await hall.until(START + HOUR - timedelta(minutes=1))
    early = [platform.threads for platform in hall.platforms.values()]
    assert (moved.start, moved.end) == (START + HOUR, START + 2 * HOUR)
    assert not any(early)

    await hall.until(START + HOUR + timedelta(seconds=10))
    assert all(platform.threads for platform in hall.platforms.values())
    assert (await hall.chat(chat)).stage is Stage.LIVE


async def test_a_chat_is_renamed_with_its_event_and_keeps_its_questions(hall, hana):
    chat = await hall.planned(hana)
    renamed = await edited(hana, chat, Changes(title="Learning together", hashtag="together"))

    assert (renamed.title, renamed.hashtag) == ("Learning together", "together")
    assert [question.text for question in renamed.questions] == list(QUESTIONS)
    assert renamed.start == chat.start


async def test_a_chat_whose_event_is_cancelled_does_not_begin(hall, hana):
    """The control is a chat whose event stays."""
    gone, stays = await hall.planned(hana), await hall.planned(hana, starts=SEVEN + 2 * HOUR)
    await hall.house.events.cancel(await hana.caller(), gone.event, Scope.ALL, "snow")
    await hall.until(START + 2 * HOUR + timedelta(seconds=10))

    assert (await hall.chat(gone)).stage is Stage.CANCELLED
    assert (await hall.chat(stays)).stage is Stage.LIVE
    assert {len(platform.threads) for platform in hall.platforms.values()} == {1}


@pytest.mark.parametrize("to", [Kind.WEBINAR, Kind.CHAT])
async def test_a_chat_follows_also_what_is_called_something_else_since(hall, hana, to):
    chat = await hall.planned(hana)
    await edited(hana, chat, Changes(kind=to, topics=("reading",)))
    moved = await edited(hana, chat, Changes(starts=datetime(2014, 10, 15, 19, 0), kind=Kind.CHAT))

    assert moved.start == START + timedelta(days=1)


async def test_cancelling_a_chat_cancels_its_date(hall, hana):
    chat = await hall.planned(hana)
    await hall.chats.cancel(await hana.caller(), chat.id, "snow")
    event = await hall.units.read(lambda work: work.events.get("c1", chat.event))
    await hall.later(seconds=2)

    assert event.status == "cancelled"
    assert event.cancel_reason == "snow"
    assert (await hall.chat(chat)).stage is Stage.CANCELLED
