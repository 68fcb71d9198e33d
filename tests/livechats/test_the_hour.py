"""An hour's chat as it goes by itself, in three threads at once."""

from datetime import timedelta

import pytest
from hall import START, opened

from communitybot.livechats.model.chat import Stage

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def hall(database_url):
    """The hall on each database."""
    made = await opened(database_url)
    yield made
    await made.house.relay.stop()
    await made.house.close()


async def test_at_the_hour_a_thread_opens_in_the_chat_room_of_every_platform(hall, hana):
    await hall.planned(hana)
    await hall.until(START - MINUTE)
    assert not any(platform.threads for platform in hall.platforms.values())
    await hall.until(START + timedelta(seconds=10))
    assert {name: len(platform.threads) for name, platform in hall.platforms.items()} == {
        "discord": 1,
        "slack": 1,
        "playground": 1,
    }
    for name in hall.platforms:
        assert "Hello and welcome" in hall.said(name)[0]


async def test_every_question_is_asked_in_every_thread_and_the_chat_ends_on_time(hall, hana):
    chat = await hall.planned(hana)
    await hall.until(START + timedelta(hours=1, minutes=1))
    for name in hall.platforms:
        headings = [text.splitlines()[0] for text in hall.said(name)]
        asked = [heading for heading in headings if heading.startswith("Q") and " of 6" in heading]
        assert [heading[:7] for heading in dict.fromkeys(asked)] == [f"Q{n} of 6" for n in range(1, 7)]
        assert "That was #ce14" in hall.read(name)
    over = await hall.chat(chat)
    assert over.stage is Stage.OVER
    assert over.ended == START + timedelta(hours=1)


async def test_what_is_said_on_one_platform_is_shown_on_the_others_and_not_on_its_own(hall, hana):
    await hall.planned(hana)
    ana = hall.member("Ana Ruiz", "slack")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: It means I never plan alone.")
    await hall.later(seconds=2)
    assert "Ana Ruiz (Slack)" in hall.said("discord")[-1]
    assert "It means I never plan alone." in hall.said("playground")[-1]
    assert "It means I never plan alone." not in hall.read("slack")


async def test_an_edit_and_a_deletion_follow_to_the_other_platforms(hall, hana):
    await hall.planned(hana)
    ana = hall.member("Ana Ruiz", "slack")
    await hall.until(START + 6 * MINUTE)
    ref = await ana.says("A1: I never plan alnoe.")
    await hall.later(seconds=2)
    await ana.rewords(ref, "A1: I never plan alone.")
    await hall.later(seconds=2)
    assert "alone" in hall.said("discord")[-1]
    await ana.removes(ref)
    await hall.later(seconds=2)
    assert "plan" not in hall.read("discord")


async def test_words_heard_twice_are_shown_once(hall, hana):
    from communitybot.conversation.inbound import Posted

    await hall.planned(hana)
    ana = hall.member("Ana Ruiz", "slack")
    await hall.until(START + 6 * MINUTE)
    ref = await ana.says("A1: Once.")
    await hall.bot.hear(Posted(who=ana.who, ref=ref, text="A1: Once.", at=hall.clock.now()))
    await hall.later(seconds=3)
    assert hall.read("discord").count("Once.") == 1


async def test_a_flood_is_batched_and_nothing_of_it_is_lost(hall, hana):
    await hall.planned(hana)
    people = [hall.member(f"Teacher{n} T", "slack") for n in range(20)]
    await hall.until(START + 6 * MINUTE)
    before = len(hall.said("discord"))
    for n in range(100):
        await people[n % 20].says(f"A1: thought number {n}.")
    await hall.later(seconds=30)
    batches = hall.said("discord")[before:]
    assert len(batches) < 30
    text = "\n".join(batches)
    assert [text.count(f"thought number {n}.") for n in range(100)] == [1] * 100
