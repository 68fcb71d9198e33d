"""Anybody can follow, answer, ask and choose how they appear, without writing in a thread."""

from datetime import timedelta

import pytest
from hall import SEVEN, START
from speaking import buttons, options, speaker, words

from communitybot.conversation.replies import Ask, Correct
from communitybot.livechats.model.chat import Pace, Showing

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana):
    """A chat with six questions, live at its second."""
    planned = await hall.planned(hana, guest="The Secretary")
    await hall.until(START + 15 * MINUTE)
    return planned


async def showing(hall, chat, person):
    found = await hall.units.read(lambda work: work.chats.showings("c1", chat.id))
    return found.get(person)


async def test_where_we_are_tells_a_latecomer_everything(hall, chat, hana, ana):
    ben = hall.member("Ben Okri", "discord")
    ref = await ben.says("A2: They ask better questions.")
    await ben.says("A1: I never plan alone.")
    await hana.reacts(ref)

    card = await ana.types("/chat now")

    told = words(card)
    assert "We are at Q2 of 6." in told
    assert "minutes left." in told
    assert "> How has it changed how your students learn?" in told
    assert "begin with A2 if you like" in told
    assert "Answers people liked:\n- Ben Okri: They ask better questions." in told
    assert "Before that:\n- Q1 What does connected learning mean to you?: 1 answer" in told
    assert "This chat is archived." in told
    assert buttons(card)[:3] == ["Answer", "How I appear", "Ask a question"]


async def test_the_button_on_the_thread_opens_a_form_and_the_answer_stands_everywhere(hall, chat, ana):
    posted = [each for each in hall.platforms["slack"].visible() if each.place == hall.thread("slack")]
    question = next(each.shown for each in reversed(posted) if "Q2 of 6" in str(each.shown))
    there = speaker(ana.member, hall.thread("slack"))
    form = await there.presses(question, "Answer")
    assert "Q2 of 6: How has it changed" in form.form.intro

    done = await there.sends(form, text="They ask better questions.")

    assert "Thank you, A2 is in." in words(done)
    assert "you appear as “an educator”" in words(done)
    await hall.later(seconds=3)
    for name in hall.platforms:
        assert "Ana Ruiz (Slack) A2: They ask better questions." in hall.read(name)


async def test_answering_again_changes_the_answer(hall, chat, ana):
    await ana.types("/chat answer They ask.")
    form = await ana.types("/chat answer")
    assert form.form.title == "Change your answer"
    assert form.form.fields[0].value == "They ask."

    done = await ana.sends(form, text="They ask better questions.")

    assert "A2 is changed" in words(done)
    mine = [line.text for line in await hall.lines(chat, said=True)]
    assert mine == ["They ask better questions."]
    assert "Change it" in buttons(await ana.types("/chat now"))


async def test_an_earlier_question_can_be_answered_and_one_to_come_cannot(hall, chat, ana):
    assert "A1 is in" in words(await ana.types("/chat answer I was late., question: 1"))
    refused = words(await ana.types("/chat answer I am early., question: 5"))
    assert "That question has not been asked yet." in refused


async def test_an_empty_answer_is_sent_back(chat, ana):
    reply = await ana.sends(await ana.types("/chat answer"), text="  ")

    assert isinstance(reply, Correct)
    assert reply.reasons == {"text": "Please fill this in."}


async def test_with_two_live_chats_words_are_kept_while_it_is_asked_which(hall, chat, hana, ana):
    other = await hall.planned(hana, starts=SEVEN + 20 * MINUTE, questions=("Why?", "How?"))
    await hall.until(START + 27 * MINUTE)
    form = await ana.types("/chat answer Because.")
    assert isinstance(form, Ask)
    assert [field.name for field in form.form.fields] == ["chat", "text"]
    assert form.form.fields[1].value == "Because."

    await ana.sends(form, chat=other.id)

    assert "Because." in [line.text for line in await hall.lines(other, said=True)]


