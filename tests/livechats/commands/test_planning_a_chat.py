"""A chat is planned in private, with everything one should know, and posted with one press."""

from datetime import timedelta

import pytest
from hall import START
from speaking import buttons, speaker, words

from communitybot.conversation.replies import Ask
from communitybot.livechats.model.chat import Archiving, Pace, Stage

PLAN = "/chat schedule Connected educators, when: tuesday 7pm ET, hashtag: #ce14"
SIX = " | ".join(f"Question {number}?" for number in range(1, 7))


async def stages(hall):
    async def unit(work):
        return await work.chats.at_stage("c1", list(Stage), limit=50)

    return await hall.units.read(unit)


async def test_a_preview_shows_what_was_understood_and_nobody_else_sees_it(hall, host):
    preview = await host.types(f"{PLAN}, questions: {SIX}, late: 3 days")

    told = words(preview)
    assert "#ce14: Connected educators" in told
    assert "Tue 14 Oct, 7:00-8:00 PM EDT" in told
    assert "Hosted by Hana Ito" in told
    assert "Q6 Question 6?" in told
    assert "6 questions, evenly" in told
    assert "Late answers: 3 days" in told
    assert "It is not archived." in told
    assert buttons(preview) == ["Post it", "Change it", "Discard"]
    assert not any(platform.posted for platform in hall.platforms.values())


async def test_posting_makes_the_chat_and_its_event(hall, host):
    posted = await host.presses(await host.types(f"{PLAN}, questions: {SIX}"), "Post it")

    assert "Posted: #ce14" in words(posted)
    (chat,) = await stages(hall)
    assert (chat.stage, chat.start, chat.pace) == (Stage.COMING, START, Pace.EVENLY)
    assert "Connected educators" in words(await host.types("/events"))


async def test_too_many_questions_and_too_little_time_are_warned_of(host):
    many = " | ".join(f"Question {number}?" for number in range(1, 13))

    assert "12 questions are a lot" in words(await host.types(f"{PLAN}, questions: {many}"))
    short = await host.types(f"{PLAN}, ends: 20 minutes, questions: {SIX}")
    assert "at least four are kinder" in words(short)


async def test_a_chat_without_questions_is_told_how_to_get_them(host):
    assert "It has no questions yet: /chat questions adds them" in words(await host.types(PLAN))


async def test_an_administrators_archive_counts_and_anybody_elses_is_a_wish(hall, host, ana):
    preview = await host.types(f"{PLAN}, archive: yes")
    assert "It is archived." in words(preview)

    wished = await ana.types(f"{PLAN}, archive: yes")
    assert "An administrator has to turn the archive on." in words(wished)
    await ana.presses(wished, "Post it")
    chat = next(each for each in await stages(hall) if each.stage is Stage.COMING)
    assert chat.archiving is Archiving.WISHED
    refused = await ana.types("/chat archive set: on")
    assert "An administrator has to turn that on" in words(refused)

    assert "Archive #ce14" not in buttons(await ana.types("/chats"))
    await host.presses(await host.types("/chats"), "Archive #ce14")
    assert (await hall.chat(chat)).archiving is Archiving.ON


async def test_a_draft_is_changed_in_a_form_and_the_old_one_is_gone(hall, host):
    preview = await host.types(f"{PLAN}, questions: {SIX}, description: Bring a story.")
    form = await host.presses(preview, "Change it")
    assert {each.name: each.value for each in form.form.fields}["title"] == "Connected educators"

    again = await host.sends(form, title="Connected learners", form="spark")

    assert "#ce14: Connected learners" in words(again)
    assert "Tue 14 Oct, 7:00-7:15 PM EDT" in words(again)
    assert "Bring a story." in words(again)
    assert [each.title for each in await stages(hall)] == ["Connected learners"]
    assert "gone" in words(await host.presses(preview, "Post it"))


async def test_a_draft_is_discarded(hall, host):
    assert "Discarded" in words(await host.presses(await host.types(PLAN), "Discard"))
    assert not await stages(hall)


async def test_a_slow_chat_takes_days_and_a_question_a_day(host):
    told = words(await host.types(f"{PLAN}, form: slow, questions: {SIX}"))

    assert "A slow chat over days" in told
    assert "one a day" in told


