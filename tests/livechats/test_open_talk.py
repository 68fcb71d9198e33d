"""A chat that begins without questions, and the run of show of chats that take their own time."""

from datetime import timedelta

from hall import START

from communitybot.livechats.model.chat import Form, Pace, Phase
from communitybot.livechats.views import ChatChanges

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


async def test_without_questions_people_talk_the_whole_hour(hall, hana):
    chat = await hall.planned(hana, questions=())
    await hall.until(START + 30 * MINUTE)
    assert (await hall.chat(chat)).run.phase is Phase.INTRODUCTIONS
    assert "first question comes" not in hall.read("slack")
    await hall.until(START + 61 * MINUTE)
    assert (await hall.chat(chat)).ended == START + 60 * MINUTE


async def test_the_first_question_of_the_audience_is_asked_at_once_in_open_talk(hall, hana):
    chat = await hall.planned(hana, questions=(), guest="The Secretary")
    ben = hall.member("Ben Okafor", "playground")
    await hall.until(START + 20 * MINUTE)
    asked = await hall.chats.wonder(await ben.caller(), chat.id, "Will there be funds?")
    await hall.chats.take(await hana.caller(), chat.id, asked.id, ask=True)
    await hall.later(seconds=5)
    assert "Will there be funds?" in hall.read("slack")


async def test_questions_that_come_during_open_talk_are_asked(hall, hana):
    chat = await hall.planned(hana, questions=())
    await hall.until(START + 10 * MINUTE)
    await hall.chats.change(await hana.caller(), chat.id, ChatChanges(questions=("Why?", "How?")))
    await hall.later(seconds=5)
    assert (await hall.chat(chat)).current.text == "Why?"
    await hall.until(START + 61 * MINUTE)
    assert "How?" in hall.read("discord")


async def test_the_run_of_show_of_a_slow_chat_has_a_question_a_day(hall, hana):
    chat = await hall.planned(hana, form=Form.SLOW, questions=("One?", "Two?", "Three?"))
    order = (await hall.chats.cockpit(await hana.caller(), chat.id)).order
    assert [at for _, _, at in order] == [START, START + DAY, START + 2 * DAY]


async def test_the_run_of_show_of_all_at_once_begins_with_all(hall, hana):
    chat = await hall.planned(hana, pace=Pace.AT_ONCE)
    order = (await hall.chats.cockpit(await hana.caller(), chat.id)).order
    assert {at for _, _, at in order} == {START}
