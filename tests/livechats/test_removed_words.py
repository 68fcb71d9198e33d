"""What a host takes out of a chat goes from everywhere the bot keeps or shows it, and stays gone."""

from datetime import timedelta

import pytest
from canary import CANARY, kept
from hall import START, away, back

from communitybot.conversation.inbound import Retold
from communitybot.errors import NotAllowed, NotFound
from communitybot.livechats.model.chat import Showing

MINUTE = timedelta(minutes=1)
END = START + timedelta(hours=1)


@pytest.fixture
def ana(hall):
    return hall.member("Ana Ruiz", "slack")


@pytest.fixture
def ben(hall):
    return hall.member("Ben Okri", "discord")


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana, guest="Dr. Rosa Lind", late=timedelta(days=2))
    await hall.until(START + 6 * MINUTE)
    return planned


async def person(member):
    return (await member.caller()).person


async def remove(hall, hana, chat, member):
    return await hall.chats.remove_person(await hana.caller(), chat.id, await person(member), "a student")


@pytest.mark.promise("R39")
async def test_one_command_takes_a_person_out_of_every_table_and_every_thread(hall, hana, ana, ben, chat):
    ref = await ana.says(f"A1: I am nine and go to {CANARY}.", shown=(f"a map of {CANARY}",))
    await hall.later(seconds=5)
    await ben.says(f"> I am nine and go to {CANARY}.\nWelcome!")
    await ben.says("How nice!", reply_to=ref)
    await hall.chats.wonder(await ana.caller(), chat.id, f"Do you know {CANARY}?")
    await hall.later(minutes=1)
    before = hall.read("discord") + hall.read("playground")
    await remove(hall, hana, chat, ana)
    await hall.later(minutes=1)

    assert before.count(CANARY) >= 4
    assert await kept(hall) == set()
    for name in hall.platforms:
        assert CANARY not in hall.read(name)
    assert "How nice!" in hall.read("playground")
    assert "Ana" not in hall.read("discord")


async def test_one_message_goes_and_the_others_of_its_author_stay(hall, hana, ana, chat):
    await ana.says("A1: I never plan alone.")
    await ana.says(f"A1: My pupil {CANARY} said so.")
    await hall.later(minutes=1)
    line = next(line for line in await hall.lines(chat, said=True) if CANARY in line.text)
    removed = await hall.chats.remove_line(await hana.caller(), chat.id, line.number)
    await hall.later(minutes=1)

    assert removed.originals == (line.ref,)
    assert CANARY not in hall.read("discord")
    assert "I never plan alone." in hall.read("discord")
    assert await kept(hall) == set()
    with pytest.raises(NotFound):
        await hall.chats.remove_line(await hana.caller(), chat.id, line.number)


async def test_it_does_not_come_back_when_its_author_changes_it_or_history_is_read(hall, hana, ana, chat):
    ref = await ana.says(f"A1: {CANARY}")
    await remove(hall, hana, chat, ana)
    await ana.rewords(ref, f"A1: {CANARY} again")
    told = Retold(
        thread=hall.thread("slack"),
        since=START,
        until=hall.clock.now(),
        posts=tuple(hall.history),
    )
    await hall.bot.retell(told)
    await hall.later(minutes=1)

    assert await kept(hall) == set()
    assert CANARY not in hall.read("discord")


async def test_what_waits_for_a_platform_that_is_away_never_gets_there(hall, hana, ana, chat):
    away(hall, "discord")
    await ana.says(f"A1: {CANARY}")
    await hall.later(seconds=3)
    waits = await kept(hall)
    hall.clock.set(hall.clock.now() + timedelta(seconds=2))
    await remove(hall, hana, chat, ana)
    back(hall, "discord")
    await hall.later(minutes=1)

    assert "outbox" in waits
    assert await kept(hall) == set()
    assert not any(CANARY in str(each.shown) for each in hall.platforms["discord"].posted)


async def test_a_question_somebody_asked_as_the_audience_goes_as_well(hall, hana, ana, chat):
    wondered = await hall.chats.wonder(await ana.caller(), chat.id, f"Do you know {CANARY}?")
    await hall.chats.take(await hana.caller(), chat.id, wondered.id, ask=True)
    await hall.chats.go_on(await hana.caller(), chat.id)
    await hall.later(minutes=1)
    asked = hall.read("discord")
    await remove(hall, hana, chat, ana)
    await hall.later(minutes=1)

    assert f"Do you know {CANARY}?" in asked
    assert await kept(hall) == set()
    assert CANARY not in hall.read("discord")
    assert "A question from the audience" in hall.read("discord")
    assert "Ana Ruiz" not in hall.read("discord")


async def test_it_is_recorded_who_did_it_and_hosts_see_that(hall, hana, ana, chat):
    await ana.says(f"A1: {CANARY}")
    await remove(hall, hana, chat, ana)
    (noted,) = (await hall.chats.cockpit(await hana.caller(), chat.id)).removals
    await hall.later(minutes=1)

    assert (noted.name, noted.person, noted.text) == ("Hana Ito", await person(hana), "1 a student")
    assert "a student" not in hall.read("slack").replace("a student is", "")


async def test_only_those_who_conduct_the_chat_can_do_it(hall, ana, ben, chat):
    await ana.says(f"A1: {CANARY}")
    caller = await ben.caller()
    with pytest.raises(NotAllowed):
        await hall.chats.removable(caller, chat.id)
    with pytest.raises(NotAllowed):
        await hall.chats.remove_person(caller, chat.id, await person(ana))
    with pytest.raises(NotAllowed):
        await hall.chats.remove_line(caller, chat.id, 2)

    assert "chat_lines" in await kept(hall)


async def test_whoever_is_left_out_afterwards_takes_their_questions_and_keeps_their_reflection(
    hall, hana, ana, chat
):
    wondered = await hall.chats.wonder(await ana.caller(), chat.id, f"Do you know {CANARY}?")
    await hall.chats.wonder(await ana.caller(), chat.id, f"And where is {CANARY}?")
    await hall.chats.take(await hana.caller(), chat.id, wondered.id, ask=True)
    await hall.chats.go_on(await hana.caller(), chat.id)
    await hall.until(END + 5 * MINUTE)
    await hall.chats.reflect(await ana.caller(), chat.id, "I learned a lot.")
    before = await kept(hall)
    await hall.chats.show(await ana.caller(), chat.id, Showing.LEFT_OUT)

    assert {"chats", "chat_lines", "chat_wonderings"} <= before
    assert await kept(hall) == set()
    assert await kept(hall, "i learned a lot") == {"chat_reflections"}

    await remove(hall, hana, chat, ana)
    assert await kept(hall, "i learned a lot") == set()
