"""A thread goes on, whatever becomes of one of its messages or of one line; so does the card at its head."""

from datetime import timedelta

import pytest
from hall import START, away, back, room
from sqlalchemy import text

from communitybot.conversation.inbound import Away, RoomTold
from communitybot.ports import Undeliverable
from communitybot.threads import posting

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def chat(hall, hana):
    planned = await hall.planned(hana)
    await hall.until(START + 6 * MINUTE)
    return planned


@pytest.fixture
async def ana(hall):
    return hall.member("Ana Ruiz", "slack")


async def end_what_is_promised(hall, state):
    """Whatever message is promised to a thread now comes to such an end."""
    ended = text("UPDATE outbox SET state = :state WHERE kind = 'chat.post' AND state = 'planned'")
    return await hall.units.run(lambda work: work.connection.execute(ended, {"state": state}))


@pytest.mark.parametrize("state", ["quarantined", "failed"])
async def test_it_goes_on_with_the_next_word_of_the_bot_after_its_message_ended_undrawn(
    hall, chat, ana, state
):
    await ana.says("A1: lost for a while")
    assert (await end_what_is_promised(hall, state)).rowcount == 2  # in both other threads
    await ana.says("A1: and this one too")
    await hall.later(seconds=5)
    assert "lost for a while" not in hall.read("discord")
    await hall.until(START + 15 * MINUTE)  # the second question was asked
    told = hall.read("discord")
    assert told.index("lost for a while") < told.index("and this one too") < told.index("Q2 of 6")


async def test_its_threads_are_closed_after_all(hall, chat, ana):
    await hall.until(START + 59 * MINUTE)
    await ana.says("A6: goodbye")
    await end_what_is_promised(hall, "quarantined")
    await hall.until(START + 64 * MINUTE)
    threads = await hall.units.read(lambda work: work.chats.threads("c1", chat.id))
    assert all(thread.closed for thread in threads)


async def test_a_message_that_fails_for_good_is_followed_by_the_next(hall, chat, ana):
    def refuse(verb, _key):
        if verb == "post":
            raise Undeliverable("it is too odd")

    hall.platforms["discord"].before = refuse
    await ana.says("A1: odd words")
    await hall.later(seconds=3)
    back(hall, "discord")
    await ana.says("A1: plain words")
    await hall.later(seconds=3)
    assert "plain words" in hall.read("discord")
    assert "odd words" in hall.read("playground")


async def test_a_line_that_cannot_be_drawn_costs_only_itself(hall, chat, ana, monkeypatch):
    drawn = posting.said_card

    def choosy(lines, answered, *, whole=False):
        if any("poison" in line.text for line in lines):
            raise ValueError("nobody thought of that")
        return drawn(lines, answered, whole=whole)

    monkeypatch.setattr(posting, "said_card", choosy)
    for words in ("one", "two", "poison", "three"):
        await ana.says(f"A1: word {words}.")
    await hall.later(seconds=10)
    told = hall.read("discord")
    assert [told.count(f"word {words}.") for words in ("one", "two", "poison", "three")] == [1, 1, 0, 1]


async def test_the_card_follows_although_somebody_edits_at_that_moment(hall, hana, chat, ana):
    ref = await ana.says("A1: one")
    await hall.chats.go_on(await hana.caller(), chat.id)
    await ana.rewords(ref, "A1: another")
    await hall.later(seconds=5)
    shown, _ = hall.opening("discord")
    assert "How has it changed" in shown


async def test_a_platform_that_is_away_for_hours_costs_little(hall, chat, ana):
    await hall.chats.pause(await hall.member("Hana Ito", "discord", administers=True).caller(), chat.id)
    away(hall, "discord")
    for n in range(50):
        await ana.says(f"A1: number {n}.")
    await hall.later(seconds=30)
    counted = text("SELECT count(*) FROM outbox WHERE kind = 'chat.post' AND state != 'sent'")
    assert await hall.units.read(lambda work: work.connection.scalar(counted)) <= 2


async def test_a_thread_nobody_found_open_is_found_with_the_next_word_of_the_bot(hall, hana):
    chat = await hall.planned(hana)
    await hall.until(START - MINUTE)
    away(hall, "discord")
    await hall.until(START + 3 * MINUTE)
    ended = text("UPDATE outbox SET state = 'quarantined' WHERE kind = 'chat.opened' AND state = 'planned'")
    assert (await hall.units.run(lambda work: work.connection.execute(ended))).rowcount == 1
    back(hall, "discord")
    await hall.until(START + 6 * MINUTE)
    told = hall.read("discord")
    assert told.index("Hello and welcome") < told.index("Q1 of 6")
    assert (await hall.chat(chat)).run.question == 1


async def test_a_thread_goes_on_when_its_room_is_there_again(hall, hana, chat, ana):
    await hall.bot.room_changed(RoomTold(room=room("discord"), name="chats", away=Away.LEFT))
    await ana.says("A1: while you were out")
    await hall.later(seconds=5)
    assert "while you were out" not in hall.read("discord")
    assert "while you were out" in hall.read("playground")
    await hall.bot.room_changed(RoomTold(room=room("discord"), name="chats"))
    await hall.chats.go_on(await hana.caller(), chat.id)
    await hall.later(seconds=5)
    told = hall.read("discord")
    assert told.index("while you were out") < told.index("Q2 of 6")
