"""After the end: the archive is told of, presence is recorded, people are asked what they take away."""

from datetime import timedelta

from hall import START, room
from reading_cards import said

MINUTE = timedelta(minutes=1)


async def test_a_minute_after_the_end_every_room_knows_where_the_archive_is(hall, hana):
    await hall.planned(hana)
    ana = hall.member("Ana Ruiz", "slack")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: together")
    await hall.until(START + 61 * MINUTE)
    for name, platform in hall.platforms.items():
        told = [said(each.shown) for each in platform.visible() if each.place == room(name)]
        assert [words for words in told if "The archive of #ce14 is ready" in words], name
        assert "The archive of #ce14 is ready" in hall.read(name)


async def test_presence_is_recorded_with_first_word_answers_and_minutes(hall, hana):
    chat = await hall.planned(hana)
    ana, ben = hall.member("Ana Ruiz", "slack"), hall.member("Ben Okafor", "playground")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: together")
    await hall.chats.come(await ben.caller(), chat.id)
    await hall.until(START + 36 * MINUTE)
    await ana.says("and again")
    await hall.until(START + 61 * MINUTE)
    present = await hall.units.read(lambda work: work.chats.presences("c1", chat.id))
    known = {one.name: one for one in present}
    assert (known["Ana Ruiz"].words, known["Ana Ruiz"].answers, known["Ana Ruiz"].minutes) == (2, 2, 30)
    assert known["Ana Ruiz"].first_word == START + 6 * MINUTE
    assert (known["Ben Okafor"].lurked, known["Ben Okafor"].minutes) == (True, 1)


async def test_those_who_took_part_are_asked_to_reflect_and_those_who_read_along_are_not(hall, hana):
    chat = await hall.planned(hana)
    ana, ben = hall.member("Ana Ruiz", "slack"), hall.member("Ben Okafor", "playground")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: together")
    await hall.chats.come(await ben.caller(), chat.id)
    await hall.until(START + timedelta(days=1))  # quiet hours are over
    assert len(hall.told(ana)) == 1
    assert hall.told(ben) == []


async def test_whoever_was_not_there_reflects_as_a_reader(hall, hana):
    chat = await hall.planned(hana)
    ana, ben = hall.member("Ana Ruiz", "slack"), hall.member("Ben Okafor", "playground")
    await hall.until(START + 6 * MINUTE)
    await ana.says("A1: together")
    await hall.until(START + 61 * MINUTE)
    await hall.chats.reflect(await ana.caller(), chat.id, "I will try a blog.")
    await hall.chats.reflect(await ben.caller(), chat.id, "I read it all.")
    kept = await hall.units.read(lambda work: work.chats.reflections("c1", chat.id))
    assert {one.name: one.read for one in kept} == {"Ana Ruiz": False, "Ben Okafor": True}
