"""What a look at a live chat reads: the lines under one question, and how many people answered each."""

from dataclasses import replace

from live_chats import OAK, chat, said


async def kept(units, *lines):
    async def keep(work):
        await work.chats.add(chat())
        await work.chats.append(OAK, "ce14", lines)

    await units.run(keep)


async def test_the_lines_under_one_question_are_read_alone(units):
    await kept(units, *(replace(said(f"line {n}"), question=n % 3) for n in range(9)))
    lines = await units.read(lambda work: work.chats.lines(OAK, "ce14", said=True, question=2))
    assert [line.number for line in lines] == [3, 6, 9]


async def test_people_are_counted_once_a_question_and_taken_back_words_not(units):
    words = [
        replace(said("first"), question=1, person="ada"),
        replace(said("again"), question=1, person="ada"),
        replace(said("mine"), question=1, person="ben"),
        replace(said("gone"), question=2, person="ben"),
    ]
    await kept(units, *words)
    gone = await units.read(lambda work: work.chats.line(OAK, "ce14", 4))
    await units.run(lambda work: work.chats.reword(OAK, replace(gone, removed=True)))
    assert await units.read(lambda work: work.chats.answered(OAK, "ce14")) == {1: 2}