async def test_where_all_questions_stand_the_form_asks_which(hall, hana, ana):
    planned = await hall.planned(hana, pace=Pace.AT_ONCE, questions=("Why?", "How?"))
    await hall.until(START + MINUTE)
    form = await ana.types("/chat answer")
    assert [choice.label for choice in form.form.fields[0].choices] == ["Q1 Why?", "Q2 How?"]

    await ana.sends(form, question="1", text="Because.")

    (line,) = await hall.lines(planned, said=True)
    assert (line.question, line.text) == (1, "Because.")


async def test_a_question_for_the_visitor_gathers_votes(hall, chat, host, ana):
    await ana.types("/chat ask What would you fund first?")
    now = await host.types("/chat now")
    assert "What people want to ask The Secretary:\n- What would you fund first? (0 votes)" in words(now)
    value = options(now)["What would you fund first?"]

    voted = await host.presses(now, "Vote for a question", value=value)
    assert "Your vote counts: 1 person wants to hear that." in words(voted)
    again = await host.presses(voted, "Vote for a question", value=value)
    assert "Your vote is taken back: 0 people want to hear that." in words(again)


async def test_without_a_visitor_there_is_nobody_to_ask(hall, hana, ana):
    await hall.planned(hana)
    await hall.until(START + 15 * MINUTE)

    assert "#ce14 has no visitor to ask." in words(await ana.types("/chat ask Why?"))


@pytest.mark.parametrize(
    ("label", "chosen", "told"),
    [
        ("My name", Showing.NAME, "yourself, by name"),
        ("My initials", Showing.INITIALS, "your initials"),
        ("An educator", Showing.EDUCATOR, "“an educator”"),
        ("Left out", Showing.LEFT_OUT, "you are left out"),
    ],
)
async def test_everybody_chooses_how_they_appear(hall, chat, ana, label, chosen, told):
    card = await ana.types("/chat show")
    assert "You have not chosen yet." in words(card)

    done = await ana.presses(card, label)

    assert told in words(done)
    assert await showing(hall, chat, (await ana.member.caller()).person) is chosen


async def test_a_choice_can_be_made_for_all_chats_and_for_one_by_command(hall, chat, ana):
    person = (await ana.member.caller()).person
    assert "In all chats you appear as your initials." in words(
        await ana.types("/chat show initials, where: all chats")
    )
    assert await showing(hall, chat, person) is Showing.INITIALS
    await ana.types("/chat show left out")
    assert await showing(hall, chat, person) is Showing.LEFT_OUT
    card = await ana.types("/chat show")
    every = await ana.presses(card, "The same for all chats", value="name")
    assert "in all chats you appear as yourself, by name" in words(every)
    assert await showing(hall, chat, person) is Showing.LEFT_OUT


async def test_without_any_chat_one_chooses_for_all(hall, ana):
    card = await ana.types("/chat show")
    assert "in the archives of all chats" in words(card)

    done = await ana.presses(card, "Choose how you appear", value="left_out")

    assert "nobody: you are left out" in words(done)


async def test_after_the_chat_one_reflects_and_can_change_it(hall, chat, ana):
    await ana.types("/chat answer They ask.")
    assert "is not over yet" in words(await ana.types("/chat reflect I will wait., chat: #ce14"))
    await hall.until(START + timedelta(hours=2))

    form = await ana.types("/chat reflect")
    done = await ana.sends(form, text="I will try wait time.")

    assert "What you take away from #ce14 is kept." in words(done)
    (kept,) = await hall.units.read(lambda work: work.chats.reflections("c1", chat.id))
    assert (kept.text, kept.read) == ("I will try wait time.", False)


async def test_readers_of_the_archive_reflect_as_readers(hall, chat):
    await hall.until(START + timedelta(hours=2))
    reader = speaker(hall.member("Chloe Hart", "playground"))
    await reader.types("/chat reflect I read it all.")

    (kept,) = await hall.units.read(lambda work: work.chats.reflections("c1", chat.id))
    assert kept.read


