"""Hosts steer a chat with commands in a room and with the buttons of their cockpit; nobody else can."""

from datetime import timedelta

import pytest
from hall import SEVEN, START
from speaking import buttons, options, speaker, words

from communitybot.livechats.model.chat import Host, Phase, Stage

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana):
    """A chat with six questions, live at its second."""
    planned = await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)
    assert (await hall.chat(planned)).run.question == 2
    return planned


async def test_the_cockpit_shows_the_run_of_show_time_left_and_the_next_question(chat, host):
    cockpit = await host.types("/chat cockpit")

    told = words(cockpit)
    assert "Cockpit of #ce14: Connected educators" in told
    assert "Live: Q2 of 6" in told
    assert "minutes left" in told
    assert "Next: Q3 What would a culture of digital learning look like in your school?" in told
    assert "- Q1, asked 7:05 PM EDT: What does connected learning mean to you?" in told
    assert "- Q2, asked 7:13 PM EDT, now: " in told
    assert buttons(cockpit)[:5] == ["Next: Q3", "Pause", "+5 minutes", "Skip Q3", "End"]


async def test_next_pause_go_on_and_more_time_are_presses_that_show_the_cockpit_again(hall, chat, host):
    cockpit = await host.types("/chat cockpit")
    cockpit = await host.presses(cockpit, "Next")
    assert "On we go: Q3 of 6." in words(cockpit)
    cockpit = await host.presses(cockpit, "Pause")
    assert "Paused at Q3 of 6" in words(cockpit)
    assert (await hall.chat(chat)).run.paused
    cockpit = await host.presses(cockpit, "Go on")
    assert "We go on." in words(cockpit)
    before = (await hall.chat(chat)).run.until
    cockpit = await host.presses(cockpit, "+5 minutes")
    assert "5 minutes more." in words(cockpit)
    assert (await hall.chat(chat)).run.until == before + 5 * MINUTE


async def test_next_pressed_twice_in_one_cockpit_skips_no_question(hall, chat, host):
    cockpit = await host.types("/chat cockpit")
    await host.presses(cockpit, "Next")
    await host.presses(cockpit, "Next")

    assert (await hall.chat(chat)).run.question == 3


async def test_skip_pressed_twice_leaves_out_only_the_question_on_the_button(hall, chat, host):
    cockpit = await host.types("/chat cockpit")
    assert "Q3 is left out." in words(await host.presses(cockpit, "Skip Q3"))
    assert "Q3 is not the next question any more." in words(await host.presses(cockpit, "Skip Q3"))

    left_out = [number for number, one in enumerate((await hall.chat(chat)).questions, 1) if one.left_out]
    assert left_out == [3]


async def test_the_same_is_said_by_commands_in_the_room(hall, chat, host):
    assert "On we go: Q3 of 6." in words(await host.types("/chat next"))
    assert "10 minutes more." in words(await host.types("/chat extend 10 minutes"))
    assert "Q4 is left out." in words(await host.types("/chat skip"))
    assert "Paused." in words(await host.types("/chat pause"))
    assert "We go on." in words(await host.types("/chat start"))


async def test_ending_asks_once(hall, chat, host):
    question = await host.types("/chat end")
    assert "End #ce14 now?" in words(question)
    assert (await hall.chat(chat)).stage is Stage.LIVE
    assert "Cockpit of" in words(await host.presses(question, "Keep going"))

    assert "It is over." in words(await host.presses(question, "End it now"))
    assert (await hall.chat(chat)).stage is Stage.OVER


async def test_a_chat_can_begin_early_from_the_cockpit(hall, hana, host):
    planned = await hall.planned(hana)
    cockpit = await host.types("/chat cockpit")
    assert "Start now" in buttons(cockpit)

    assert "It is live" in words(await host.presses(cockpit, "Start now"))
    assert (await hall.chat(planned)).run.phase is Phase.INTRODUCTIONS


@pytest.mark.parametrize("line", ["next", "pause", "extend", "skip", "end", "cockpit"])
async def test_those_who_do_not_host_are_told_kindly(chat, ana, line):
    told = words(await ana.types(f"/chat {line}"))

    assert "Only the hosts of #ce14, whoever planned it and administrators can do that." in told
    assert "Try /chat now" in told


@pytest.mark.parametrize(
    "verb",
    ["next", "pause", "start", "extend", "skip", "end_now", "refresh", "handing", "sorting", "audience"],
)
async def test_no_button_gives_a_right(hall, chat, ana, verb):
    from communitybot.conversation.actions import Action

    before = await hall.chat(chat)
    told = words(await ana.acts(Action(f"chat.{verb}", (chat.id,))))

    assert "Only the hosts of #ce14" in told
    assert (await hall.chat(chat)).run == before.run


async def test_two_live_chats_are_asked_about_and_the_choice_is_carried_out(hall, chat, hana, host):
    other = await hall.planned(hana, starts=SEVEN + 20 * MINUTE, questions=("Why?", "How?"))
    await hall.until(START + 22 * MINUTE)
    question = await host.types("/chat pause")
    assert "Two chats are live: which one?" in words(question)

    chosen = await host.presses(question, "Choose a chat", value=other.id)

    assert "Paused" in words(chosen)
    assert (await hall.chat(other)).run.paused
    assert not (await hall.chat(chat)).run.paused