async def test_hosts_are_members_by_name_and_others_are_guests(hall, host, ana):
    await ana.types("/chats")
    told = words(await host.types(f"{PLAN}, hosts: me and Ana and Zoe Zimmer"))

    assert "Hosted by Hana Ito, Ana Ruiz and Zoe Zimmer" in told
    assert "I read Ana as Ana Ruiz." in told
    assert "Zoe Zimmer is no member here" in told


@pytest.mark.parametrize(
    ("wrong", "said", "works"),
    [
        ("hashtag: two words", "a hashtag is one word", "#ce14"),
        ("ends: sometime", "sometime", "60 minutes"),
        ("introductions: sometime", "sometime", "minutes"),
        ("pacing: fast", "none of the choices", "evenly"),
    ],
)
async def test_what_cannot_be_read_is_told_with_an_example_that_works(host, wrong, said, works):
    refused = words(await host.types(f"{PLAN.removesuffix(', hashtag: #ce14')}, {wrong}"))

    assert said in refused
    assert "This works: /chat schedule Connected educators" in refused
    assert works in refused


async def test_the_questions_of_a_chat_are_seen_and_changed_in_a_form(hall, host):
    await host.presses(await host.types(f"{PLAN}, questions: {SIX}"), "Post it")
    form = await host.types("/chat questions")
    assert isinstance(form, Ask)
    assert form.form.fields[0].value.splitlines()[0] == "Question 1?"

    changed = await host.sends(form, questions="[7] What is new?\nWhat stays?")

    assert "Q2 What stays?" in words(changed)
    (chat,) = await stages(hall)
    assert [(each.text, each.minutes) for each in chat.questions] == [
        ("What is new?", 7),
        ("What stays?", None),
    ]


async def test_editing_changes_what_is_the_chats_and_leads_to_the_event_for_the_rest(hall, host):
    await host.presses(await host.types(PLAN), "Post it")

    await host.types("/chat edit #ce14, late: 2 days, ahead: yes")
    refused = words(await host.types("/chat edit #ce14, when: friday 6pm"))

    (chat,) = await stages(hall)
    assert (chat.late, chat.ahead) == (timedelta(days=2), True)
    assert "/event edit Connected educators" in refused


async def test_a_form_that_is_sent_back_as_it_is_changes_nothing(hall, host):
    plan = f"{PLAN}, questions: {SIX}, late: 3 days, introductions: 0, guest: Rosa Lind"
    await host.presses(await host.types(plan), "Post it")
    (before,) = await stages(hall)
    form = await host.types("/chat edit")
    kept = {field.name: field.value for field in form.form.fields}
    assert (kept["late"], kept["introductions"]) == ("3 days", "0")

    await host.sends(form)

    assert await stages(hall) == [before]


@pytest.mark.parametrize("minutes", [1, 5, 60, 75, 1440, 1500, 1501, 4320, 44_640])
def test_a_length_in_a_form_is_read_again_as_the_same(minutes):
    from communitybot.livechats.commands.reading import length_typed
    from communitybot.moments import read_duration

    assert read_duration(length_typed(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


async def test_only_hosts_and_administrators_change_a_chat(hall, host, ana):
    await host.presses(await host.types(PLAN), "Post it")

    for line in ("/chat edit late: 1 day", "/chat questions", "/chat cancel", "/chat start", "/chat cockpit"):
        assert "Only the hosts of #ce14" in words(await ana.types(line))


async def test_cancelling_asks_with_the_name_and_tells_the_event(hall, host):
    await host.presses(await host.types(PLAN), "Post it")
    form = await host.types("/chat cancel reason: The host is ill")
    assert "Connected educators" in form.form.intro

    assert "Cancelled: Connected educators" in words(await host.sends(form))
    (chat,) = await stages(hall)
    assert chat.stage is Stage.CANCELLED


async def test_a_room_for_live_chats_is_needed_and_said(hall, host):
    preview = await host.types(PLAN)

    assert "Its threads will open in" in words(preview)


async def test_somebody_elses_draft_is_not_there(hall, host, ana):
    preview = await host.types(PLAN)

    assert "gone" in words(await ana.presses(preview, "Post it"))
    assert "#ce14" not in words(await speaker(ana.member).types("/chats"))