async def test_the_archive_is_found_after_the_chat_and_refused_before(hall, chat, ana):
    await ana.types("/chat answer They ask better questions.")
    assert "No chat has taken place here yet." in words(await ana.types("/chat archive"))
    assert "is not over yet" in words(await ana.types("/chat archive #ce14"))
    await hall.until(START + timedelta(hours=2))

    card = await ana.types("/chat archive")

    link = next(each for each in card.message.controls if each.label == "Read the archive")
    assert f"/archives/{chat.id}/" in link.url
    assert "Publish" not in buttons(card)
    assert "told in the rooms of this community only" in words(card)
    found = words(await ana.types("/chat search questions"))
    assert "an educator: They ask better questions." in found
    assert "I found nothing for “elephant”" in words(await ana.types("/chat search elephant"))


async def test_hosts_publish_an_archive_and_take_it_back(hall, chat, host):
    await hall.until(START + timedelta(hours=2))
    card = await host.presses(await host.types("/chat archive"), "Publish")
    assert "It is published: everybody can read it." in words(card)
    assert (await hall.chat(chat)).published
    card = await host.presses(card, "For search engines")
    assert (await hall.chat(chat)).listed
    await host.types("/chat archive unpublish")
    kept = await hall.chat(chat)
    assert (kept.published, kept.listed) == (False, False)


async def test_an_archive_is_deleted_only_by_an_administrator_who_was_asked(hall, chat, host, ana):
    await ana.types("/chat answer They ask better questions.")
    await hall.until(START + timedelta(hours=2))
    assert "Only" in words(await ana.types("/chat archive off"))
    question = await host.types("/chat archive off")
    assert "deleted, for good" in words(question)
    assert "stays as it is" in words(await host.presses(question, "Keep it"))
    assert (await hall.chat(chat)).archiving.on

    done = await host.presses(question, "Delete it")

    assert "#ce14 is not archived." in words(done)
    assert not (await hall.chat(chat)).archiving.on


async def test_being_left_out_afterwards_is_said_to_be_for_good_before_it_is_done(hall, chat, ana):
    await ana.types("/chat answer They ask better questions.")
    await hall.until(START + timedelta(hours=2))
    card = await ana.types("/chat show left out")
    assert "deleted, for good" in words(card)
    assert "They ask" in words(await ana.types("/chat search better"))

    await ana.presses(card, "Left out")

    assert "They ask" not in words(await ana.types("/chat search better"))


async def test_chats_are_listed_live_coming_and_over(hall, chat, hana, ana):
    await hall.planned(hana, starts=SEVEN + timedelta(days=7))
    told = words(await ana.types("/chats"))
    assert "Live now\n- #ce14: Connected educators, live: Q2 of 6, hosted by Hana Ito" in told
    assert "Coming\n- #ce14: Connected educators, Tue 21 Oct" in told
    await hall.until(START + timedelta(hours=2))
    assert "Over\n- #ce14: Connected educators, Tue 14 Oct, hosted by Hana Ito; Read the archive" in words(
        await ana.types("/chats")
    )


async def test_without_any_chat_the_list_says_how_to_plan_one(ana):
    assert "/chat schedule" in words(await ana.types("/chats"))


async def test_a_chat_is_named_by_a_few_words_and_nonsense_is_told_what_there_is(chat, ana):
    assert "We are at Q2" in words(await ana.types("/chat now connected"))
    told = words(await ana.types("/chat now Springfield"))
    assert "I know no chat named “Springfield”. There are: #ce14 Connected educators" in told
    assert "This works: /chat now #ce14" in told


async def test_while_a_name_is_typed_chats_are_suggested(hall, chat, ana):
    from communitybot.conversation.inbound import Asked

    asked = Asked(who=ana.member.who, place=ana.place, command="chat now", parameter="chat", text="conn")
    (choice,) = await hall.bot.suggest(asked)

    assert (choice.value, choice.label) == (chat.id, "#ce14 Connected educators, Tue 14 Oct 2014")
    assert "We are at Q2" in words(await ana.types(f"/chat now {choice.value}"))