async def test_in_the_thread_of_a_chat_it_is_that_one(hall, chat, hana):
    await hall.planned(hana, starts=SEVEN + 20 * MINUTE, questions=("Why?", "How?"))
    await hall.until(START + 22 * MINUTE)
    there = speaker(hana, hall.thread("discord"))

    assert "Paused" in words(await there.types("/chat pause"))
    assert (await hall.chat(chat)).run.paused


async def test_the_chair_is_handed_to_a_co_host(hall, hana, host, ana):
    caller = await ana.member.caller()
    me = await hana.caller()
    hosts = (Host("Hana Ito", me.person), Host("Ana Ruiz", caller.person))
    planned = await hall.planned(hana, hosts=hosts)
    await hall.until(START + 15 * MINUTE)
    choice = await host.presses(await host.types("/chat cockpit"), "Hand over")
    assert list(options(choice)) == ["Ana Ruiz"]

    done = await host.presses(choice, "Choose a host", value=options(choice)["Ana Ruiz"])

    assert "The chair is handed over." in words(done)
    assert (await hall.chat(planned)).chair == caller.person
    await hall.later(seconds=3)
    assert "Ana Ruiz has the chair now" in hall.read("slack")


async def test_an_answer_with_another_label_is_put_under_its_question(hall, chat, host, ana):
    await ana.member.says("This belongs to the first one.")
    cockpit = await host.types("/chat cockpit")
    assert "Sort answers (1)" in buttons(cockpit)
    listed = await host.presses(cockpit, "Sort answers")
    (label, number), *_ = options(listed).items()
    assert label.startswith("Ana Ruiz, Q2, no label: This belongs")
    one = await host.presses(listed, "Choose an answer", value=number)
    assert "This belongs to the first one." in words(one)

    done = await host.presses(one, "Move it under", value="1")

    assert "All answers stand where they belong." in words(done)
    (line,) = [each for each in await hall.lines(chat, said=True) if each.name == "Ana Ruiz"]
    assert (line.question, line.moved) == (1, True)


async def test_those_nobody_has_answered_are_named_with_a_few_words(hall, chat, host, ana):
    await ana.member.says("A2: We began with one class.")
    await hall.later(minutes=3)

    told = words(await host.types("/chat cockpit"))

    assert "Here: 1 person: Ana Ruiz." in told
    assert "Nobody has answered:\n- Ana Ruiz, 3 minutes ago: We began with one class." in told


async def test_a_question_of_the_audience_is_asked_next_or_put_aside(hall, hana, host, ana):
    planned = await hall.planned(hana, guest="The Secretary")
    await hall.until(START + 15 * MINUTE)
    await ana.types("/chat ask What would you fund first?")
    await ana.types("/chat ask Who pays?")
    audience = await host.presses(await host.types("/chat cockpit"), "Audience (2)")
    wanted = options(audience)

    asked = await host.presses(audience, "Ask it next", value=wanted["What would you fund first?"])
    assert "It is asked next." in words(asked)
    aside = await host.presses(asked, "Put it aside", value=wanted["Who pays?"])

    assert "The audience has no open questions." in words(aside)
    now = await hall.chat(planned)
    assert (now.questions[2].text, now.questions[2].by) == ("What would you fund first?", "Ana Ruiz")
    await host.types("/chat next")
    await hall.later(seconds=3)
    assert "Asked by Ana Ruiz." in hall.read("discord")


async def test_without_a_live_chat_each_command_says_so_and_what_to_do(host):
    for line in ("next", "pause", "extend", "skip", "end", "now", "answer", "start", "archive", "cancel"):
        told = words(await host.types(f"/chat {line}"))
        assert "chat" in told.splitlines()[0]
        assert "Try /chats" in told


async def test_a_chat_that_has_not_begun_is_not_hurried(hall, hana, host):
    await hall.planned(hana)

    assert "#ce14 has not begun yet." in words(await host.types("/chat next #ce14"))


async def test_of_a_weekly_chat_the_next_is_meant_and_told_why_it_cannot(hall, hana, host):
    for week in range(3):
        await hall.planned(hana, starts=SEVEN + timedelta(days=7 * week))
    await hall.until(START + timedelta(hours=2))
    assert "#ce14 has not begun yet." in words(await host.types("/chat next #ce14"))
    cockpit = words(await host.types("/chat cockpit #ce14"))
    assert "Coming: Tue 21 Oct" in cockpit
    await hall.until(START + timedelta(days=15))
    assert "#ce14 is over." in words(await host.types("/chat next #ce14"))


async def test_a_forged_button_does_nothing(hall, chat, host):
    from communitybot.conversation.actions import Action

    for action in (
        Action("chat.next", ("nonsense",)),
        Action("chat.next", (chat.id, "x")),
        Action("chat.extend", (chat.id, "9" * 20)),
        Action("chat.take", (chat.id,)),
        Action("chat.move", (chat.id, "1")),
        Action("chat.show", (chat.id, "president")),
        Action("chat.archive", (chat.id, "burn")),
        Action("chat.hand", (chat.id,)),
        Action("chat.next"),
    ):
        before = await hall.chat(chat)
        words(await host.acts(action))
        assert (await hall.chat(chat)).run == before.run, action
